public import Assessment
import LicenseFiles

/// The page before a trip: go or no-go with reasons, what is carried, who is missing, which deadlines
/// pass before the next trip, what the media disclose. It judges what was read; it records nothing.
public struct TripSheet: JSONReport, PageReport, MarkdownReport, Sendable {
  /// When somebody goes the next time, and how that is known.
  public struct NextTrip: Sendable, Hashable {
    /// Epoch seconds, UTC.
    var time: Int64
    /// In words: lower case, no full stop.
    var basis: String

    /// A day that was given.
    public init(given time: Int64) {
      self.time = time
      basis = "as given"
    }

    /// The next trip as far ahead as the last two were apart, else in 30 days.
    public init(trips: [TripRecord], now: Int64) {
      let day: Int64 = 86_400
      let starts = trips.map(\.openedAt).suffix(2)
      if let first = starts.first, let last = starts.last, starts.count == 2, first < last,
        last - first <= 366 * day
      {
        time = now + max(day, last - first)
        basis = "the time between the last two trips"
      } else {
        time = now + SiteStatus.soonDays * day
        basis = "assumed: in \(SiteStatus.soonDays) days"
      }
    }
  }

  /// Why a trip should not begin, or what to look at before it does.
  struct Reason: Sendable, Hashable {
    var isStop: Bool
    var text: String
  }

  /// A file on the media, and what the ledger knows of it.
  struct File: Sendable {
    var media: String
    var file: MediaContents.File
    var hostNames: [String]
    /// How far the same bytes came before; nil when they never were at the portal.
    var earlier: OutboundRecord?

    /// True when it is at the portal and its ACK is not here.
    var needsFetching: Bool { earlier?.stage.isAwaitingAck ?? false }
    /// What to do at the portal with a file that it has already; nil for one to upload.
    var instruction: String? {
      guard earlier != nil else { return nil }
      return needsFetching ? "fetch, do not upload" : "the ACK is here, do not upload"
    }
  }

  let status: SiteStatus
  let next: NextTrip
  let toolVersion: String
  let verification: MediaVerification
  let coverage: RegisterCoverage
  let files: [File]
  private(set) var reasons: [Reason] = []

  /// Judges media before a trip.
  ///
  /// - Parameters:
  ///   - outcome: what was read of the media, and what the site knows of it.
  ///   - next: when somebody goes the next time; nil where nobody said so.
  ///   - toolVersion: for the foot of the page.
  public init(_ outcome: TripMediaOutcome, next: Int64?, toolVersion: String = "") {
    self.toolVersion = toolVersion
    let media = outcome.media
    let status = outcome.status
    self.status = status
    self.next =
      next.map { NextTrip(given: $0) }
      ?? NextTrip(trips: status.history.trips, now: status.now)
    verification = outcome.verification
    let here = status.history.devices.filter {
      $0.isInService && $0.belongs(to: status.history.identity.name)
    }
    let carried = Set(media.flatMap { $0.files.flatMap(\.devices) })
    coverage = RegisterCoverage(here, present: carried)
    let names = Dictionary(here.map { ($0.udi, $0.hostName) }) { first, _ in first }
    files = media.flatMap { one in
      one.files.map { file in
        File(
          media: one.path, file: file,
          hostNames: file.devices.compactMap { names[$0] ?? nil },
          earlier: outcome.earlier.filter { $0.sha256 == file.sha256 && $0.stage.wasAtPortal }
            .max { $0.event < $1.event })
      }
    }
    reasons =
      stops(outcome.outbound, outcome.spent)
      + outcome.partsLeft.map {
        Reason(isStop: false, text: "the part \($0) of the same run of pack is not on these media")
      } + attentions(outcome.outbound.filter { outcome.spent.contains($0.event) })
  }

  /// True when nothing speaks against the trip.
  public var isGo: Bool { !reasons.contains(where: \.isStop) }

  private func stops(_ outbound: [OutboundRecord], _ spent: Set<Int64>) -> [Reason] {
    var texts: [String] = []
    if files.isEmpty { texts.append("there is no file to upload on the media") }
    for check in verification.checks where check.result == .failed {
      texts.append("\(check.subject): the check \(check.name) failed: \(check.detail)")
    }
    for media in verification.subjects.flatMap(\.media) {
      let known = outbound.filter { $0.mediaHash == media.sha256 }
      if known.isEmpty {
        texts.append("no run of pack in this site made \(media.name)")
      } else if let trip = known.first(where: { $0.trip != nil })?.trip {
        texts.append("\(media.name) is on the trip \(trip) already")
      }
    }
    if !files.isEmpty, files.allSatisfy({ $0.earlier != nil }) {
      texts.append(
        files.contains(where: \.needsFetching)
          ? "the portal has every file already: there are only ACKs to fetch"
          : toFetch.isEmpty
            ? "the portal has every file already and every ACK is here: there is nothing to carry"
            : "the portal has every file of the media already; there are only ACKs of other files to fetch"
      )
    } else if !outbound.isEmpty, outbound.allSatisfy({ spent.contains($0.event) }) {
      texts.append(
        "no report on the media is new: the portal has every one in an earlier file; save usage again and "
          + "pack that")
    }
    let carried = Set(files.flatMap(\.file.devices))
    for cycle in status.cycles
    where cycle.conflicts > 0 && cycle.members.contains(where: { carried.contains($0.udi) }) {
      texts.append(
        "\(StatusWording.calendarName(cycle)): "
          + counted(cycle.conflicts, "report") + " with two contents")
    }
    return texts.map { Reason(isStop: true, text: $0) }
  }

