import CZlib
import Foundation
import LicenseFiles

/// Reads a strict subset of zip: stored and deflated plain files, one disk, no ZIP64, no encryption.
/// The directory at the end and the headers before the data must say the same, and the members
/// must fill the file without holes.
final class ZipReader {
  private struct Entry {
    let name: String
    let flags: UInt32
    let method: UInt32
    let checksum: UInt32
    let compressed: Int
    let size: Int
    let offset: Int
    let isFolder: Bool
  }

  private let file: FileHandle
  private let length: Int
  private var entries: [Entry] = []
  private var nextEntry = 0
  private var directoryStart = 0
  private var position = 0

  convenience init(_ path: String, budget: ArchiveBudget) throws(ByteSourceError) {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw ByteSourceError("the zip cannot be opened")
    }
    try self.init(file, budget: budget)
  }

  init(_ file: FileHandle, budget: ArchiveBudget) throws(ByteSourceError) {
    guard let end = try? file.seekToEnd(), let length = Int(exactly: end) else {
      throw ByteSourceError("the zip cannot be opened")
    }
    self.file = file
    self.length = length
    try readDirectory(budget)
  }

  // MARK: The directory

  private func readDirectory(_ budget: ArchiveBudget) throws(ByteSourceError) {
    guard length >= 22 else { throw ByteSourceError(.archiveDamaged, "the zip is too short") }
    let end = try bytes(at: length - 22, count: 22)
    guard number(end, 0, 4) == 0x0605_4B50 else {
      throw ByteSourceError(
        .trailingJunk, "the end of the zip is not where it must be: cut, or something follows")
    }
    if length >= 42 {
      let locator = try bytes(at: length - 42, count: 4)
      if number(locator, 0, 4) == 0x0706_4B50 { throw Self.zip64 }
    }
    let count = Int(number(end, 10, 2))
    let size = Int(number(end, 12, 4))
    directoryStart = Int(number(end, 16, 4))
    guard number(end, 4, 4) == 0, number(end, 8, 2) == number(end, 10, 2),
      number(end, 20, 2) == 0, directoryStart + size == length - 22
    else {
      throw ByteSourceError(.archiveDamaged, "the directory of the zip does not match the file")
    }
    guard size <= 64 << 20 else {
      throw ByteSourceError(.tooLarge, "the directory of the zip is larger than 64 MiB")
    }
    let directory = try bytes(at: directoryStart, count: size)
    var names = MemberNames()
    var place = 0
    for _ in 0..<count {
      let entry = try entry(directory, &place)
      let plain = MemberNames.plain(entry.name)
      if entry.isFolder {
        if !plain.isEmpty { try names.takeFolder(String(plain.dropLast())) }
      } else {
        try names.take(plain)
      }
      try budget.charge(entry.size, entry.name)
      entries.append(entry)
    }
    guard place == size else {
      throw ByteSourceError(.archiveDamaged, "the directory of the zip holds more than its members")
    }
    entries.sort { $0.offset < $1.offset }
  }

  private static let zip64 = ByteSourceError(
    .unknownMethod,
    "the zip is a ZIP64, which is not read: make it a tar.gz, or pack fewer and smaller files")

  private func entry(
    _ directory: [UInt8], _ place: inout Int
  ) throws(ByteSourceError) -> Entry {
    guard place + 46 <= directory.count, number(directory, place, 4) == 0x0201_4B50 else {
      throw ByteSourceError(.archiveDamaged, "an entry of the zip's directory is damaged")
    }
    let nameLength = Int(number(directory, place + 28, 2))
    let extra = Int(number(directory, place + 30, 2)) + Int(number(directory, place + 32, 2))
    guard place + 46 + nameLength + extra <= directory.count else {
      throw ByteSourceError(.archiveDamaged, "an entry of the zip's directory is cut")
    }
    let name = String(
      decoding: directory[place + 46..<place + 46 + nameLength], as: UTF8.self)
    // The upper half of the attributes holds the Unix mode where the maker says so.
    let mode = number(directory, place + 38, 4) >> 16
    let isUnix = number(directory, place + 5, 1) == 3
    let type = mode & 0o170000
    if isUnix, type != 0, type != 0o100000, type != 0o040000 {
      throw ByteSourceError(.notAPlainFile, "the member '\(name)' is a link or a device")
    }
    let entry = Entry(
      name: name, flags: number(directory, place + 8, 2), method: number(directory, place + 10, 2),
      checksum: number(directory, place + 16, 4), compressed: Int(number(directory, place + 20, 4)),
      size: Int(number(directory, place + 24, 4)), offset: Int(number(directory, place + 42, 4)),
      isFolder: name.hasSuffix("/"))
    place += 46 + nameLength + extra
    if entry.flags & 0x2041 != 0 {
      throw ByteSourceError(.encrypted, "the member '\(name)' is encrypted")
    }
    guard entry.method == 0 || entry.method == 8 else {
      throw ByteSourceError(
        .unknownMethod, "the member '\(name)' is packed with method \(entry.method)")
    }
    // A folder that was deflated nevertheless is two bytes long.
    guard entry.method == 8 || entry.size == entry.compressed,
      !entry.isFolder || (entry.size == 0 && entry.compressed <= 2)
    else { throw ByteSourceError(.sizeMismatch, "the sizes of the member '\(name)' disagree") }
    if entry.size > 1 << 20, entry.size / 200 > entry.compressed {
      throw ByteSourceError(.ratio, "the member '\(name)' expands more than 200 to one")
    }
    return entry
  }

  // MARK: Members

  /// The next plain file, or nil at the end.
  func next() throws(ByteSourceError) -> (name: String, source: any ByteSource)? {
    while nextEntry < entries.count {
      let entry = entries[nextEntry]
      nextEntry += 1
      let data = try dataStart(of: entry)
      if entry.isFolder { continue }
      let raw = FileRange(file, start: data, count: entry.compressed, name: entry.name)
      let unpacked: any ByteSource = entry.method == 8 ? try InflateSource(raw, entry.name) : raw
      return (
        MemberNames.plain(entry.name),
        CheckedSource(unpacked, size: entry.size, checksum: entry.checksum, name: entry.name)
      )
    }
    guard position == directoryStart else {
      throw ByteSourceError(.trailingJunk, "there are bytes between the members and the directory")
    }
    return nil
  }

  private func dataStart(of entry: Entry) throws(ByteSourceError) -> Int {
    guard entry.offset == position else {
      throw ByteSourceError(
        .trailingJunk, "there are bytes before the member '\(entry.name)', or members overlap")
    }
    let header = try bytes(at: entry.offset, count: 30)
    guard number(header, 0, 4) == 0x0403_4B50 else {
      throw ByteSourceError(.archiveDamaged, "the header of '\(entry.name)' is damaged")
    }
    let nameLength = Int(number(header, 26, 2))
    let name = try bytes(at: entry.offset + 30, count: nameLength)
    let start = entry.offset + 30 + nameLength + Int(number(header, 28, 2))
    let hasDescriptor = entry.flags & 8 != 0
    // With a descriptor after the data the header does not know them yet, and says 0.
    if number(header, 18, 4) == 0xFFFF_FFFF, number(header, 22, 4) == 0xFFFF_FFFF {
      throw Self.zip64
    }
    func fits(_ place: Int, _ value: Int) -> Bool {
      let said = Int(number(header, place, 4))
      return said == value || (hasDescriptor && said == 0)
    }
    let sizesFit =
      fits(14, Int(entry.checksum)) && fits(18, entry.compressed) && fits(22, entry.size)
    guard String(decoding: name, as: UTF8.self) == entry.name,
      number(header, 6, 2) == entry.flags, number(header, 8, 2) == entry.method, sizesFit
    else {
      throw ByteSourceError(
        .sizeMismatch, "the header of '\(entry.name)' and the directory disagree")
    }
    var end = start + entry.compressed
    guard end <= directoryStart else {
      throw ByteSourceError(.archiveDamaged, "the member '\(entry.name)' runs into the directory")
    }
    if hasDescriptor { end += try descriptorLength(at: end, entry) }
    position = end
    return start
  }

  private func descriptorLength(at place: Int, _ entry: Entry) throws(ByteSourceError) -> Int {
    let marked = try bytes(at: place, count: min(16, max(0, directoryStart - place)))
    if marked.count == 16, number(marked, 0, 4) == 0x0807_4B50,
      number(marked, 4, 4) == entry.checksum, Int(number(marked, 8, 4)) == entry.compressed,
      Int(number(marked, 12, 4)) == entry.size
    {
      return 16
    }
    guard marked.count >= 12, number(marked, 0, 4) == entry.checksum,
      Int(number(marked, 4, 4)) == entry.compressed, Int(number(marked, 8, 4)) == entry.size
    else {
      throw ByteSourceError(
        .sizeMismatch, "the data of '\(entry.name)' is not followed by its sizes")
    }
    return 12
  }

  private func bytes(at offset: Int, count: Int) throws(ByteSourceError) -> [UInt8] {
    let range = FileRange(file, start: offset, count: count, name: "zip")
    var result = [UInt8](repeating: 0, count: count)
    guard offset >= 0, offset + count <= length, try range.fill(&result) == count else {
      throw ByteSourceError(.archiveDamaged, "the zip is cut short")
    }
    return result
  }

  private func number(_ bytes: [UInt8], _ place: Int, _ width: Int) -> UInt32 {
    (0..<width).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
  }
}

