package import LicenseFiles

/// Writes a zip archive that depends on its contents alone: deflate, the date 1980-01-01, no extra
/// fields. An archive that would need ZIP64 is refused.
package final class ZipWriter {
  private struct Entry {
    let name: [UInt8]
    let checksum: UInt32
    let compressed: UInt32
    let size: UInt32
    let offset: UInt32
  }

  private let sink: ByteSink
  private let rewrite: (_ offset: Int, _ bytes: [UInt8]) throws(OutputError) -> Void
  private var entries: [Entry] = []
  private var offset = 0

  /// Begins.
  ///
  /// - Parameters:
  ///   - sink: takes the archive, piece by piece.
  ///   - rewrite: replaces bytes that the sink was given. Sizes and checksum stand before the data, and are
  ///     known after it.
  package init(
    _ sink: @escaping ByteSink,
    rewrite: @escaping (_ offset: Int, _ bytes: [UInt8]) throws(OutputError) -> Void
  ) {
    self.sink = sink
    self.rewrite = rewrite
  }

  /// Adds a member.
  package func add(name: String, source: any ByteSource) throws(OutputError) {
    let bytes = Array(name.utf8)
    guard !bytes.isEmpty, bytes.count < 1 << 16 else {
      throw OutputError(.badName, "the name \(name) is empty or too long for zip")
    }
    let start = offset
    let tooLarge = OutputError(.badName, "\(name): the archive would need ZIP64; use tar.gz")
    guard let place = UInt32(exactly: start), entries.count < 65_535 else { throw tooLarge }
    func head(_ entry: Entry) -> [UInt8] { number(0x0403_4B50, 4) + common(entry) + bytes }
    try give(head(Entry(name: bytes, checksum: 0, compressed: 0, size: 0, offset: place)))
    let deflater = Deflater(sink)
    _ = try pump(source, name) { piece throws(OutputError) in try deflater.write(piece) }
    try deflater.finish()
    offset += deflater.produced
    guard let size = UInt32(exactly: deflater.taken),
      let compressed = UInt32(exactly: deflater.produced)
    else { throw tooLarge }
    let entry = Entry(
      name: bytes, checksum: deflater.checksum, compressed: compressed, size: size, offset: place)
    try rewrite(start, head(entry))
    entries.append(entry)
  }

  /// Ends the archive with its directory.
  package func finish() throws(OutputError) {
    let start = offset
    for entry in entries {
      try give(
        number(0x0201_4B50, 4) + number(20, 2) + common(entry) + number(0, 2) + number(0, 2)
          + number(0, 2) + number(0, 4) + number(entry.offset, 4) + entry.name)
    }
    guard let place = UInt32(exactly: start), let length = UInt32(exactly: offset - start) else {
      throw OutputError(.badName, "the archive would need ZIP64; use tar.gz")
    }
    let count = number(UInt32(entries.count), 2)
    try give(
      number(0x0605_4B50, 4) + number(0, 4) + count + count + number(length, 4) + number(place, 4)
        + number(0, 2))
  }

  /// The fields that local header and directory share, up to the length of the extra field.
  private func common(_ entry: Entry) -> [UInt8] {
    let isASCII = entry.name.allSatisfy { $0 < 0x80 }
    return number(20, 2) + number(isASCII ? 0 : 0x0800, 2) + number(8, 2) + number(0, 2)
      + number(0x21, 2) + number(entry.checksum, 4) + number(entry.compressed, 4)
      + number(entry.size, 4) + number(UInt32(entry.name.count), 2) + number(0, 2)
  }

  private func give(_ bytes: [UInt8]) throws(OutputError) {
    try bytes.give(to: sink)
    offset += bytes.count
  }

  private func number(_ value: UInt32, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
  }
}
