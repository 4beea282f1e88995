public import LicenseFiles

/// Why the ledger could not be used. Unless it is `unsettled`, no event stands in it.
public struct LedgerError: CodedError {
  /// What kind of failure it is.
  public struct Code: Sendable, Hashable {
    private let name: String
    private init(_ name: String) { self.name = name }
    /// There is no site at this place.
    static let noSite = Code("no-site")
    /// There is a site at this place already.
    static let exists = Code("exists")
    /// Only reading is possible here.
    static let readOnly = Code("read-only")
    /// It is there, and this user may not look at it.
    static let noPermission = Code("no-permission")
    /// Another process holds the ledger for too long.
    static let busy = Code("busy")
    /// The disk is full.
    static let noSpace = Code("no-space")
    /// The file is damaged, or is not a ledger.
    static let damaged = Code("damaged")
    /// A later version of this tool wrote it.
    static let tooNew = Code("too-new")
    /// What was asked for does not fit what the ledger holds.
    public static let refused = Code("refused")
    /// The disk failed when the event stood in the ledger, or nobody can tell whether it does.
    static let unsettled = Code("unsettled")
    /// The disk or the system failed.
    static let failed = Code("failed")
  }

  /// What kind of failure it is.
  public let code: Code
  /// In words: lower case, no full stop.
  public let reason: String

  /// Creates an error.
  public init(_ code: Code, _ reason: String) {
    self.code = code
    self.reason = reason
  }
}

extension LedgerError {
  /// The same of a file that is still built under another name.
  func naming(_ path: String, not draft: String) -> LedgerError {
    LedgerError(code, reason.replacing(draft, with: path))
  }

  /// Time that runs backwards in a rehearsal; `newest` is the time of the newest event.
  static func backwards(_ newest: Int64) -> LedgerError {
    LedgerError(
      .refused,
      "in a rehearsal --now is the only clock and may not run backwards: the newest event is from "
        + MediaTime(newest).iso8601)
  }
}
