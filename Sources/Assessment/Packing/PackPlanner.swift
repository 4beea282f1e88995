import LicenseFiles

/// Decides what goes out. Pure: the same candidates and choices give the same plan, whatever the
/// order in which the files were named.
public struct PackPlanner: Sendable {
  /// What the user chose.
  public struct Choices: Sendable {
    /// How files are named.
    public var names: NameScheme
    /// The virtual accounts.
    public var accounts: VirtualAccounts
    /// The findings that may pass.
    public var waivers: [Waiver]
    /// True when documents that are not the device's own are put into one of the known shape.
    public var wrap: Bool

    /// Creates choices.
    public init(
      names: NameScheme = .udi, accounts: VirtualAccounts = VirtualAccounts(),
      waivers: [Waiver] = [], wrap: Bool = false
    ) {
      self.names = names
      self.accounts = accounts
      self.waivers = waivers
      self.wrap = wrap
    }
  }

  private let choices: Choices
  private var plan = PackPlan()
  private var usedWaivers: Set<Waiver> = []
  private var accepted: [(candidate: PackCandidate, wrapped: WrappedDocument?)] = []

  /// The folder of the media that holds the files to upload.
  public static let folder = "upload"
  /// The folder for files whose virtual account is not known.
  static let unknownAccountFolder = "account-unknown"

  /// The folder of an evidence bag that holds the same files.
  package static let bagFolder = "data/"

  /// Makes the plan.
  ///
  /// - Parameters:
  ///   - candidates: the inputs, in the order in which they were named.
  ///   - choices: what the user asked for.
  ///   - wrapped: the documents made for candidates that are not a device's own, by their position;
  ///     needed only with `wrap`.
  ///   - refused: what the site in use refuses, by position.
  public static func plan(
    _ candidates: [PackCandidate], _ choices: Choices, wrapped: [Int: WrappedDocument] = [:],
    refused: [Int: LeftOutFile.Reason] = [:]
  ) -> PackPlan {
    var planner = PackPlanner(choices)
    for (index, candidate) in candidates.enumerated() {
      planner.take(candidate, wrapped: wrapped[index], refused: refused[index])
    }
    planner.leaveOutRepeated()
    planner.forgetNamedTwice()
    planner.name()
    planner.plan.unusedWaivers = choices.waivers.filter { !planner.usedWaivers.contains($0) }
    for waiver in planner.plan.unusedWaivers {
      planner.plan.findings.append(
        MediaFindings.waiverUnused.finding(
          at: SourceLocation(file: "--allow"), productInstance: waiver.device,
          "\(waiver) matches no finding"))
    }
    return planner.plan
  }

  private init(_ choices: Choices) { self.choices = choices }

  /// The first fault decides what is said of a file. Those before the findings are never waived.
  private mutating func take(
    _ candidate: PackCandidate, wrapped: WrappedDocument?, refused: LeftOutFile.Reason?
  ) {
    let fault = fault(candidate, refused)
    let leftOut = fault.map { LeftOutFile(candidate: candidate, reason: $0) }
    if let leftOut, leftOut.isPassedOver || leftOut.isForeign {
      plan.leftOut.append(leftOut)
      return
    }
    var errors: Set<String> = []
    for finding in candidate.findings {
      // The ledger could not keep such a UDI, so that it is never waived.
      if fault == nil, finding.id != UDIUnprintable.descriptor.id,
        let waiver = choices.waivers.first(where: { $0.covers(finding, of: candidate.devices) })
      {
        usedWaivers.insert(waiver)
        plan.waived.append(WaivedFinding(finding: finding, waiver: waiver))
      } else {
        plan.findings.append(finding)
        if finding.severity == .error { errors.insert(finding.id) }
      }
    }
    if let leftOut {
      plan.leftOut.append(leftOut)
    } else if !candidate.isOutboundAsItIs, wrapped == nil {
      plan.leftOut.append(
        LeftOutFile(
          candidate: candidate, reason: .notADeviceDocument(candidate.outline.form.words)))
    } else if !errors.isEmpty {
      plan.leftOut.append(LeftOutFile(candidate: candidate, reason: .errors(errors.sorted())))
    } else {
      accepted.append((candidate, candidate.isOutboundAsItIs ? nil : wrapped))
    }
  }

  /// What stands in the way of a file, whatever its findings. That a damaged file is another site's
  /// matters more than the damage, because nothing of it may be kept here.
  private func fault(
    _ candidate: PackCandidate, _ refused: LeftOutFile.Reason?
  ) -> LeftOutFile.Reason? {
    let fault = intrinsicFault(candidate)
    if case .otherSite? = refused, fault == .redacted || fault == .damaged { return refused }
    return fault ?? refused
  }

  private func intrinsicFault(_ candidate: PackCandidate) -> LeftOutFile.Reason? {
    if let why = candidate.unreadable { return .unreadable(why) }
    if candidate.outline.form.wrappings.contains(.redacted) { return .redacted }
    if candidate.purpose == .request { return nil }
    switch candidate.outline.form.container {
    case .deviceOutput: return .notUsage("what a device prints, not a file that it saved")
    case .unknown, .otherXML: return .notUsage("no licensing document")
    case .smartLicense, .bareReport, .barePolicy, .bareReservation, .restAnswer, .jsonReport,
      .jsonPayload:
      break
    }
    if !candidate.outline.isComplete { return .damaged }
    if candidate.purpose == .unfit {
      return .notUsage(candidate.outline.kind.packingWords)
    }
    return nil
  }

