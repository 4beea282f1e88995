/// Why a document could not be read at all: the disk, permission, a pipe that broke.
///
/// Damage inside a document is not an error of this kind: it is a finding, and what could be read
/// before it has been delivered.
public struct ReadingError: CodedError {
  /// The file as the user named it.
  public let file: String
  /// The file: it tells one error from another.
  public var code: String { file }
  /// In words: lower case, no full stop.
  public let reason: String

  /// Creates an error.
  public init(file: String, reason: String) {
    self.file = file
    self.reason = reason
  }

  /// `file: reason`.
  public var description: String { "\(file): \(reason)" }
}
