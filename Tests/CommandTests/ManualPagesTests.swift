import Foundation
import Testing

/// The manual pages are written by hand, so they are compared with what the program says of itself:
/// every option has its line, and no page tells of one that is not there.
@Suite("ManualPages") struct ManualPagesTests {
  private static let help = Result { try HelpTree.ofTheProgram() }

  @Test func everySubcommandHasAPage() throws {
    let root = try Self.help.get()
    for page in root.pages {
      #expect(throws: Never.self, "there is no \(page.page)") { try ManualPage(named: page.page) }
    }
    #expect(root.subcommandNames.count >= 7)
  }

  @Test func everyPageHasASubcommand() throws {
    let pages = try FileManager.default.contentsOfDirectory(atPath: ManualPage.folder.path)
    let described = pages.filter { $0.hasPrefix("rumkit-") && $0.hasSuffix(".1") }
      .map { String($0.dropFirst("rumkit-".count).dropLast(".1".count)) }
    let wanted = try Self.help.get().pages.map(\.page).filter { $0 != "rumkit" }
    #expect(Set(described.map { "rumkit-\($0)" }) == Set(wanted))
  }

  @Test func theMainPageListsEverySubcommandAndLinksEveryPage() throws {
    let page = try ManualPage(named: "rumkit")
    #expect(page.itemCommands == Set(try Self.help.get().subcommandNames))
    let names = try FileManager.default.contentsOfDirectory(atPath: ManualPage.folder.path)
    for name in names where name != "rumkit.1" {
      let parts = name.split(separator: ".")
      #expect(page.text.contains(".Xr \(parts[0]) \(parts[1])"), "rumkit.1 does not name \(name)")
    }
  }

  @Test func everyOptionHasALineInItsPage() throws {
    for command in try Self.help.get().pages {
      let page = try ManualPage(named: command.page)
      let missing = command.options.subtracting(page.itemOptions)
      #expect(missing.isEmpty, "\(command.page) does not describe \(missing.sorted())")
    }
  }

  @Test func everyOptionOfAPageExists() throws {
    for command in try Self.help.get().pages {
      let page = try ManualPage(named: command.page)
      let invented = page.itemOptions.subtracting(command.options)
      #expect(invented.isEmpty, "\(command.page) describes \(invented.sorted())")
    }
  }

  @Test func everyOptionOfAnExampleExists() throws {
    let root = try Self.help.get()
    let options = Dictionary(
      uniqueKeysWithValues: root.subcommands.map { ($0.commandName, $0.allOptions) })
    var seen = 0
    for command in root.pages {
      for example in try ManualPage(named: command.page).examples {
        let words = example.split(separator: " ").map(String.init)
        guard words.first == "rumkit", words.count > 1, !words[1].hasPrefix("-") else { continue }
        let known = try #require(options[words[1]], "\(command.page): \(example)")
        for option in words where option.hasPrefix("-") && option != "-" {
          #expect(known.contains(option), "\(command.page): \(example)")
        }
        seen += 1
      }
    }
    #expect(seen > 7)
  }

  /// A finding that names a section of a page as its source names one that is there.
  @Test func everyCitedSectionExists() throws {
    let catalogue = try JSONDecoder().decode(
      Catalogue.self, from: Data(try RumkitRun(["explain", "--format", "json"]).stdout.utf8))
    var seen = 0
    for finding in catalogue.findings {
      // `rumkit-media(5), portal.csv`
      let source = finding.basis.source
      guard let cited = source.firstMatch(of: /^(rumkit[a-z-]*)\(([0-9])\), (.+)$/) else {
        continue
      }
      let page = try ManualPage(named: String(cited.1), section: String(cited.2))
      let place = String(cited.3)
      #expect(
        page.text.contains("\n.Sh \(place)\n") || page.itemOptions.contains(place),
        "\(finding.id) cites \(source)")
      seen += 1
    }
    #expect(seen > 0)
  }

  private struct Catalogue: Decodable {
    struct Basis: Decodable { var source: String }
    struct Entry: Decodable {
      var id: String
      var basis: Basis
    }
    var findings: [Entry]
  }
}

