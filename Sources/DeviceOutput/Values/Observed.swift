public import LicenseFiles

/// A value with the place where the device printed it.
///
/// Where a value may be printed as `<none>` or `<empty>`, ``value`` is optional: nil means that the
/// device said so. A value that was not printed at all has no `Observed`.
public struct Observed<Value: Sendable & Hashable>: Sendable, Hashable {
  /// What was printed.
  public let value: Value
  /// The file and the line.
  public let location: SourceLocation
  /// The command whose output it stands in; nil for a value that no command prints, as in a log
  /// line.
  public let command: DeviceCommand?

  /// Creates a value with its place.
  public init(_ value: Value, at location: SourceLocation, command: DeviceCommand?) {
    self.value = value
    self.location = location
    self.command = command
  }

  /// Another value from the same place.
  public func map<Other>(_ transform: (Value) -> Other) -> Observed<Other> {
    Observed<Other>(transform(value), at: location, command: command)
  }
}
