/// One value as it was printed again and again, in the order of the observations.
///
/// The order is that of ``DeviceSnapshot/observations``: the oldest first.
public struct Series<Value: Sendable & Hashable>: Sendable, Hashable {
  /// Every time it was printed.
  public let all: [Observed<Value>]

  /// The last one; nil when it was never printed.
  public var latest: Observed<Value>? { all.last }
  /// The first one; nil when it was never printed.
  public var earliest: Observed<Value>? { all.first }
  /// True when it was printed with different values.
  public var changes: Bool { all.contains { $0.value != all.first?.value } }
}