/// What `--experimental-dump-help` says of one command.
private struct HelpTree: Decodable {
  struct Dump: Decodable { var command: HelpTree }
  struct Name: Decodable {
    var kind: String
    var name: String
  }
  struct Argument: Decodable {
    var kind: String
    var names: [Name]?
    var shouldDisplay: Bool
  }

  var commandName: String
  var arguments: [Argument]?
  private var children: [HelpTree]?

  enum CodingKeys: String, CodingKey {
    case commandName, arguments
    case children = "subcommands"
  }

  var subcommands: [HelpTree] { (children ?? []).filter { $0.commandName != "help" } }
  var subcommandNames: [String] { subcommands.map(\.commandName) }

  /// `-q` and `--quiet`, as they are typed.
  var options: Set<String> {
    let shown = (arguments ?? []).filter { $0.kind != "positional" && $0.shouldDisplay }
    let typed = shown.flatMap { $0.names ?? [] }.map { ($0.kind == "long" ? "--" : "-") + $0.name }
    return Set(typed)
  }

  /// Its options and those of the commands below it.
  var allOptions: Set<String> {
    subcommands.reduce(options) { $0.union($1.allOptions) }
  }

  /// The root and its subcommands, each with the name of its page. A page tells of the commands below
  /// too, unless these have pages of their own.
  var pages: [(page: String, options: Set<String>)] {
    var pages = [(page: commandName, options: options)]
    for command in subcommands {
      let page = "\(commandName)-\(command.commandName)"
      let own = command.subcommands.filter { ManualPage.exists("\(page)-\($0.commandName)") }
      let told = command.subcommands.filter { !own.map(\.commandName).contains($0.commandName) }
      if own.isEmpty || !told.isEmpty {
        pages.append((page, told.reduce(command.options) { $0.union($1.allOptions) }))
      }
      pages += own.map { ("\(page)-\($0.commandName)", $0.allOptions) }
    }
    return pages
  }

  static func ofTheProgram() throws -> HelpTree {
    let output = try RumkitRun(["--experimental-dump-help"]).stdout
    return try JSONDecoder().decode(Dump.self, from: Data(output.utf8)).command
  }
}

/// One page of `man/`, read as far as the comparison needs.
private struct ManualPage {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "man")

  var text: String
  private var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  init(named name: String, section: String = "1") throws {
    let url = Self.folder.appending(path: "\(name).\(section)")
    text = try String(contentsOf: url, encoding: .utf8)
  }

  static func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "\(name).1").path)
  }

  /// The options that have a line of their own: `.It Fl o , Fl -output Ar file`.
  var itemOptions: Set<String> {
    var options: Set<String> = []
    for line in lines where line.hasPrefix(".It Fl ") {
      let words = line.split(separator: " ")
      for (index, word) in words.enumerated().dropLast() where word == "Fl" {
        options.insert("-" + words[index + 1])
      }
    }
    return options
  }

  /// The commands that have a line of their own: `.It Cm pack`.
  var itemCommands: Set<String> {
    Set(lines.filter { $0.hasPrefix(".It Cm ") }.map { String($0.dropFirst(".It Cm ".count)) })
  }

  /// The command lines of the displays, continued lines joined.
  var examples: [String] {
    var found: [String] = []
    var inside = false
    var continued = false
    for line in lines {
      if line.hasPrefix(".Bd -literal") { inside = true; continue }
      if line.hasPrefix(".Ed") { inside = false }
      guard inside else { continue }
      let part = line.hasSuffix("\\e") ? line.dropLast(2) : line
      if continued { found[found.count - 1] += part } else { found.append(String(part)) }
      continued = line.hasSuffix("\\e")
    }
    return found
  }
}
