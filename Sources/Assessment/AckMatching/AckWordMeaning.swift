public import LicenseFiles

/// What a word about errors or status says. The words of an ACK are not published, so everything that
/// is not plainly a success keeps a report from being called acknowledged where it matters.
///
/// 1. Nothing, `none`, `null`, `n/a` and `0` say nothing, whatever the key.
/// 2. `OK`, `SUCCESS`, `COMPLETE`, `true` and their like, and 200 to 299, are a success.
/// 3. A word that speaks of failing, refusing or missing, and 400 to 599 under a status, is a failure;
///    so is `false`, `no` or 0 under a key of success, such as `acknowledged`, and `true` or any other text under
///    a key of failure, such as `rejected`.
/// 4. Any other word under a key of status, state, result or outcome is unclear: the portal may still be at work.
/// 5. Any other word (a message, a code) is a remark.
///
/// Source: the answers of the portal's programming interface (Cisco GVE repository): `status` is
/// `OK_POLL`, `COMPLETE`, `SUCCESS` or `FAILED`; `error_code` is null, `None` or text.
public enum AckWordMeaning: Sendable, Hashable {
  case nothing
  case success
  case failure
  case unclear
  case remark

  /// The meaning of a value under a key.
  package init(key: String, text: String) {
    let about = AckWordKey(key)?.kind
    let word = text.lowercased()
    let bare = word.filter { !$0.isWhitespace }
    if text.utf8.count >= AckData.longestWord {
      self = .unclear
    } else if about == .success, ["false", "no", "n", "0"].contains(bare) {
      self = .failure
    } else if Self.empty.contains(bare) || bare == "false" {
      self = .nothing
    } else if about == .failure {
      self = Self.successes.contains(bare) ? .success : .failure
    } else if bare == "true" {
      self = .success
    } else if let number = Int(bare) {
      self = about == .outcome ? Self.meaning(ofStatus: number) : .remark
    } else if Self.successes.contains(bare) {
      self = .success
    } else if Self.failures.contains(where: word.contains) {
      self = .failure
    } else {
      self = about == .outcome ? .unclear : .remark
    }
  }

  /// True when a report beside it is not called acknowledged.
  var taints: Bool { self == .failure || self == .unclear }

  private static func meaning(ofStatus number: Int) -> AckWordMeaning {
    switch number {
    case 200...299: .success
    case 400...599: .failure
    default: .unclear
    }
  }

  private static let empty: Set<String> = ["", "none", "null", "nil", "na", "n/a", "0", "-"]
  private static let successes: Set<String> = [
    "ok", "success", "successful", "succeeded", "complete", "completed", "done", "accepted",
    "ack", "acked", "acknowledged", "processed", "active", "yes",
  ]
  private static let failures = [
    "fail", "error", "reject", "refus", "invalid", "denied", "duplicate", "expired", "mismatch",
    "cannot", "could not", "can not", "unable", "not found", "missing", "not ", "unknown",
    "unacknowledged", "abort", "timed out", "timeout", "nak", "nack", "declin", "unsuccess",
    "incomplete", "block", "quarantin",
  ]
}

extension AckData.Word {
  /// What it says.
  public var meaning: AckWordMeaning { AckWordMeaning(key: key, text: text) }
}
