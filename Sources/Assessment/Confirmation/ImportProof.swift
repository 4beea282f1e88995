package import DeviceOutput
public import LicenseFiles

/// An ACK of which the site does not know yet whether the device took it.
public struct PendingAck: Sendable, Hashable {
  /// SHA-256 of its bytes.
  public var sha256: String
  /// Its name as it came back.
  public var name: String
  /// The name under which it was staged; nil when it was not.
  public var stagedName: String?
  /// The names that forms of the portal give it.
  public var formNames: [String] = []
  /// The event that staged it last; 0 when it was not.
  public var stagedBy: Int64 = 0
  /// True when the device's own words, or a person, said that it was imported.
  public var isImported: Bool
  /// True when only a person said so.
  public var isImportedByHand = false
  /// True when the device took a file since that nobody here knows: its time may be that file's.
  public var isPassedByStranger = false
  /// True when it is about a device whose place this one took: only its report ids can prove it here.
  public var isOfPredecessor = false
  /// False when it is not about a device of the cycle: what is not proved of it is not missing.
  public var isOfCycle = true
  /// True when all that it acknowledges went with a reset, and newer usage is out: nobody waits for it.
  public var isVoid = false
  /// False for a policy, an authorization or trust that came back alone: it acknowledges no usage, so
  /// only the answer to its import can prove that it took.
  public var isForUsage: Bool
  /// The reports that it acknowledges; empty when its ids could not be read, or it lists all of them beside a
  /// failure.
  public var reports: [SiteReport]
  /// True when its ids could not be read: then the device vouches for the whole file by taking it.
  public var isUndetermined = false
  /// Every report of the files that it answers.
  public var fileReports: [SiteReport]

  /// Creates an ACK.
  public init(
    sha256: String, name: String, stagedName: String? = nil, isImported: Bool = false,
    isForUsage: Bool = true, reports: [SiteReport] = [], fileReports: [SiteReport] = []
  ) {
    self.sha256 = sha256
    self.name = name
    self.stagedName = stagedName
    self.isImported = isImported
    self.isForUsage = isForUsage
    self.reports = reports
    self.fileReports = fileReports
  }
}

extension String {
  /// True for the name of the same file; a stick with FAT does not tell capital letters from small ones.
  package func isName(_ file: String, ignoringCase: Bool) -> Bool {
    self == file || (ignoringCase && lowercased() == file.lowercased())
  }
}

extension PendingAck {
  /// True when it came back under this name, or a form of the portal calls it so.
  func isNamed(_ file: String, ignoringCase: Bool) -> Bool {
    name.isName(file, ignoringCase: ignoringCase)
      || formNames.contains { AckNames.key($0) == AckNames.key(file) }
  }

  /// True when it is known under this name, whatever the case of its letters: staged or as above.
  package func isCalled(_ file: String) -> Bool {
    stagedName?.isName(file, ignoringCase: true) ?? false || isNamed(file, ignoringCase: true)
  }

  /// True when it is missing as long as it is not proved.
  var isAwaited: Bool { isOfCycle && !isVoid }

  /// True when the device's own words said that it was imported.
  var isImportedByDevice: Bool { isImported && !isImportedByHand }
}

/// A file that went out and whose ACK is not here.
public struct AwaitedFile: Sendable, Hashable {
  /// The event that recorded its export.
  public var event: Int64
  /// Its name on the media.
  public var name: String
  /// The trip that carried it.
  public var trip: String?
  /// The reports in it that were closed when it was saved; telemetry left out.
  public var reports: [SiteReport]
  /// True where ACKs of other files that are here list all of these reports.
  public var isCovered = false

  /// Creates a file.
  public init(event: Int64, name: String, trip: String? = nil, reports: [SiteReport] = []) {
    self.event = event
    self.name = name
    self.trip = trip
    self.reports = reports
  }

  /// The name under which the portal returns its ACK.
  public var ackName: String { "ACK_" + name }
}

