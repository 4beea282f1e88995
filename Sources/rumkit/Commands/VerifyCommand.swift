import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit verify`: every promise of media and evidence, checked again.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check outbound media and evidence bags again, and one against the other.")

  @Argument(help: "Outbound media (a folder, .zip or .tar.gz) and evidence bags.")
  var paths: [String]
  @OptionGroup var signers: SignerOptions
  @Option(name: .long, help: "Write the result as text or json.")
  var format: ReportFormat = .text
  @Flag(name: .long, help: "Stay out of the site that is in use: record nothing there.")
  var noSite = false
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var findings: FindingOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if noSite, site.site != nil { throw ValidationError("--site and --no-site contradict") }
  }

  func run() async throws {
    let session = noSite ? nil : try site.sessionIfInUse(time, common.console)
    try common.console.refuseToReplace(paths, with: output.output)
    let verification: MediaVerification
    do throws(ReadingError) {
      verification = try await verifyMedia(paths, signers: signers.policy)
    } catch {
      common.console.error(error.description)
      throw ExitStatus.unreadable
    }
    let report = VerificationReport(verification, listsAll: findings.allFindings)
    if let session { try record(verification, session) }
    try common.console.give(format == .json ? report.json.text : report.text, to: output)
    let fails = findings.failOn.severity.map { report.reaches($0) } ?? false
    // Damage is never passed over, whatever --fail-on says of the findings.
    try ExitStatus.end(fails || verification.foundDamage ? [.findings] : [])
  }

  private func event(
    _ verification: MediaVerification, _ subject: MediaVerification.Subject
  ) -> SiteEventDraft {
    let checks = verification.checks(of: subject)
    let names = subject.media.map { $0.name.replacing(" ", with: "%20") }
    let details: [SiteDetail: String?] = [
      .media: names.joined(separator: " "),
      .mediaHash: subject.media.map(\.sha256).joined(separator: " "),
      .path: subject.path, .text: subject.kind.rawValue,
      .passed: String(checks.count { $0.result == .passed }),
      .failed: String(checks.count { $0.result == .failed }),
    ]
    return SiteEventDraft(.mediaVerified, nil, details)
  }

  /// Records what was found. A bag of another site, and media that such a bag seals, are not this
  /// ledger's business: only that they were met is kept.
  private func record(_ verification: MediaVerification, _ session: SiteSession) throws {
    func isForeign(_ subject: MediaVerification.Subject) -> Bool {
      subject.siteID.map { $0 != session.identity.id } ?? false
    }
    let foreignMedia = Set(
      verification.subjects.filter(isForeign).flatMap { $0.media.map(\.sha256) })
    var foreign: [String] = []
    var drafts: [SiteEventDraft] = []
    for subject in verification.subjects {
      if isForeign(subject) || subject.media.contains(where: { foreignMedia.contains($0.sha256) }) {
        foreign.append(subject.path)
        common.console.warning(
          "\(subject.path) is another site's: what was found is not recorded in "
            + session.identity.name)
        continue
      }
      drafts.append(event(verification, subject))
    }
    if !foreign.isEmpty { drafts.append(PackEvents.foreign(foreign, command: "verify")) }
    try session.record(drafts, common.console)
  }
}
