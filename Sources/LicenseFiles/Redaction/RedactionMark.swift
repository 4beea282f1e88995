/// How a redacted copy says what it is, so that no command takes it for the original.
public enum RedactionMark {
  /// The element under the root of a document.
  public static let element = "rumkitRedacted"
  /// The first line of what a device printed; `!` begins a comment of IOS.
  public static let line = "! rumkit: redacted copy, for reading only"

  /// True when text begins with the mark.
  public static func begins(_ text: some Collection<UInt8>) -> Bool {
    text.starts(with: line.utf8)
  }
}
