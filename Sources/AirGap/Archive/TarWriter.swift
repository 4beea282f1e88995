package import LicenseFiles

/// Writes a tar archive (POSIX ustar) that depends on its contents alone: owner and group 0, mode
/// 0644, a fixed time, members in the order given.
package final class TarWriter {
  private let sink: ByteSink
  private let modified: Int64

  /// - Parameters:
  ///   - modified: the time of every member, in epoch seconds UTC.
  ///   - sink: takes the archive, piece by piece.
  package init(modified: Int64 = 0, _ sink: @escaping ByteSink) {
    self.sink = sink
    self.modified = max(0, modified)
  }

  /// Adds a member.
  ///
  /// - Throws: ``OutputError``: `badName` when the name does not fit, `sourceFailed` when the source
  ///   fails or does not give `size` bytes.
  package func add(name: String, size: Int, source: any ByteSource) throws(OutputError) {
    try header(name, size).give(to: sink)
    let count = try pump(source, name, sink)
    guard count == size else {
      throw OutputError(.sourceFailed, "\(name): its length changed while it was read")
    }
    try [UInt8](repeating: 0, count: (512 - size % 512) % 512).give(to: sink)
  }

  /// Ends the archive.
  package func finish() throws(OutputError) {
    try [UInt8](repeating: 0, count: 1024).give(to: sink)
  }

  private func header(_ name: String, _ size: Int) throws(OutputError) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      block.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
    }
    func octal(_ number: Int64, _ width: Int) -> String {
      zeroPadded(number, width, radix: 8)
    }
    let (front, back) = try split(name)
    put(back, at: 0)
    put("0000644\0", at: 100)
    put("0000000\0", at: 108)
    put("0000000\0", at: 116)
    guard size < 1 << 33 else { throw OutputError(.badName, "\(name) is too large for tar") }
    put(octal(Int64(size), 11) + "\0", at: 124)
    put(octal(min(modified, (1 << 33) - 1), 11) + "\0", at: 136)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar\0" + "00", at: 257)
    put(front, at: 345)
    let sum = block.reduce(0) { $0 + Int64($1) }
    put(octal(sum, 6) + "\0 ", at: 148)
    return block
  }

  /// A long name is split at a slash into prefix and name.
  private func split(_ name: String) throws(OutputError) -> (String, String) {
    if name.utf8.count <= 100 { return ("", name) }
    var rest = name[...]
    while let slash = rest.lastIndex(of: "/") {
      let front = String(name[..<slash])
      let back = String(name[name.index(after: slash)...])
      if front.utf8.count <= 155, back.utf8.count <= 100 { return (front, back) }
      rest = rest[..<slash]
    }
    throw OutputError(.badName, "the name \(name) is too long for tar")
  }
}

/// Gives everything of a source to a sink and returns the number of bytes.
func pump(
  _ source: any ByteSource, _ name: String, _ sink: ByteSink
) throws(OutputError) -> Int {
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 16)
  defer { buffer.deallocate() }
  var total = 0
  while true {
    let count: Int
    do throws(ByteSourceError) {
      count = try source.read(into: buffer)
    } catch {
      throw OutputError(.sourceFailed, "\(name): \(error.reason)")
    }
    if count == 0 { return total }
    total += count
    try sink(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
  }
}
