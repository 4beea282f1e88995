import ArgumentParser
import LicenseFiles
import Presentation

/// `rumkit explain`: what a finding means, why it matters, what to do.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a finding, or list all of them.")

  @Argument(
    help: "The ids of findings, such as usage/udi-mismatch; without one, all are listed.",
    completion: .findings)
  var ids: [String] = []
  @Option(name: .long, help: "Write the result as text, json or mdoc (for the manual).")
  var format: OutputFormat<CatalogueReport> = .text
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    var chosen: [FindingDescriptor] = []
    for id in ids {
      guard let descriptor = Catalogue.descriptors.first(where: { $0.id == id }) else {
        throw ValidationError("there is no finding '\(TerminalText.escaped(id))'\(near(id))")
      }
      chosen.append(descriptor)
    }
    try Delivery(common, format, output).give(
      CatalogueReport(ids.isEmpty ? Catalogue.descriptors : chosen, isList: ids.isEmpty))
  }

  /// Ids that share a word with what was asked for.
  private func near(_ id: String) -> String {
    let words = Set(id.lowercased().split { !$0.isLetter }.map(String.init))
    let names = Catalogue.descriptors.map(\.id).filter { known in
      !words.isDisjoint(with: known.split { !$0.isLetter }.map(String.init).dropFirst())
    }
    return names.isEmpty
      ? "; 'rumkit explain' lists them all"
      : "; did you mean \(names.sorted().prefix(4).joined(separator: ", "))?"
  }
}
