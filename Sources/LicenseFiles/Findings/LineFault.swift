/// Why a text that a person or another tool wrote cannot be used: a table, a list, a file of answers.
public struct LineFault: CodedError {
  /// The line, counted from 1: it tells one fault from another.
  public let line: Int
  /// In words: lower case, no full stop.
  public let reason: String

  /// The line.
  public var code: Int { line }

  /// Creates a fault.
  package init(line: Int, reason: String) {
    self.line = line
    self.reason = reason
  }
}