/// A part of a file, read where it stands.
private final class FileRange: ByteSource {
  private let file: FileHandle
  private let name: String
  private var position: Int
  private let end: Int
  private let work: WorkMeter.Piece?

  init(_ file: FileHandle, start: Int, count: Int, name: String) {
    self.file = file
    self.name = name
    work = WorkMeter.current?.begin(.reading, name, total: Int64(count))
    position = start
    end = start + count
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    let wanted = min(buffer.count, end - position)
    guard wanted > 0, let base = buffer.baseAddress else {
      if position == end { work?.end() }
      return 0
    }
    let count = pread(file.fileDescriptor, base, wanted, off_t(position))
    guard count >= 0 else { throw ByteSourceError(FileSource.reason(errno)) }
    guard count > 0 else {
      throw ByteSourceError(.archiveDamaged, "the archive ends inside '\(name)'")
    }
    position += count
    work?.move(by: count)
    return count
  }
}

/// Checks length and checksum of a member while it is read.
private final class CheckedSource: ByteSource {
  private let source: any ByteSource
  private let name: String
  private let checksum: UInt32
  private var rest: Int
  private var sum = crc32(0, nil, 0)
  private var isChecked = false

  init(_ source: any ByteSource, size: Int, checksum: UInt32, name: String) {
    self.source = source
    self.name = name
    self.checksum = checksum
    rest = size
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    guard !buffer.isEmpty else { return 0 }
    let count = try source.read(into: buffer)
    rest -= count
    guard rest >= 0, count > 0 || rest == 0 else {
      throw ByteSourceError(.sizeMismatch, "the member '\(name)' is not as long as it says")
    }
    if count > 0 {
      sum = crc32(
        sum, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(clamping: count))
    } else if UInt32(truncatingIfNeeded: sum) != checksum {
      throw ByteSourceError(.badChecksum, "the checksum of the member '\(name)' does not match")
    }
    return count
  }
}
