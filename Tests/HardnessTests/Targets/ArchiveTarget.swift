@testable import AirGap
import Foundation
import LicenseFiles

extension FuzzTarget {
  /// tar, gzip and zip, and archives inside archives.
  static let archive = FuzzTarget(name: "archive") { bytes throws(Violation) in
    let place = NSTemporaryDirectory() + "rumkit-archive-" + UUID().uuidString
    defer { unlink(place) }
    try write(bytes, to: place)
    guard let kind = ArchiveKind.of(place) else { return }
    var members: [(name: String, bytes: [UInt8])] = []
    var isWhole = true
    do throws(ByteSourceError) {
      try ArchiveReader(place, kind: kind).eachMember { name, source throws(ByteSourceError) in
        members.append((name, try source.allBytes(limit: 64 << 20)))
      }
    } catch {
      isWhole = false
      try require(
        error.descriptor != nil || error.reason.contains("64"),
        "damage is called a failure of the disk: \(error.reason)")
    }
    try holdNames(members.map(\.name))
    if isWhole { try holdBytes(members, place) }
    do throws(ByteSourceError) {
      try ArchiveReader(place, kind: kind).eachDocument { name, source throws(ByteSourceError) in
        // What is left unread is checked all the same.
        if name.utf8.count.isMultiple(of: 2) { _ = try source.allBytes(limit: 64 << 20) }
      }
    } catch {
      try require(
        error.descriptor != nil || error.reason.contains("64"),
        "damage is called a failure of the disk: \(error.reason)")
    }
  }

  private static func write(_ bytes: [UInt8], to place: String) throws(Violation) {
    let file = open(place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Violation(description: "no temporary file: \(errno)") }
    defer { close(file) }
    let count = bytes.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
    try require(count == bytes.count, "the temporary file was not written: \(errno)")
  }

  /// No name leads anywhere else, and no two are the same file.
  private static func holdNames(_ names: [String]) throws(Violation) {
    for name in names {
      let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      let isSafe = parts.allSatisfy { part in
        !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
      }
      try require(isSafe, "the name leads elsewhere: \(name.debugDescription)")
      try require(
        name.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") },
        "the name holds what no name may hold: \(name.debugDescription)")
    }
    try require(Set(names.map { $0.lowercased() }).count == names.count, "two are the same file")
  }

  /// What was given stands in the archive: put into another archive it is read as the same.
  private static func holdBytes(
    _ members: [(name: String, bytes: [UInt8])], _ place: String
  ) throws(Violation) {
    guard members.allSatisfy({ $0.name.utf8.count < 100 }),
      members.reduce(0, { $0 + $1.bytes.count }) < 1 << 20
    else { return }
    var archive: [UInt8] = []
    do throws(OutputError) {
      let writer = TarWriter { archive += Array($0) }
      for member in members {
        try writer.add(
          name: member.name, size: member.bytes.count, source: MemorySource(member.bytes))
      }
      try writer.finish()
    } catch {
      throw Violation(description: "a member that was read cannot be written: \(error.reason)")
    }
    unlink(place)
    try write(archive, to: place)
    var again: [(name: String, bytes: [UInt8])] = []
    do throws(ByteSourceError) {
      try ArchiveReader(place, kind: .tar).eachMember { name, source throws(ByteSourceError) in
        again.append((name, try source.allBytes(limit: 64 << 20)))
      }
    } catch {
      throw Violation(description: "what was written cannot be read: \(error.reason)")
    }
    try require(
      again.elementsEqual(members) { $0 == $1 }, "written and read again it holds something else")
  }
}