  /// A file that was named twice is packed once: nothing was left out, and what was found is said once.
  private mutating func forgetNamedTwice() {
    plan.leftOut.removeAll { file in
      if case .sameBytes(file.candidate.input.name) = file.reason { true } else { false }
    }
    var seen: Set<Finding> = []
    plan.findings.removeAll { !seen.insert($0).inserted }
  }

  /// Leaves out what another file brings along: the same bytes, or every report.
  private mutating func leaveOutRepeated() {
    var first: [SHA256Digest: String] = [:]
    var unique: [(candidate: PackCandidate, wrapped: WrappedDocument?)] = []
    for entry in accepted {
      if let name = first[entry.candidate.sha256] {
        plan.leftOut.append(LeftOutFile(candidate: entry.candidate, reason: .sameBytes(name)))
      } else {
        first[entry.candidate.sha256] = entry.candidate.input.name
        unique.append(entry)
      }
    }
    let verdicts = Supersession.judge(unique.map(\.candidate))
    accepted = []
    for (entry, verdict) in zip(unique, verdicts) {
      switch verdict {
      case .alone: accepted.append(entry)
      case .contained(let names):
        plan.leftOut.append(LeftOutFile(candidate: entry.candidate, reason: .superseded(names)))
      case .overlaps(let names, let count):
        accepted.append(entry)
        plan.findings.append(
          MediaFindings.overlap.finding(
            at: SourceLocation(file: entry.candidate.input.name),
            productInstance: entry.candidate.owner,
            "\(count) of its \(entry.candidate.reports.count) reports are also in "
              + names.joined(separator: ", ")))
      }
    }
  }

  /// Gives every file its folder and name, in an order that does not depend on the command line.
  private mutating func name() {
    let sorted = accepted.sorted { left, right in
      let (a, b) = (left.candidate, right.candidate)
      if a.owner != b.owner {
        guard let one = a.owner, let two = b.owner else { return a.owner != nil }
        return one < two
      }
      if a.purpose != b.purpose { return a.purpose.rawValue < b.purpose.rawValue }
      if a.latestEnd != b.latestEnd { return (a.latestEnd ?? .min) < (b.latestEnd ?? .min) }
      return a.sha256.description < b.sha256.description
    }
    var names = MediaNames()
    var folders = AccountFolders()
    var counters: [String: Int] = [:]
    for (candidate, wrapped) in sorted {
      let account = choices.accounts.account(of: candidate.devices)
      var path = Self.folder
      switch account {
      case .notAsked: break
      case .known(let name): path += "/" + folders.folder(for: name)
      case .unknown(let why):
        path += "/" + Self.unknownAccountFolder
        plan.findings.append(
          MediaFindings.accountUnknown.finding(
            at: SourceLocation(file: candidate.input.name), productInstance: candidate.owner, why))
      }
      let purpose = candidate.purpose
      let name: String
      switch choices.names {
      case .opaque:
        counters[purpose.opaqueWord, default: 0] += 1
        let number = zeroPadded(counters[purpose.opaqueWord, default: 0], 4)
        name = names.take("\(purpose.opaqueWord)-\(number)", suffix: ".txt")
      case .udi:
        let stem = candidate.owner.map { "\($0.pid)_\($0.serial)" } ?? "device-unknown"
        name = names.take(stem, suffix: purpose.udiSuffix)
      }
      plan.files.append(
        PlannedFile(
          path: "\(path)/\(name)", candidate: candidate, account: account,
          wrapped: wrapped?.bytes, sha256: wrapped?.sha256 ?? candidate.sha256,
          byteCount: wrapped?.bytes.count ?? candidate.byteCount))
    }
    plan.files.sort { $0.path < $1.path }
  }
}

/// One folder per virtual account, with a legal name that no other account has.
private struct AccountFolders {
  private var names = MediaNames()
  private var folders: [String: String] = [:]

  init() { _ = names.take(PackPlanner.unknownAccountFolder, suffix: "") }

  mutating func folder(for account: String) -> String {
    if let known = folders[account] { return known }
    let folder = names.take(account, suffix: "")
    folders[account] = folder
    return folder
  }
}

extension PackCandidate {
  /// True when the bytes go out just as they stand.
  var isOutboundAsItIs: Bool { purpose == .request || outline.form.isDeviceDocument }
}

extension DocumentKind {
  /// What a person would call it.
  var packingWords: String {
    switch self {
    case .usage: "a usage file"
    case .ack: "an ACK"
    case .policy: "a policy"
    case .authorization: "an authorization"
    case .authorizationRequest: "an authorization request"
    case .reservation: "a reservation code"
    case .media: "outbound media"
    case .evidence: "an evidence bag"
    case .ackArchive: "an archive of ACKs"
    case .deviceOutput: "device output"
    case .unknown: "no usage in it"
    }
  }
}

extension DocumentForm {
  /// What a person would call a document of this shape.
  package var words: String {
    let wrapped = wrappings.sorted().compactMap { wrapping in
      switch wrapping {
      case .utf16: "UTF-16 text"
      case .base64: "base64 text"
      case .consoleText: "a terminal capture"
      case .gzip: "compressed with gzip"
      case .redacted: "redacted"
      case .byteOrderMark, .carriageReturns: nil as String?
      }
    }
    if let first = wrapped.first { return first }
    switch container {
    case .restAnswer: return "an answer of the device's REST interface"
    case .jsonReport: return "a report as JSON"
    case .jsonPayload: return "a payload by itself"
    case .bareReport: return "a single report without its document"
    case .smartLicense, .barePolicy, .bareReservation, .deviceOutput, .otherXML, .unknown:
      return "a document of another shape"
    }
  }
}
