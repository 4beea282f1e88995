import LicenseFiles

/// Reads a strict subset of tar: plain files and folders in POSIX ustar or the old layout, long names
/// as GNU and POSIX tar write them, nothing else that changes the meaning of another member.
final class TarReader {
  private let source: any ByteSource
  private let budget: ArchiveBudget
  private var names = MemberNames()
  private var pending: (member: BoundedSource, padding: Int)?
  /// What a header in front said of the next member.
  private var extended: PAXHeader?
  private var longName: String?

  /// A tar is padded to full records; after more zeros than this stands no other reason.
  private static let longestPadding = 64 << 20

  init(_ source: any ByteSource, budget: ArchiveBudget) {
    self.source = source
    self.budget = budget
  }

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
        throw ByteSourceError(.badChecksum, "the checksum of a tar header does not match")
      }
      guard let size = Self.octal(block[124..<136]) else {
        throw ByteSourceError(
          .sizeMismatch, "the size of '\(Self.name(block))' is not an octal number")
      }
      if try takeExtension(block[156], size, Self.name(block)) { continue }
      let name = MemberNames.plain(try finalName(Self.name(block), size))
      switch block[156] {
      case 0x30, 0:
        try names.take(name)
        try budget.charge(size, name)
        let member = BoundedSource(source, count: size, name: name)
        pending = (member, Self.padding(size))
        return (name, member)
      case 0x35:
        guard size == 0 else {
          throw ByteSourceError(.sizeMismatch, "the folder '\(name)' has contents")
        }
        // A folder is implied by its files; its own name must be safe all the same.
        let plain = name.hasSuffix("/") ? String(name.dropLast()) : name
        if !plain.isEmpty, plain != "." { try names.takeFolder(plain) }
        try budget.charge(0, name)
      default:
        throw ByteSourceError(
          .notAPlainFile, "the member '\(name)' is a link, a device or an unknown extension")
      }
    }
  }

  // MARK: Headers before a member

  /// Takes what speaks of the next member; false when the block is a member itself.
  private func takeExtension(
    _ type: UInt8, _ size: Int, _ name: String
  ) throws(ByteSourceError) -> Bool {
    switch type {
    case UInt8(ascii: "x"):
      guard extended == nil else { throw Self.doubled }
      extended = try PAXHeader(try contents(size, limit: PAXHeader.limit))
    case UInt8(ascii: "g"):
      let global = try PAXHeader(try contents(size, limit: PAXHeader.limit))
      guard global.path == nil, global.size == nil, extended == nil, longName == nil else {
        throw ByteSourceError(
          .notAPlainFile, "an extended header names or measures all members that follow")
      }
    case UInt8(ascii: "L"):
      guard longName == nil else { throw Self.doubled }
      var bytes = try contents(size, limit: 4096)
      if bytes.last == 0 { bytes.removeLast() }
      let text = String(decoding: bytes, as: UTF8.self)
      guard !bytes.isEmpty, !bytes.contains(0), text.utf8.elementsEqual(bytes) else {
        throw ByteSourceError(.unsafePath, "a long name is empty or not UTF-8")
      }
      longName = text
    default: return false
    }
    return true
  }

  private static var doubled: ByteSourceError {
    ByteSourceError(.archiveDamaged, "there are two extended headers before one member")
  }

  /// The contents of a header in front, which count like a member's.
  private func contents(_ size: Int, limit: Int) throws(ByteSourceError) -> [UInt8] {
    guard size > 0, size <= limit else {
      throw ByteSourceError(.tooLarge, "an extended header has \(size) bytes")
    }
    try budget.charge(size, "extended header")
    var bytes = [UInt8](repeating: 0, count: size)
    guard try source.fill(&bytes) == size else {
      throw ByteSourceError(.archiveDamaged, "the tar ends inside an extended header")
    }
    try skipPadding(Self.padding(size))
    return bytes
  }

  /// The member's name once everything before it is known, and its size is compared with it.
  private func finalName(_ own: String, _ size: Int) throws(ByteSourceError) -> String {
    defer {
      extended = nil
      longName = nil
    }
    if let promised = extended?.size, promised != size {
      throw ByteSourceError(
        .sizeMismatch, "the size of '\(own)' is \(size), and \(promised) in its extended header")
    }
    guard let path = extended?.path else { return longName ?? own }
    guard longName == nil || longName == path else {
      throw ByteSourceError(.archiveDamaged, "two headers name the member '\(path)' differently")
    }
    return path
  }

  // MARK: Ends

  private func finishPending() throws(ByteSourceError) {
    guard let (member, padding) = pending else { return }
    pending = nil
    try member.drain()
    try skipPadding(padding)
  }

  private static func padding(_ size: Int) -> Int { (512 - size % 512) % 512 }

  private func skipPadding(_ count: Int) throws(ByteSourceError) {
    var rest = [UInt8](repeating: 0, count: count)
    guard try source.fill(&rest) == count else {
      throw ByteSourceError(.archiveDamaged, "the tar ends inside a member")
    }
    guard rest.allSatisfy({ $0 == 0 }) else {
      throw ByteSourceError(.trailingJunk, "there are bytes between two members")
    }
  }

  /// After the end mark tools pad with zeros, and nothing else may follow.
  private func finish() throws(ByteSourceError) {
    guard extended == nil, longName == nil else {
      throw ByteSourceError(.archiveDamaged, "the tar ends after an extended header")
    }
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    var total = 0
    while true {
      let count = try source.fill(&buffer)
      if count == 0 { return }
      total += count
      guard total <= Self.longestPadding, buffer[..<count].allSatisfy({ $0 == 0 }) else {
        throw ByteSourceError(.trailingJunk, "something follows the end mark of the tar")
      }
    }
  }

  // MARK: Fields

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
