public import DeviceOutput

/// What the configurations of devices lack.
public struct ConfigurationOutcome: Sendable {
  /// The devices that printed a configuration, with the verdict on it.
  public package(set) var verdicts: [(device: DeviceSnapshot, verdict: ConfigurationVerdict)] = []
  /// True when something that was named holds no configuration, or nothing does.
  public package(set) var isIncomplete = false

  /// Creates an empty outcome.
  public init() {}
}
