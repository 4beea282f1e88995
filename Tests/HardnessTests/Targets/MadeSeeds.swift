@testable import AirGap
@testable import Assessment
import LicenseFiles

/// What the program itself lays down: where mutations begin.
enum MadeSeeds {
  /// The seeds of a target; empty where files and texts of the tests are enough.
  static func of(_ target: String) throws -> [[UInt8]] {
    switch target {
    case "archive": try archives()
    case "media": media()
    default: []
    }
  }

  private static let usage = Array(ExampleReport.document(.standard, host: "wlc-example-1").utf8)

  private static func archives() throws -> [[UInt8]] {
    let members = [("uploads/a.txt", usage), ("b.txt", Array("nothing of licensing\n".utf8))]
    let plain = try tar(members)
    let packed = try gzip(plain)
    let long = String(repeating: "folder/", count: 20) + "a.txt"
    return [
      plain, packed, try zip(members), try tar([]), try zip([]),
      try tar([("inner.tar.gz", packed), ("inner.zip", try zip(members))]),
      try zip([("inner.tar", plain)]), try gzip(usage), try tar([(long, [0x41])]),
    ]
  }

  private static func media() -> [[UInt8]] {
    let hash = SHA256Digest(hashing: usage).description
    let list = ChecksumList(["uploads/a.txt": hash, "UPLOAD.txt": hash, "portal.csv": hash])
    var info = BagInfo()
    info.add("Payload-Oxum", "\(usage.count).1")
    info.add("Outbound-Media", hash + "  out.tar.gz")
    info.add("Usage-Files", "1")
    var log = CustodyLog(operatorName: "operator-1", host: "host-1", time: presentTime)
    log.add("sealed", ["sha256": hash, "name": "out.tar.gz"])
    log.add("verified", ["result": "0 errors"])
    log.add("packed", [:])
    return [list.bytes, info.bytes, log.bytes]
  }

  private static func tar(_ files: [(String, [UInt8])]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let writer = TarWriter { bytes += Array($0) }
    for (name, contents) in files {
      try writer.add(name: name, size: contents.count, source: MemorySource(contents))
    }
    try writer.finish()
    return bytes
  }

  private static func zip(_ files: [(String, [UInt8])]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let writer = ZipWriter {
      bytes += Array($0)
    } rewrite: { offset, piece in
      bytes.replaceSubrange(offset..<offset + piece.count, with: piece)
    }
    for (name, contents) in files {
      try writer.add(name: name, source: MemorySource(contents))
    }
    try writer.finish()
    return bytes
  }

  private static func gzip(_ contents: [UInt8]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let writer = try GzipWriter { bytes += Array($0) }
    try contents.withUnsafeBytes { try writer.write($0) }
    try writer.finish()
    return bytes
  }
}
