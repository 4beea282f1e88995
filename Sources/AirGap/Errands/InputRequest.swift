/// What is to be read for a result, and how it is told.
public struct InputRequest: Sendable, Hashable {
  /// Files, folders, patterns, `-`.
  public var files: [String]
  /// Tells of each file that is skipped.
  var isVerbose: Bool
  /// Lists every finding.
  var listsAll: Bool
  /// Where the result will be written; nil for standard output.
  var output: String?

  /// Creates a request.
  public init(
    _ files: [String], isVerbose: Bool = false, listsAll: Bool = false, output: String? = nil
  ) {
    self.files = files
    self.isVerbose = isVerbose
    self.listsAll = listsAll
    self.output = output
  }

  /// The same for other files.
  func reading(_ files: [String]) -> InputRequest {
    var request = self
    request.files = files
    return request
  }
}
