import LicenseFiles

/// A source whose first bytes can be looked at.
final class StartSource: ByteSource {
  private let source: any ByteSource
  private var start: [UInt8] = []

  init(_ source: any ByteSource) { self.source = source }

  func begins(with bytes: [UInt8]) throws(ByteSourceError) -> Bool {
    try hold(bytes.count)
    return start.starts(with: bytes)
  }

  /// Copies the first bytes without taking them, and returns how many there are.
  func peek(_ bytes: inout [UInt8]) throws(ByteSourceError) -> Int {
    try hold(bytes.count)
    let count = min(bytes.count, start.count)
    bytes.replaceSubrange(0..<count, with: start[..<count])
    return count
  }

  private func hold(_ count: Int) throws(ByteSourceError) {
    guard start.count < count else { return }
    var piece = [UInt8](repeating: 0, count: count - start.count)
    let got = try source.fill(&piece)
    start += piece[..<got]
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    guard !start.isEmpty else { return try source.read(into: buffer) }
    let count = min(start.count, buffer.count)
    start.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<count]))
    }
    start.removeFirst(count)
    return count
  }
}
