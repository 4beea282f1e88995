import AirGap
import ArgumentParser
import Presentation

/// `rumkit verify`: every promise of media and evidence, checked again.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check outbound media and evidence bags again, and compare them.")

  @Argument(
    help: "Outbound media (a folder, .zip or .tar.gz) and evidence bags.", completion: .file())
  var paths: [String]
  @OptionGroup var signers: SignerOptions
  @Option(name: .long, help: "Write the result as text or json.")
  var format: OutputFormat<VerificationReport> = .text
  @Flag(name: .long, help: "Ignore the site in use: record nothing there.")
  var noSite = false
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var findings: FindingOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if noSite, site.site != nil {
      throw ValidationError("--site and --no-site cannot be used together")
    }
  }

  func run() async throws {
    let session = noSite ? nil : try site.sessionIfInUse(time, common.console)
    try common.console.refuseToReplace(paths, with: output.output)
    let verification = try await common.console.errand(
      await VerifyMedia(paths, signers: signers.policy).run(in: session, common.console.tell))
    let report = VerificationReport(verification, listsAll: findings.allFindings)
    try Delivery(common, format, output).give(report)
    let fails = findings.failOn.severity.map { report.reaches($0) } ?? false
    // Damage is never skipped, whatever --fail-on says of the findings.
    try ExitStatus.end(fails || verification.foundDamage ? [.findings] : [])
  }
}
