import LicenseFiles

@testable import Assessment

/// A run of redaction without files.
enum RedactionRunner {
  static let key = Array("a key of the tests only".utf8)

  /// The copies of several documents, redacted together.
  static func run(
    _ documents: [(String, DocumentRedaction.Form)], key: [UInt8] = key
  ) throws -> (copies: [String], vault: IdentityVault) {
    let vault = IdentityVault(key: key)
    for (text, form) in documents { _ = try copy(text, form, vault) }
    vault.seal()
    return (try documents.map { try copy($0, $1, vault) }, vault)
  }

  static func device(_ text: String) throws -> String {
    let copy = try run([(text, .deviceOutput)]).copies[0]
    return copy.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().joined(
      separator: "\n")
  }

  static func document(_ text: String) throws -> String {
    try run([(text, .document)]).copies[0]
  }

  private static func copy(
    _ text: String, _ form: DocumentRedaction.Form, _ vault: IdentityVault
  ) throws -> String {
    let result = Collected()
    try DocumentRedaction(vault).redact(MemorySource(Array(text.utf8)), as: form) {
      result.bytes += $0
      return true
    }
    return String(decoding: result.bytes, as: UTF8.self)
  }

  private final class Collected {
    var bytes: [UInt8] = []
  }
}
