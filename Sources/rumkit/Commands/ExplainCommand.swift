import ArgumentParser
import Assessment
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

  func validate() throws {
    for id in ids where Catalogue.descriptors.allSatisfy({ $0.id != id }) {
      throw ValidationError(
        "there is no finding '\(TerminalText.escaped(id))'\(Self.near(id))")
    }
  }

  func run() throws {
    let chosen = ids.compactMap { id in Catalogue.descriptors.first { $0.id == id } }
    try Delivery(common, format, output).give(
      CatalogueReport(ids.isEmpty ? Catalogue.descriptors : chosen, isList: ids.isEmpty))
  }

  /// Ids that are called so after the slash, that are near as a whole or after it, or that share a word
  /// with it.
  private static func near(_ id: String) -> String {
    let known = Catalogue.descriptors.map(\.id)
    let tail = name(id.lowercased())
    func called(_ names: [String]) -> [String] { known.filter { names.contains(name($0)) } }
    let words = Set(tail.split { !$0.isLetter }.map(String.init))
    let chances = [
      called([tail]), NearNames.of(id, among: known),
      called(NearNames.of(tail, among: known.map(name))),
      known.filter { !words.isDisjoint(with: name($0).split { !$0.isLetter }.map(String.init)) },
    ]
    let found = chances.first { !$0.isEmpty } ?? []
    return found.isEmpty
      ? "; 'rumkit explain' lists them all" : NearNames.question(Array(found.sorted().prefix(4)))
  }

  /// What stands after the slash.
  private static func name(_ id: String) -> String {
    String(id.split(separator: "/").last ?? "")
  }
}