/// What a site knows of one cycle before the device's output after an import is looked at.
public struct ConfirmationFacts: Sendable, Hashable {
  /// The device and the other members of its HA pair or stack.
  public var members: [UDI]
  /// `Last ACK received` as the device last printed it before the usage went out, or when a later proof
  /// closed another ACK; nil when it was never seen. What it printed since may already be what an import
  /// brought. `<none>` counts as seen.
  public var previousLastAck: String?
  /// The same as the device last printed it between the export and the moment at which the ACK was
  /// staged, or in output that was judged since and did not prove the ACK: it may be what an import brought
  /// that nobody had told of yet, or not.
  public var lastAckMeanwhile: String?
  /// The last `Last ACK received` that proved an ACK which waits no more: it is that one's.
  public var lastAckOfAnother: String?
  /// When the usage was saved that the ACKs answer, by the device's clock; where its file does not say,
  /// when it was exported, by the host's clock. Epoch seconds UTC.
  public var exportedAt: Int64?
  /// When the portal wrote the first of the ACKs that wait, by its own clock; nil where none says so. Epoch seconds UTC.
  public var writtenAt: Int64?
  /// The ACKs that wait for a proof, oldest first.
  public var acks: [PendingAck]
  /// The ACKs that were proved before.
  public var closed: [PendingAck]
  /// The files that went out and whose ACK is not here, oldest first.
  public var awaited: [AwaitedFile]
  /// The members that the reports of the cycle are about, by their ids.
  public var owners: [UInt64: UDI] = [:]
  /// The reports that the ledger takes as acknowledged by the device, by their ids.
  public var confirmed: Set<UInt64> = []
  /// The outputs that showed reports or proved an import, in the order in which they were given.
  package var earlier: [EarlierOutput] = []
  /// The closed reports that went out and are not known to be acknowledged by the device, by their ids.
  public var waiting: Set<UInt64> = []
  /// The devices that other ACKs were staged for and that still wait, by the names of these files in
  /// small letters.
  public var elsewhere: [String: UDI] = [:]
  /// SHA-256 of the outputs that were judged before.
  public var judged: Set<String>

  /// An output that was judged before.
  package struct EarlierOutput: Sendable, Hashable {
    /// `Last ACK received`.
    let lastAck: String?
    /// The device's clock, epoch seconds UTC.
    let at: Int64?
    /// True when it proved an import.
    let isProof: Bool
    /// The reports that it took back, by their ids.
    let contradicted: Set<UInt64>

    package init(lastAck: String?, at: Int64?, isProof: Bool, contradicted: Set<UInt64> = []) {
      self.lastAck = lastAck
      self.at = at
      self.isProof = isProof
      self.contradicted = contradicted
    }
  }

  /// Creates facts.
  public init(
    members: [UDI], previousLastAck: String? = nil, lastAckMeanwhile: String? = nil,
    exportedAt: Int64? = nil, acks: [PendingAck] = [], closed: [PendingAck] = [],
    awaited: [AwaitedFile] = [], judged: Set<String> = []
  ) {
    self.lastAckMeanwhile = lastAckMeanwhile
    self.awaited = awaited
    self.members = members
    self.previousLastAck = previousLastAck
    self.exportedAt = exportedAt
    self.acks = acks
    self.closed = closed
    self.judged = judged
  }
}

/// What the device's output proves.
public struct ImportProof: Sendable, Hashable {
  /// What the device said of one import.
  public struct Import: Sendable, Hashable {
    /// The ACK; nil when the answer cannot be put to one.
    public var ack: PendingAck?
    /// The name by which the device called the file; nil when the output does not show it.
    public var file: String?
    /// True for `Import Data Successful` and nothing that contradicts it.
    public var isSuccess: Bool
    /// True when that ACK was proved before, so that the answer is not new.
    public var isKnown: Bool
    /// True when the file is the ACK of another device.
    var isOfAnother = false
    /// The device's words.
    public var words: String
    /// Confirmation codes, which have to go back to the portal.
    public var codes: [String]
  }

  /// The device that printed it.
  public var device: UDI
  /// The imports that the output shows, in order.
  public var imports: [Import] = []
  /// The ACKs that are proved to be accepted; their cycle is closed.
  public var confirmed: [PendingAck] = []
  /// The ACKs that are still not proved.
  public var open: [PendingAck] = []
  /// Files whose own ACK is not here, and whose reports the device shows as acknowledged all the same.
  public var closedFiles: [AwaitedFile] = []
  /// Files whose ACK is not here and not proved either.
  public var awaited: [AwaitedFile] = []
  /// The reports that the device shows as acknowledged.
  public var acknowledgedReports: [SiteReport] = []
  /// Those of them that the ledger knows. Another member may have exported the others.
  package var knownAcknowledgedReports: [SiteReport] = []
  /// The reports of files that went out that the device shows in another state.
  package var unacknowledgedReports: [SiteReport] = []
  /// Reports that were taken as acknowledged and that later output shows otherwise.
  public var contradicted: [SiteReport] = []
  /// The reports of the answered files that no ACK acknowledges: they wait for the next export.
  public var leftReports: [SiteReport] = []
  /// `Last ACK received` where the import that the output shows, or proves, moved it; nil else.
  package var takenAt: DeviceTime?
  /// What is missing or wrong, and what is worth knowing.
  public var findings: [Finding] = []

  package init(device: UDI) { self.device = device }

  /// True when something is proved.
  package var closes: Bool { !(confirmed.isEmpty && closedFiles.isEmpty) }
  /// True when nothing waits for a proof any more.
  public var isClosed: Bool { open.isEmpty && closes }
}
