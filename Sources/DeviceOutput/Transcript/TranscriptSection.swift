public import LicenseFiles

/// A command of a transcript and what the device printed for it.
public struct TranscriptSection: Sendable, Hashable {
  /// The host name in the prompt, or the sender of log lines; nil where neither was seen.
  public internal(set) var device: String?
  /// The place that IOS XR prints before the host name: `RP/0/RP0/CPU0`; nil for another system.
  public internal(set) var promptPlace: String?
  /// The command; nil for output whose command is not known.
  public internal(set) var command: TypedCommand?
  /// The line of the prompt, or the first line of the output.
  public internal(set) var location: SourceLocation
  /// The terminal session in the file, by the lines with which terminal programs begin: 0 and up.
  public internal(set) var session = 0
  /// True when the device's prompt or the next command follows: the output was not cut off before.
  public internal(set) var isEnded = false
  /// What was printed, without the log lines. Blank lines are left out.
  public internal(set) var lines: [TranscriptLine] = []
  /// The log lines that were printed meanwhile and after it.
  public internal(set) var logLines: [LogLine] = []

  /// True for a prompt with nothing after it and no output.
  var isIdle: Bool { lines.isEmpty && (command?.text ?? "").isEmpty && command?.command == nil }
}
