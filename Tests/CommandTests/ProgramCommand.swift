import Foundation
import Testing

/// A command of the program that does something, as `--experimental-dump-help` tells of it.
struct ProgramCommand: Sendable {
  /// The words after `rumkit`.
  let path: [String]
  /// The long names of its options, without dashes.
  let options: Set<String>
  private let allowed: [String: [String]]
  /// What the help says of each option.
  private let told: [String: String]

  /// As it is typed: `site status`.
  var name: String { path.joined(separator: " ") }

  /// The words that an option takes; empty where it takes any, or is not there.
  func values(of option: String) -> [String] { allowed[option] ?? [] }

  /// The same for options of several commands that are one option, declared once.
  func declaration(of option: String) -> String {
    ([option, told[option] ?? ""] + values(of: option)).joined(separator: "|")
  }

  /// Every command without commands below it.
  static func all() throws -> [ProgramCommand] {
    let output = try RumkitRun(["--experimental-dump-help"]).stdout
    let root = try JSONDecoder().decode(Dump.self, from: Data(output.utf8)).command
    return root.leaves([])
  }

  private struct Dump: Decodable { var command: Node }

  private struct Node: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }
    struct Argument: Decodable {
      var names: [Name]?
      var abstract: String?
      var allValues: [String]?
      var allValueStrings: [String]?
    }
    var commandName: String
    var arguments: [Argument]?
    var subcommands: [Node]?

    func leaves(_ path: [String]) -> [ProgramCommand] {
      let below = (subcommands ?? []).filter { $0.commandName != "help" }
      guard below.isEmpty else {
        return below.flatMap { $0.leaves(path + [$0.commandName]) }
      }
      var allowed: [String: [String]] = [:]
      var told: [String: String] = [:]
      var options: Set<String> = []
      for argument in arguments ?? [] {
        for name in argument.names ?? [] where name.kind == "long" {
          options.insert(name.name)
          told[name.name] = argument.abstract
          allowed[name.name] = argument.allValues ?? argument.allValueStrings ?? []
        }
      }
      return [ProgramCommand(path: path, options: options, allowed: allowed, told: told)]
    }
  }
}
