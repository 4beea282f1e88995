/// Skeletons of files. Files are named by their place in the arguments: a name of a file often says
/// whose it is.
public struct ShapeOutcome: Sendable {
  /// One skeleton.
  public struct Entry: Sendable {
    /// The number of the file among the inputs, from 1.
    public let file: Int
    /// The number of the member, when the file is an archive.
    public let member: Int?
    /// The skeleton.
    public let shape: DocumentShape

    package init(file: Int, member: Int?, shape: DocumentShape) {
      self.file = file
      self.member = member
      self.shape = shape
    }
  }

  /// The skeletons, in order.
  public package(set) var entries: [Entry] = []
  /// True when something that was named could not be read.
  public package(set) var isIncomplete: Bool

  package init(isIncomplete: Bool) { self.isIncomplete = isIncomplete }
}
