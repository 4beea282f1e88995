/// The prompt of a device, for who wants the name in it and not what was typed after it.
public enum DevicePrompt {
  /// The host name in a line that begins with a prompt; nil for any other line.
  public static func hostName(of line: String) -> String? { PromptLine(line)?.name }

  /// The host name in a line at which a device waits, whatever the name is; nil for any other line.
  ///
  /// - Parameter line: the line, without blanks around it.
  public static func hostName(waitingAt line: String) -> String? {
    guard let last = line.last, "#>".contains(last) else { return nil }
    return PromptLine(line, after: String(line.dropLast()))?.name
  }
}
