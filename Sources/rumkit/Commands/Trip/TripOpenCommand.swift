import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit trip open`.
struct TripOpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Somebody carries media out.")

  @Argument(help: "The name of the trip.")
  var name: String
  @Argument(help: "The media, or evidence bags that stand for them.")
  var media: [String]
  @Option(name: .long, help: "Who carries.")
  var carrier: String
  @Option(name: .long, help: "Why media goes out that is on a trip already.")
  var again: String?
  @Option(name: .long, help: "Write the result as text or json.")
  var format: ReportFormat = .text
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if name.isEmpty || carrier.isEmpty {
      throw ValidationError("a trip and its carrier need names")
    }
    if again?.isEmpty == true { throw ValidationError("--again needs a reason") }
    if media.isEmpty { throw ValidationError("name the media that goes out") }
  }

  func run() async throws {
    let console = common.console
    let session = try site.session(time, console)
    let verification: MediaVerification
    do throws(ReadingError) {
      verification = try await verifyMedia(media)
    } catch {
      console.error(error.description)
      throw ExitStatus.unreadable
    }
    var opening = TripOpening(
      name: name, carrier: carrier, again: again, site: session.identity, verification)
    _ = try console.ledger { () throws(LedgerError) in
      try session.ledger.append(by: session.author) { reader throws(LedgerError) in
        try opening.decide(reader)
        return opening.draft.map { [$0] } ?? []
      }
    }
    if opening.status == .refused {
      try session.record(
        [
          SiteEventDraft(
            .guardRefused, nil,
            [
              .command: "trip open", .trip: name,
              .finding: Set(opening.findings.map(\.id)).sorted().joined(separator: " "),
            ])
        ], console)
    }
    if !opening.foreign.isEmpty {
      try session.record([PackEvents.foreign(opening.foreign, command: "trip open")], console)
    }
    var findings = FindingsReport()
    for finding in opening.findings { findings.add(finding) }
    let trip = opening.draft.map { draft in
      TripRecord(
        name: name, carrier: carrier, witness: session.author.witness, openedAt: session.now,
        media: (draft.details[.media] ?? "").split(separator: " ").map(String.init),
        expected: opening.expected)
    }
    let report = TripReport(
      session.identity,
      trip.map { [TripReport.Entry($0)] } ?? [],
      codes: trip == nil ? [] : opening.codes, files: trip == nil ? [] : opening.files,
      records: opening.contents?.devices ?? [],
      findings: findings)
    try console.give(format == .json ? report.json.text : report.text, to: OutputOptions.parse([]))
    if let status = opening.status {
      console.error("the trip was not opened")
      throw status
    }
  }
}

/// Whether a trip may begin, and what is recorded of it.
private struct TripOpening {
  private let name: String
  private let carrier: String
  private let again: String?
  private let site: SiteIdentity
  private let verification: MediaVerification
  private(set) var findings: [Finding] = []
  /// nil when the trip may not begin.
  private(set) var draft: SiteEventDraft?
  private(set) var contents: TripContents?
  /// How many ACKs should come back; an HA pair or stack gets one.
  private(set) var expected = 0
  private(set) var codes: [SiteEvent] = []
  /// Paths of what is another site's.
  private(set) var foreign: [String] = []
  private var isDamaged = false

  init(
    name: String, carrier: String, again: String?, site: SiteIdentity,
    _ verification: MediaVerification
  ) {
    self.name = name
    self.carrier = carrier
    self.again = again
    self.site = site
    self.verification = verification
  }

  var files: [OutboundRecord] { contents?.files ?? [] }

  /// nil when the trip begins.
  var status: ExitStatus? {
    guard draft == nil else { return nil }
    return isDamaged ? .unreadable : .refused
  }

  mutating func decide(_ ledger: LedgerReader) throws(LedgerError) {
    let trips = try ledger.history()
    if let other = trips.trips.first(where: { $0.name == name }) {
      throw LedgerError(
        .refused,
        "there is a trip \(name) already, \(other.isOpen ? "and it is open" : "and it is closed")")
    }
    var media: [MediaVerification.Subject.Media] = []
    for subject in verification.subjects {
      try look(at: subject, ledger)
      for one in subject.media where !media.contains(where: { $0.sha256 == one.sha256 }) {
        media.append(one)
      }
    }
    guard findings.isEmpty, !media.isEmpty else { return }
    let contents = try TripContents(media: media.map(\.sha256), ledger)
    expected = RegisterCoverage(contents.devices, present: []).expected
    self.contents = contents
    codes = trips.confirmationCodes
    draft = SiteEventDraft(
      .tripOpened, nil,
      [
        .trip: name, .carrier: carrier, .reason: again,
        .media: media.map { $0.name.replacing(" ", with: "%20") }.joined(separator: " "),
        .mediaHash: media.map(\.sha256).joined(separator: " "),
        .expected: String(expected),
      ])
  }

  private mutating func look(
    at subject: MediaVerification.Subject, _ ledger: LedgerReader
  ) throws(LedgerError) {
    let place = SourceLocation(file: subject.path)
    if let id = subject.siteID, id != site.id {
      foreign.append(subject.path)
      findings.append(
        FindingDescriptor.tripMediaForeign.finding(
          at: place, "the bag was made for another site"))
      return
    }
    if let damage = verification.checks(of: subject).first(where: { $0.result == .failed }) {
      isDamaged = true
      findings.append(
        FindingDescriptor.tripMediaDamaged.finding(at: place, "\(damage.name): \(damage.detail)"))
    }
    var known = false
    for one in subject.media {
      let files = try ledger.outboundFiles(.media(hash: one.sha256))
      known = known || !files.isEmpty
      if files.isEmpty {
        findings.append(
          FindingDescriptor.tripMediaUnknown.finding(
            at: place, "no run of pack in \(site.name) made \(one.name)"))
      } else if again == nil, let trip = files.lazy.compactMap(\.trip).first {
        findings.append(
          FindingDescriptor.tripMediaAgain.finding(at: place, "\(one.name) is on the trip \(trip)"))
      }
    }
    if !known, subject.media.isEmpty {
      findings.append(
        FindingDescriptor.tripMediaUnknown.finding(at: place, "it does not say which media it is"))
    }
  }
}
