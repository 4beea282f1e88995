import LicenseFiles

/// Reads a strict subset of tar: plain files and folders in POSIX ustar or the old layout, nothing
/// that changes the meaning of another member.
final class TarReader {
  private let source: any ByteSource
  private var names = MemberNames()
  private var budget = ArchiveBudget()
  private var pending: (member: BoundedSource, padding: Int)?

  init(_ source: any ByteSource) { self.source = source }

  /// True when a block looks like a tar header: its checksum fits.
  static func isHeader(_ block: ArraySlice<UInt8>) -> Bool {
    guard block.count >= 512, block.contains(where: { $0 != 0 }) else { return false }
    return checksum(Array(block.prefix(512)))
  }

  /// The next plain file, or nil at the end. The member before is read to its end first.
  func next() throws(ByteSourceError) -> (name: String, source: any ByteSource)? {
    try finishPending()
    while true {
      var block = [UInt8](repeating: 0, count: 512)
      guard try source.fill(&block) == 512 else {
        throw ByteSourceError(.archiveDamaged, "the tar ends without its end mark")
      }
      if block.allSatisfy({ $0 == 0 }) {
        try finish()
        return nil
      }
      guard Self.checksum(block) else {
        throw ByteSourceError(.badChecksum, "the checksum of a tar header does not fit")
      }
      let name = Self.name(block)
      guard let size = Self.octal(block[124..<136]) else {
        throw ByteSourceError(.sizeMismatch, "the size of '\(name)' is no octal number")
      }
      switch block[156] {
      case 0x30, 0:
        try names.take(name)
        try budget.charge(size, name)
        let member = BoundedSource(source, count: size, name: name)
        pending = (member, (512 - size % 512) % 512)
        return (name, member)
      case 0x35:
        // A folder is implied by its files; its own name must be safe all the same.
        try names.take(name.hasSuffix("/") ? String(name.dropLast()) : name)
        guard size == 0 else {
          throw ByteSourceError(.sizeMismatch, "the folder '\(name)' has contents")
        }
      default:
        throw ByteSourceError(
          .notAPlainFile, "the member '\(name)' is a link, a device or an extended header")
      }
    }
  }

  private func finishPending() throws(ByteSourceError) {
    guard let (member, padding) = pending else { return }
    pending = nil
    try member.drain()
    var rest = [UInt8](repeating: 0, count: padding)
    guard try source.fill(&rest) == padding else {
      throw ByteSourceError(.archiveDamaged, "the tar ends inside a member")
    }
    guard rest.allSatisfy({ $0 == 0 }) else {
      throw ByteSourceError(.trailingJunk, "bytes stand between two members")
    }
  }

  /// Behind the end mark tools pad with zeros, and nothing else may follow.
  private func finish() throws(ByteSourceError) {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = try source.fill(&buffer)
      if count == 0 { return }
      guard buffer[..<count].allSatisfy({ $0 == 0 }) else {
        throw ByteSourceError(.trailingJunk, "something follows the end mark of the tar")
      }
    }
  }

  private static func checksum(_ block: [UInt8]) -> Bool {
    guard let stored = octal(block[148..<156]) else { return false }
    var sum = 8 * 32
    for (index, byte) in block.enumerated() where !(148..<156).contains(index) { sum += Int(byte) }
    return sum == stored
  }

  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    var value = 0
    var seen = false
    for byte in field {
      switch byte {
      case 0x30...0x37:
        seen = true
        value = value << 3 | Int(byte - 0x30)
      case 0x20 where !seen: continue
      case 0, 0x20: return seen ? value : nil
      default: return nil
      }
    }
    return seen ? value : nil
  }

  private static func name(_ block: [UInt8]) -> String {
    func text(_ range: Range<Int>) -> String {
      String(decoding: block[range].prefix { $0 != 0 }, as: UTF8.self)
    }
    let isPOSIX = block[257..<263].elementsEqual(Array("ustar\0".utf8))
    let prefix = isPOSIX ? text(345..<500) : ""
    let name = text(0..<100)
    return prefix.isEmpty ? name : prefix + "/" + name
  }
}
