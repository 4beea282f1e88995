public import LicenseFiles

/// Why a package could not be made. Nothing of it is left on the disk unless the text says so.
public struct PackError: CodedError {
  /// What kind of failure it is.
  public struct Code: Sendable, Hashable {
    private let name: String
    private init(_ name: String) { self.name = name }
    /// The places or sizes that the user gave cannot be used.
    public static let wrongUsage = Code("wrong-usage")
    /// Something stands where output should go.
    public static let exists = Code("exists")
    /// A file is larger than one piece of the split.
    public static let tooLarge = Code("too-large")
    /// An input could not be read again, or is not what it was when it was judged.
    public static let input = Code("input")
    /// The disk failed.
    public static let disk = Code("disk")
    /// The signature could not be made.
    public static let signing = Code("signing")
  }

  /// What kind of failure it is.
  public let code: Code
  /// In words: lower case, no full stop.
  public let reason: String

  /// Creates an error.
  public init(_ code: Code, _ reason: String) {
    self.code = code
    self.reason = reason
  }
}
