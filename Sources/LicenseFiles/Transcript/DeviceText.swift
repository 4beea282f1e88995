/// What text that is not a document has to do with a device.
public enum DeviceText: Sendable, Hashable {
  /// Nothing.
  case other
  /// Prompts with commands, or log messages.
  case session
  /// The output of a command that is known.
  case output
}
