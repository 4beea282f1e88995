/// The shape of our errors: what kind of failure it is, for programs and tests, and the reason, for
/// people. Kinds are constants of a struct, so that a new one breaks no caller.
public protocol CodedError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kinds of failure.
  associatedtype Code: Sendable, Hashable
  /// What kind of failure it is.
  var code: Code { get }
  /// In words: lower case, no full stop.
  var reason: String { get }
}

extension CodedError {
  /// The reason.
  public var description: String { reason }

  /// Equal when the code is: the reason is for people.
  public static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
