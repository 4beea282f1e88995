import AirGap
import ArgumentParser
import LicenseFiles
import Presentation

/// `rumkit verify`: every promise of media and evidence, checked again.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check outbound media and evidence bags again, and one against the other.")

  @Argument(help: "Outbound media (a folder, .zip or .tar.gz) and evidence bags.")
  var paths: [String]
  @Option(
    name: .long, help: "Check the signatures against this list (ssh-keygen(1), ALLOWED SIGNERS).")
  var allowedSigners: String?
  @Option(name: .long, help: "The identity that must have signed; else any of the list.")
  var signer: String?
  @Option(name: .long, help: "Write the result as text or json.")
  var format: ReportFormat = .text
  @OptionGroup var findings: FindingOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if signer != nil, allowedSigners == nil {
      throw ValidationError("--signer needs --allowed-signers")
    }
  }

  func run() async throws {
    try common.console.refuseToReplace(paths, with: output.output)
    let verification: MediaVerification
    do throws(ReadingError) {
      verification = try await verifyMedia(
        paths, signers: SignerPolicy(allowedSigners: allowedSigners, signer: signer))
    } catch {
      common.console.error(error.description)
      throw ExitStatus.unreadable
    }
    let report = VerificationReport(verification, listsAll: findings.allFindings)
    try common.console.give(format == .json ? report.json.text : report.text, to: output)
    let fails = findings.failOn.severity.map { report.reaches($0) } ?? false
    // Damage is never passed over, whatever --fail-on says of the findings.
    try ExitStatus.end(fails || verification.foundDamage ? [.findings] : [])
  }
}
