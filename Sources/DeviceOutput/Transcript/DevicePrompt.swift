/// The prompt of a device, for who wants the name in it and not what was typed after it.
public enum DevicePrompt {
  /// The host name in a line that begins with a prompt; nil for any other line.
  public static func hostName(of line: String) -> String? { PromptLine(line)?.name }
}