  private func attentions(_ spent: [OutboundRecord]) -> [Reason] {
    var texts: [String] = []
    if !spent.isEmpty {
      texts.append(
        "no report is new in " + spent.prefix(5).map(\.name).joined(separator: ", ")
          + (spent.count > 5 ? " and \(spent.count - 5) more" : ""))
    }
    if !coverage.missing.isEmpty {
      texts.append(
        "no file of \(coverage.missing.count) of the \(coverage.expected) expected devices or pairs is on the "
          + "media")
    }
    let left = Set(coverage.missing.flatMap(\.devices))
    let late = dueBefore.filter { cycle in
      cycle.members.contains { left.contains($0.udi) }
    }
    if !late.isEmpty {
      texts.append(
        "due before the next trip and not on the media: "
          + late.prefix(5).map(StatusWording.calendarName).joined(separator: ", ")
          + (late.count > 5 ? " and \(late.count - 5) more" : ""))
    }
    if !deadlineUnknown.isEmpty {
      texts.append(
        "the deadline of \(counted(deadlineUnknown.count, "cycle")) is not known")
    }
    let unsigned = verification.checks.contains {
      $0.name == "signature" && $0.result == .notPossible
    }
    if unsigned { texts.append("the signature of the media was not checked") }
    if !status.history.unfinishedPacks.isEmpty {
      texts.append("a run of pack did not end: rumkit site status")
    }
    for trip in status.openTrips { texts.append("the trip \(trip.name) is still open") }
    for code in status.history.confirmationCodes {
      texts.append(
        "take along the confirmation code of \(code.device?.description ?? "a device")")
    }
    return texts.map { Reason(isStop: false, text: $0) }
  }

  /// Cycles in service whose deadline is over or falls before the next trip, the first one first.
  var dueBefore: [CycleStatus] {
    inService.filter { ($0.deadline.earliest ?? .max) < next.time }
      .sorted { ($0.deadline.earliest ?? .max) < ($1.deadline.earliest ?? .max) }
  }

  /// Cycles in service whose deadline is not known.
  var deadlineUnknown: [CycleStatus] { inService.filter { $0.deadline.earliest == nil } }

  private var inService: [CycleStatus] { status.cycles.filter { $0.rank != .outOfService } }

  /// ACKs that are at the portal: of files on these media that were uploaded before, and of earlier
  /// trips.
  var toFetch: [(name: String, why: String)] {
    var seen: Set<String> = []
    var list: [(name: String, why: String)] = []
    func add(_ name: String, _ why: String) {
      if seen.insert(name).inserted { list.append((name, why)) }
    }
    for file in files {
      guard let earlier = file.earlier, file.needsFetching else { continue }
      add("ACK_\(earlier.name)", "on the media, but at the portal already: do not upload it again")
    }
    for (cycle, action) in inService.flatMap({ cycle in cycle.action.parts.map { (cycle, $0) } }) {
      switch action {
      case .fetchAck(let name):
        add(name ?? "ACK of \(StatusWording.calendarName(cycle))", "uploaded on an earlier trip")
      case .fetchEarlierAck(let name):
        add(
          name.map { "ACK_\($0)" } ?? "ACK of \(StatusWording.calendarName(cycle))",
          "the portal has the reports already")
      case .saveUsage, .saveRest, .exportAgain, .exportAnew, .carry, .upload, .readRejection,
        .resolveConflict, .matchAck, .lookUp,
        .importAck, .importOnDevice, .stageAgain, .saveAfterReset, .saveAfterHour,
        .waitAfterReset, .confirm,
        .readDeadline,
        .migrate,
        .followOtherFile, .both, .nothing:
        break
      }
    }
    return list
  }

  /// The files by virtual account, those without one last.
  var accounts: [(account: String?, files: [File])] {
    Dictionary(grouping: files, by: \.file.account)
      .map { (account: $0.key, files: $0.value) }
      .sorted {
        ($0.account == nil ? 1 : 0, $0.account ?? "") < (
          $1.account == nil ? 1 : 0, $1.account ?? ""
        )
      }
  }

  /// What the media tell, over all files: how many of each kind.
  var disclosed: [(kind: String, count: Int)] {
    let all = files.map(\.file.disclosure)
    return [
      ("product instances", Set(all.flatMap(\.productInstances)).count),
      ("access points", Set(all.flatMap(\.accessPoints)).count),
      ("host names", Set(all.flatMap(\.hostNames)).count),
      ("software versions", Set(all.flatMap(\.softwareVersions)).count),
    ]
  }

  /// The same in words.
  var disclosedWords: String {
    disclosed.map { "\($0.count) \($0.count == 1 ? String($0.kind.dropLast()) : $0.kind)" }
      .joined(separator: ", ")
  }
}
