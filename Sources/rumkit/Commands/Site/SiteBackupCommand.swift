import AirGap
import ArgumentParser
import Presentation

/// `rumkit site backup`: a consistent copy, also while others write.
struct SiteBackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the ledger into one file, also while it is in use.")

  @Argument(help: "The file to make; it must not exist.", completion: .file())
  var file: String
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let copy = try console.errand(BackUpSite(to: file).run(at: site.place, site.acting(time)))
    try console.give(SiteActReport.backedUp(copy, file: file))
    for finding in copy.findings { console.warning("\(finding.id): \(finding.message)") }
    guard copy.findings.isEmpty else {
      console.error("the ledger is damaged, and so is its copy in \(file)")
      console.hint(
        "rumkit site verify says where; an earlier backup is brought back with rumkit site restore")
      throw ExitStatus.findings
    }
  }
}
