public import LicenseFiles

/// A document of a run of redaction, and what becomes of it.
public struct RedactedDocument: Sendable {
  /// As the user named it; a member of an archive is `archive.zip!member`.
  public let name: String
  /// True when the user named it and it is not an archive.
  public let isExplicit: Bool
  /// What it is.
  public let kind: DocumentKind
  /// How it is redacted; nil when it is not.
  public let form: DocumentRedaction.Form?
  /// Why it is not.
  public let refusal: String?
  /// What was undone or left out on the way.
  public let wrappings: Set<DocumentForm.Wrapping>
  /// The name of its copy in a folder: the original's name may identify.
  public package(set) var copy = ""

  package init(
    name: String, isExplicit: Bool, kind: DocumentKind, form: DocumentRedaction.Form?,
    refusal: String?, wrappings: Set<DocumentForm.Wrapping>
  ) {
    self.name = name
    self.isExplicit = isExplicit
    self.kind = kind
    self.form = form
    self.refusal = refusal
    self.wrappings = wrappings
  }
}
