/// What a key of an ACK's data says of the word that stands under it. The names are not published, so that these
/// are what known answers of the portal, and other interfaces like it, call such a thing.
package struct AckWordKey: Sendable, Hashable {
  /// What the word is about.
  package enum Kind: Sendable, Hashable {
    /// A failure: `rejected`, `error_code`.
    case failure
    /// A success: `acknowledged`, `success`.
    case success
    /// How it went: `status`, `state`.
    case outcome
    /// Something said of it: `message`, `code`.
    case remark
  }

  /// What the word is about.
  package let kind: Kind
  /// True where every word below the key is about it too; under the others an object may be anything.
  let spreads: Bool

  /// Nil for a key that says nothing of how it went.
  package init?(_ key: String) {
    let key = key.lowercased()
    func holds(_ words: [String]) -> Bool { words.contains { key.contains($0) } }
    spreads = holds(Self.spreading)
    if holds(Self.failing) {
      kind = .failure
    } else if key.contains("message") {
      kind = .remark
    } else if holds(Self.succeeding) {
      kind = .success
    } else if holds(Self.deciding) {
      kind = .outcome
    } else if spreads {
      kind = .remark
    } else {
      return nil
    }
  }

  /// Parts of keys that speak of a failure, whatever stands under them.
  package static let failing = [
    "error", "fail", "reject", "invalid", "denied", "refus", "declin", "nack", "unack",
  ]
  private static let succeeding = [
    "success", "acknowledged", "acked", "accepted", "processed", "is_valid", "isvalid", "verified",
    "complete",
  ]
  private static let deciding = ["status", "state", "result", "outcome", "disposition", "verdict"]
  private static let spreading = ["error", "status", "message", "code", "success"]
}
