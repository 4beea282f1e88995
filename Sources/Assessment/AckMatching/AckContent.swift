public import LicenseFiles

/// One file that came back from the portal, as a small value: an ACK, a policy, authorizations, or any
/// mixture of them.
public struct AckContent: Sendable, Hashable {
  /// A device that the file names, and where.
  public struct Device: Sendable, Hashable {
    /// Where a device is named.
    public enum Origin: Sendable, Hashable {
      /// In the data of the acknowledgement, at this path.
      case data(path: String)
      /// In an authorization.
      case authorization
    }

    /// The device.
    public let udi: UDI
    /// Where.
    public let origin: Origin
  }

  /// The account that the file is from.
  public struct Account: Sendable, Hashable {
    /// `smartAccount`.
    public var smartAccount: String?
    /// `virtualAccount`.
    public var virtualAccount: String?
    /// `smartAccountId`.
    public var smartAccountID: String?
    /// `virtualAccountId`.
    public var virtualAccountID: String?
    /// `smartAccountDomain`.
    public var domain: String?
    /// `timestamp`, from milliseconds to epoch seconds, UTC: when the portal wrote the file.
    public var time: Int64?
  }

  /// An authorization (SLAC, or a reservation code).
  public struct Authorization: Sendable, Hashable {
    /// A license that it authorizes.
    public struct License: Sendable, Hashable {
      /// `tag`.
      public var tag: String?
      /// `count`, as written.
      public var count: String?
      /// `displayName`.
      public var displayName: String?
    }

    /// The device; nil when its `udi` cannot be read.
    public var udi: UDI?
    /// The `udi` as written.
    public var udiText: String
    /// What it authorizes; the first 1000.
    public var licenses: [License]
    /// `dateStamp` or `timestamp`, as written.
    public var dateStamp: String?
  }

  /// A word about errors or status.
  public struct Word: Sendable, Hashable {
    /// Where it stands.
    public var path: String
    /// The value.
    public var text: String
    /// What it says.
    public var meaning: AckWordMeaning
  }

  /// The file as the user named it; a member of an archive is `outer.tar.gz!inner.tar.gz!name`.
  public var file: String
  /// SHA-256 of the file's bytes; nil when they could not be read to the end.
  public var sha256: SHA256Digest?
  /// What the file was.
  public var outline: DocumentOutline
  /// The devices that can be read, each once for each place.
  public var devices: [Device] = []
  /// The data of each acknowledgement; known files hold one at most.
  public var data: [AckData] = []
  /// True when there are more acknowledgements than are read, 64, or more authorizations, 10,000.
  public var isCut = false
  /// Words about errors and status, those that say nothing left out; the first 1000.
  public var words: [Word] = []
  /// The policy that rides along.
  public var policy: AckPolicy?
  /// The account.
  public var account: Account?
  /// The authorizations.
  public var authorizations: [Authorization] = []
  /// The text of `correlationID`.
  public var correlationID: String?
  /// The kinds of blocks that the portal signs and that come without a signature, each once.
  public var unsigned: [BlockKind] = []
  /// What the rules that need no other file, and the reader, have found; the first 1000.
  public var findings: [Finding] = []

  /// The numbers that stand where the content speaks of reports, each once, in order. Whether they are
  /// report ids shows only beside what was exported.
  public var reportNumbers: [UInt64] {
    var seen: Set<UInt64> = []
    var speaks: [String: Bool] = [:]
    return data.flatMap(\.numbers).filter { number in
      let path = AckPath.normalised(number.path)
      let isReport = speaks[path] ?? AckPath(normalised: path).speaksOfReports
      speaks[path] = isReport
      return isReport && seen.insert(number.number).inserted
    }.map(\.number)
  }

  /// True when it holds an acknowledgement.
  public var hasAck: Bool { !data.isEmpty }
  /// True when it is a redacted copy, which names devices that do not exist.
  public var isRedacted: Bool { outline.form.wrappings.contains(.redacted) }
  /// True when it is usage.
  package var isUsage: Bool { outline.kind == .usage }
  /// True when it holds something from the portal, or nothing but blocks that are not known: the names
  /// of those of a trust answer are not public.
  public var comesFromPortal: Bool {
    guard !isUsage, !outline.blocks.isEmpty else { return false }
    return outline.blocks.keys.contains { $0.comesFromPortal }
      || outline.blocks.keys.allSatisfy { if case .unknown = $0 { true } else { false } }
  }
}
