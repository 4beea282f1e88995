/// What was copied without the names of devices and people.
public struct RedactionOutcome {
  /// The documents.
  public let documents: [RedactedDocument]
  /// What was replaced, and by what.
  public let vault: IdentityVault
  /// True when the copies are in a folder.
  public let isFolder: Bool

  package init(_ documents: [RedactedDocument], _ vault: IdentityVault, isFolder: Bool) {
    self.documents = documents
    self.vault = vault
    self.isFolder = isFolder
  }
}
