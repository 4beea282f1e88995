/// One line of a terminal capture as a person would have seen it.
public struct TranscriptLine: Sendable, Hashable {
  /// The line of the file, counted from 1.
  public let number: Int
  /// The text without control characters. Blanks at both ends are kept: a device that wraps long
  /// lines may break at a blank.
  public let text: String

  /// Creates a line.
  public init(number: Int, text: String) {
    self.number = number
    self.text = text
  }
}

/// The most that is taken from one terminal capture.
public struct TranscriptLimits: Sendable, Hashable {
  /// Bytes of the whole capture.
  public var bytes: Int
  /// Bytes of one line.
  package var lineBytes: Int
  /// Lines that are not blank.
  public var lines: Int
  /// Outputs of commands, known by a prompt or by their shape.
  package var outputs: Int

  /// The limits of the command line: a `show tech-support` of a large controller passes.
  public static let standard = TranscriptLimits(
    bytes: 256 << 20, lineBytes: 8 << 20, lines: 4_000_000, outputs: 50_000)

  /// Creates limits.
  package init(bytes: Int, lineBytes: Int, lines: Int, outputs: Int = 50_000) {
    self.bytes = bytes
    self.lineBytes = lineBytes
    self.lines = lines
    self.outputs = outputs
  }
}

/// A terminal capture, cleaned and cut into lines.
///
/// Carriage returns, backspaces, escape sequences and the pager's `--More--` are carried out or
/// taken away as a terminal does it; blank lines are left out and leave a gap in the numbers; bytes
/// that are not UTF-8 become U+FFFD. A byte order mark and UTF-16 (a redirection in a Windows shell)
/// are understood. Nothing is an error: any bytes give lines.
public struct TranscriptLines: Sendable, Hashable {
  /// The lines that are not blank, in order.
  public private(set) var lines: [TranscriptLine] = []
  /// The first line that a limit cut or left out; nil when everything was taken.
  public private(set) var cutAt: Int?

  /// Cleans a capture. Time and memory grow linearly with the bytes.
  public init(cleaning bytes: [UInt8], limits: TranscriptLimits = .standard) {
    let taken = bytes.count > limits.bytes ? Array(bytes[..<max(0, limits.bytes)]) : bytes
    let text = Self.utf8(taken)
    var number = 1
    var start = Self.bodyStart(text)
    let ending = Self.lineEnding(of: text)
    var screen = TerminalRow()
    while start < text.count {
      var end = start
      while end < text.count, text[end] != ending { end += 1 }
      if lines.count >= limits.lines {
        cut(at: number)
        return
      }
      let kept = min(end, start &+ limits.lineBytes)
      if kept < end { cut(at: number) }
      let row = screen.shown(Array(text[start..<kept]))
      if !row.isEmpty { lines.append(TranscriptLine(number: number, text: row)) }
      number += 1
      start = end + 1
    }
    if taken.count < bytes.count { cut(at: number) }
  }

  private mutating func cut(at line: Int) { cutAt = cutAt ?? line }

  /// A capture without a single line feed ends its lines with carriage returns.
  private static func lineEnding(of text: [UInt8]) -> UInt8 {
    text.contains(JSONByte.lineFeed) ? JSONByte.lineFeed : JSONByte.carriageReturn
  }

  private static func bodyStart(_ text: [UInt8]) -> Int {
    text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Text as UTF-8: UTF-16 by its mark is decoded, as a Windows shell or a spreadsheet writes it; all
  /// else is left as it is.
  public static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= 2 else { return bytes }
    let low: Int
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE): low = 0
    case (0xFE, 0xFF): low = 1
    default: return bytes
    }
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
      UInt16(bytes[index + low]) | UInt16(bytes[index + 1 - low]) << 8
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
