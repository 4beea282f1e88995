import ArgumentParser

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
        let near = suggestions(for: word, among: choices.map { $0._commandName })
        let hint =
          near.isEmpty
          ? "\(path) --help lists the commands" : "did you mean \(near.joined(separator: " or "))?"
        return "'\(word)' is not a command of \(path); \(hint)"
      }
      path += " \(word)"
      command = next
    }
    return nil
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
    let help = command.helpMessage(columns: 200)
    let known = Set(help.matches(of: /--[a-z0-9][a-z0-9-]*/).map { String($0.output) })
    for word in rest.prefix(while: { $0 != "--" }) where word.hasPrefix("--") {
      let name = String(word.prefix { $0 != "=" })
      guard !known.contains(name) else { continue }
      let near = suggestions(for: name, among: known.sorted())
      return "unknown option '\(name)'."
        + (near.isEmpty ? "" : " Did you mean '\(near.joined(separator: "' or '"))'?")
    }
    return nil
  }

  /// The names that a person may have meant, the nearest first.
  static func suggestions(for word: String, among names: [String]) -> [String] {
    let typed = Array(word.lowercased().prefix(40))
    let scored = names.map { ($0, distance(typed, Array($0))) }
    let limit = max(1, typed.count / 3)
    let nearest = scored.map(\.1).min() ?? .max
    guard nearest <= limit else { return names.filter { $0.hasPrefix(word) }.sorted() }
    return scored.filter { $0.1 == nearest }.map(\.0).sorted()
  }

  /// How many letters have to be typed, left out, changed or swapped.
  private static func distance(_ one: [Character], _ other: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...other.count)
    for i in one.indices {
      var row = [i + 1]
      for j in other.indices {
        var best = min(
          last[j + 1] + 1, row[j] + 1, last[j] + (one[i] == other[j] ? 0 : 1))
        if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
          best = min(best, before[j - 1] + 1)
        }
        row.append(best)
      }
      before = last
      last = row
    }
    return last[other.count]
  }
}
