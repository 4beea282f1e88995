public import LicenseFiles

/// One thing that happened at a site, as the ledger keeps it. Times are epoch seconds, UTC.
public struct SiteEvent: Sendable, Hashable {
  /// Its place in the ledger, counted from 1 without gaps.
  public var number: Int64
  /// When it happened by the command's `--now`; else by the host's clock.
  public var time: Int64
  /// The host's clock at that moment.
  public var clock: Int64
  /// Who did it.
  public var operatorName: String
  /// Who watched; nil when nobody was named.
  public var witness: String?
  /// On which machine.
  public var host: String
  /// What happened.
  public var kind: SiteEventKind
  /// The device concerned; nil when it concerns the site.
  public var device: UDI?
  /// The particulars, in the words of ``SiteDetail``.
  public var details: [SiteDetail: String]
  /// The reports concerned.
  public var reports: [SiteReport]

  /// Creates an event.
  public init(
    number: Int64, time: Int64, clock: Int64, operatorName: String, witness: String? = nil,
    host: String, kind: SiteEventKind, device: UDI? = nil, details: [SiteDetail: String] = [:],
    reports: [SiteReport] = []
  ) {
    self.number = number
    self.time = time
    self.clock = clock
    self.operatorName = operatorName
    self.witness = witness
    self.host = host
    self.kind = kind
    self.device = device
    self.details = details
    self.reports = reports
  }

  /// A particular of the event.
  public subscript(_ detail: SiteDetail) -> String? { details[detail] }

  /// A particular that is a whole number.
  public func number(_ detail: SiteDetail) -> Int64? { details[detail].flatMap { Int64($0) } }

  /// The ids of the reports that an output takes back.
  package var contradicted: Set<UInt64> {
    Set((self[.contradicted] ?? "").split(separator: " ").compactMap { UInt64($0) })
  }
}

/// A report as an event names it: the key and the hash of its payload.
public struct SiteReport: Sendable, Hashable {
  /// The device that the report is about.
  public var device: UDI
  /// The report id.
  public var id: UInt64
  /// SHA-256 of the payload string; nil when only the id is known (device output, some ACKs).
  public var payload: SHA256Digest?
  /// True while the device still collected when the file was saved.
  public var isOpen: Bool
  /// True for telemetry, which is not usage: no ACK is awaited for it.
  public var isTelemetry: Bool

  /// Which report it is, whatever is known of it.
  public struct Key: Sendable, Hashable {
    /// The device that the report is about.
    public let device: UDI
    /// The report id.
    public let id: UInt64
  }

  /// Which report it is.
  public var key: Key { Key(device: device, id: id) }

  /// Creates a report.
  public init(
    device: UDI, id: UInt64, payload: SHA256Digest? = nil, isOpen: Bool = false,
    isTelemetry: Bool = false
  ) {
    self.device = device
    self.id = id
    self.payload = payload
    self.isOpen = isOpen
    self.isTelemetry = isTelemetry
  }
}

/// An event before it has its place in the ledger.
public struct SiteEventDraft: Sendable, Hashable {
  /// What happened.
  public var kind: SiteEventKind
  /// The device concerned.
  public var device: UDI?
  /// The particulars; those that are nil are left out.
  public var details: [SiteDetail: String]
  /// The reports concerned.
  public var reports: [SiteReport]

  /// Creates a draft.
  public init(
    _ kind: SiteEventKind, _ device: UDI? = nil, _ details: [SiteDetail: String?] = [:],
    reports: [SiteReport] = []
  ) {
    self.kind = kind
    self.device = device
    self.details = details.compactMapValues { $0 }
    self.reports = reports
  }
}

/// The particulars that an event may have. The raw words are kept in the ledger forever.
public enum SiteDetail: String, Sendable, Hashable, CaseIterable, Comparable {
  case account = "virtual_account"
  case ack
  case acknowledged
  case address
  case after
  case at
  case atEarliest = "at_earliest"
  case atLatest = "at_latest"
  case bag
  case by
  case carrier
  case change
  case changeWindow = "change_window"
  case code
  case command
  case contact
  case contradicted
  case count
  case deadline
  case deadlineEarliest = "deadline_earliest"
  case deadlineLatest = "deadline_latest"
  case devicePath = "device_path"
  case devices
  case event
  case expected
  case failed
  case file
  case finding
  case group
  case head
  case hostName = "host_name"
  case lastAck = "last_ack"
  case lastAckText = "last_ack_text"
  case lastEnd = "last_end"
  case layout
  case media
  case mediaHash = "media_sha256"
  case members
  case migration
  case migrationKind = "migration_kind"
  case missing
  case mode
  case name
  case outstanding
  case passed
  case path
  case policy
  case present
  case purpose
  case reason
  case received
  case release
  case released
  case reloadedAt = "reloaded_at"
  case reloadedEarliest = "reloaded_at_earliest"
  case reloadedLatest = "reloaded_at_latest"
  case replacedBy = "replaced_by"
  case run
  case savedAt = "saved_at"
  case seconds
  case sha256
  case site
  case siteID = "site_id"
  case smartAccount = "smart_account"
  case source
  case status
  case step
  case target
  case text
  case tiedBy = "tied_by"
  case to
  case transport
  case trip
  case undetermined
  case unknown
  case until
  case uptime
  case virtualAccountSeen = "virtual_account_seen"
  case words

  /// Orders by the word.
  public static func < (left: SiteDetail, right: SiteDetail) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension SiteDetail {
  /// A name as it stands in a list of names, where a blank parts two of them.
  public static func spelled(_ name: String) -> String { name.replacing(" ", with: "%20") }

  /// Several names as one detail.
  static func list(_ names: some Sequence<String>) -> String {
    names.map(spelled).joined(separator: " ")
  }

  /// The names of such a list.
  public static func names(_ list: String?) -> [String] {
    (list ?? "").split(separator: " ").map { String($0).replacing("%20", with: " ") }
  }
}
