public import LicenseFiles

/// An input of `pack`: a name for people, and a way to its bytes.
public struct PackInput: Sendable {
  /// The file as the user named it.
  public var name: String
  /// True when the user named the file itself; false when it was met in a walked folder.
  public var isExplicit: Bool
  /// The device that the user named for it, when the file is a request of unknown shape.
  public var requestOf: UDI?
  /// Gives the bytes from the front. It may be called several times.
  public var open: @Sendable () throws(ByteSourceError) -> any ByteSource

  /// Creates an input.
  public init(
    name: String, isExplicit: Bool = true, requestOf: UDI? = nil,
    open: @escaping @Sendable () throws(ByteSourceError) -> any ByteSource
  ) {
    self.name = name
    self.isExplicit = isExplicit
    self.requestOf = requestOf
    self.open = open
  }
}
