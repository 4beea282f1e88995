@testable import AirGap
@testable import Assessment
@testable import LicenseFiles

extension FuzzTarget {
  /// What media and bags promise: lists of checksums, bag-info.txt, the log of custody, the form.
  static let media = FuzzTarget(name: "media") { bytes throws(Violation) in
    try holdList(bytes)
    if let info = BagInfo.read(bytes) {
      for line in info.lines {
        try require(!info.texts(line.label).isEmpty, "a label of bag-info.txt is not found")
      }
    }
    try holdCustody(bytes)
  }

  private static func holdList(_ bytes: [UInt8]) throws(Violation) {
    let (list, faults) = ChecksumList.read(bytes)
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    // Of a list whose line ends were changed that is said once, and its lines are read all the same.
    let ends = faults.count { $0.reason.contains("CR LF") }
    try require(
      ends <= 1 && list.hashes.count + faults.count - ends == lines.count,
      "\(lines.count) lines, \(list.hashes.count) files and \(faults.count) faults")
    for (path, hash) in list.hashes {
      try require(
        ChecksumList.pathFault(path) == nil, "the path is not a plain relative path: \(path)")
      try require(SHA256Digest(hexadecimal: hash) != nil, "not a hash: \(hash)")
    }
    for fault in faults {
      try require((1...lines.count).contains(fault.line), "a fault on line \(fault.line)")
    }
    let again = ChecksumList.read(list.bytes)
    try require(
      again.list == list && again.faults.isEmpty, "written and read again it is another list")
  }

  /// Whoever changes a line of the log that is not the last one breaks the chain.
  private static func holdCustody(_ bytes: [UInt8]) throws(Violation) {
    guard CustodyLog.fault(in: bytes) == nil else { return }
    let lines = bytes.count { $0 == 0x0A }
    try require(CustodyLog.fault(in: bytes.dropLast()) != nil, "a cut log is whole")
    for (index, byte) in bytes.enumerated() where lines > 1 && byte != 0x0A {
      if bytes[index...].count(where: { $0 == 0x0A }) == 1 { break }
      if index % 17 != bytes.count % 17 { continue }
      var changed = bytes
      changed[index] ^= 1
      try require(CustodyLog.fault(in: changed) != nil, "byte \(index) can be changed unseen")
    }
  }
}

extension CustodyLog {
  fileprivate static func fault(in bytes: ArraySlice<UInt8>) -> (line: Int, reason: String)? {
    fault(in: Array(bytes))
  }
}
