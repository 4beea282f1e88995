public import LicenseFiles

/// The file was redacted.
public struct Redacted: Rule {
  /// The published text.
  public static let descriptor = FindingDescriptor(
    id: "usage/redacted", title: "the file was redacted", severity: .error,
    looksAt: "the mark of a redacted copy: the root holds an element rumkitRedacted, or terminal "
      + "text with payloads begins with it",
    why: "redaction breaks the signature, so the portal must not get this file",
    remedy: "upload the original file; this copy is for reading only",
    basis: .documented(title: "rumkit-findings(7)", section: "REDACTION"),
    trigger: .document("<smartLicense><rumkitRedacted/></smartLicense>\n"),
    nearMiss: .document(ExampleReport.document(.standard)))

  /// A rule that has seen nothing.
  public init(_ context: RuleContext) {}

  /// A block other than a report.
  public mutating func see(_ block: Block, _ findings: inout [Finding]) {
    guard block.kind == .unknown(Self.mark) else { return }
    findings.append(
      descriptor.finding(at: block.location, "the file carries the mark of a redacted copy"))
  }

  /// Payloads in terminal text, whose mark is its first line.
  public mutating func end(_ outline: DocumentOutline, _ findings: inout [Finding]) {
    guard outline.form.wrappings.contains(.redacted), outline.kind == .usage,
      outline.blocks[.unknown(Self.mark)] == nil
    else { return }
    findings.append(
      descriptor.finding(
        at: SourceLocation(file: outline.file, line: 1),
        "the text carries the mark of a redacted copy"))
  }

  /// The element that marks a redacted copy.
  public static let mark = RedactionMark.element
}
