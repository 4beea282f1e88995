/// A place in a file.
public struct SourceLocation: Sendable, Hashable {
  /// The file as the user named it; a member of an archive is `archive.zip!folder/member.txt`, and
  /// standard input is `-`.
  public let file: String
  /// The line, counted from 1.
  public let line: Int?
  /// The byte, counted from 0. In base64 and gzip it counts bytes of the decoded document.
  public let offset: Int?

  /// Creates a location.
  public init(file: String, line: Int? = nil, offset: Int? = nil) {
    self.file = file
    self.line = line
    self.offset = offset
  }
}
