import ArgumentParser
import Assessment

/// The names of commands as they are typed.
enum CommandNames {
  /// What is wrong with the leading words of the arguments, where one of them names no command; nil
  /// where every word does, or where the words of a command's own arguments begin.
  static func complaint(about arguments: [String]) -> String? {
    var command: any ParsableCommand.Type = Rumkit.self
    var path = "rumkit"
    for (place, word) in arguments.enumerated() {
      // What help is asked for is a command too.
      if place == 0, word == "help" { continue }
      let choices = command.configuration.subcommands
      guard !choices.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
      guard let next = choices.first(where: { $0._commandName == word }) else {
        let other = namesakes(of: word)
        let near = NearNames.of(word, among: choices.map { $0._commandName })
        let elsewhere = near.isEmpty ? NearNames.of(word, among: paths.keys) : []
        let meant =
          other.isEmpty ? near.isEmpty ? elsewhere.flatMap(namesakes) : near : other
        let hint = NearNames.question(meant)
        return "'\(word)' is not a command of \(path)"
          + (hint.isEmpty ? "; \(path) --help lists the commands" : hint)
      }
      path += " \(word)"
      command = next
    }
    return nil
  }

  /// How a person types the commands and the options of the program that are called so, at whatever level.
  private static func namesakes(of word: String) -> [String] {
    let isOption = options(of: Rumkit.self).contains("--" + word)
    return (isOption ? ["rumkit --\(word)"] : []) + (paths[word] ?? [])
  }

  /// Every command below the groups, by its last word.
  private static let paths: [String: [String]] = {
    var found: [String: [String]] = [:]
    func walk(_ command: any ParsableCommand.Type, _ path: String, _ depth: Int) {
      for next in command.configuration.subcommands {
        let name = next._commandName
        found[name, default: []].append("\(path) \(name)")
        if depth < 4 { walk(next, "\(path) \(name)", depth + 1) }
      }
    }
    walk(Rumkit.self, "rumkit", 0)
    return found
  }()

  private static func options(of command: any ParsableCommand.Type) -> Set<String> {
    let help = command.helpMessage(columns: 200)
    return Set(help.matches(of: /--[a-z0-9][a-z0-9-]*/).map { String($0.output) })
  }

  /// What is near to a value that is not among those that the parser lists; nil for another message.
  static func nearValue(in message: some StringProtocol) -> String? {
    let text = String(message.prefix(2000))
    guard let typed = text.firstMatch(of: /^The value '([^']*)' is invalid for '/),
      let list = text.range(of: "Please provide one of")
    else { return nil }
    let rest = text[list.upperBound...].prefix { $0 != "H" && $0 != "U" }
    let values = rest.matches(of: /(?:'|  - )([a-z0-9][a-z0-9-]*)/).map { String($0.1) }
    let near = NearNames.of(String(typed.1), among: values)
    return near.isEmpty ? nil : " Did you mean '\(near.joined(separator: "' or '"))'?"
  }

  /// What is wrong with the first option that the command of these arguments does not have; nil where it has
  /// them all. The parser speaks of what is missing first, which a mistyped option often is.
  static func unknownOption(in arguments: [String]) -> String? {
    var command: any ParsableCommand.Type = Rumkit.self
    var rest = arguments[...]
    while let word = rest.first,
      let next = command.configuration.subcommands.first(where: { $0._commandName == word })
    {
      command = next
      rest = rest.dropFirst()
    }
    let known = options(of: command)
    for word in rest.prefix(while: { $0 != "--" }) where word.hasPrefix("--") {
      let name = String(word.prefix { $0 != "=" })
      guard !known.contains(name) else { continue }
      let near = NearNames.of(name, among: known)
      return "unknown option '\(name)'."
        + (near.isEmpty ? "" : " Did you mean '\(near.joined(separator: "' or '"))'?")
    }
    return nil
  }
}
