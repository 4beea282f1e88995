/// The most that the reader takes from one document. Past a limit it stops with a finding that names
/// the limit; nothing is dropped without notice.
public struct ReadingLimits: Sendable, Hashable {
  /// Elements inside elements. Known files need five.
  public var depth: Int
  /// Bytes of text inside one block that is not a report.
  var blockBytes: Int
  /// Bytes of one report.
  package var reportBytes: Int
  /// Blocks in one document.
  public var blocks: Int
  /// Attributes and namespaces of one element. Known files have none.
  var attributes = 100
  /// Bytes of one tag.
  var tagBytes = 256 << 10
  /// Different names in one document.
  var names = 10_000
  /// JSON values inside values. Known payloads need seven.
  public var jsonDepth: Int
  /// JSON values, keys included, where a whole text is kept in memory.
  public var jsonValues = 4_000_000
  /// Bytes that precede the document in a terminal capture.
  var preambleBytes: Int

  /// The limits of the command line. They are generous: a usage file of a million reports passes.
  public static let standard = ReadingLimits(
    depth: 32, blockBytes: 8 << 20, reportBytes: 8 << 20, blocks: 10_000_000, jsonDepth: 64,
    preambleBytes: 256 << 10)
}
