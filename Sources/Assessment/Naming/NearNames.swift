/// Names that a person may have meant who typed another one: commands, options, findings, devices, trips.
public enum NearNames {
  /// The most that are told.
  private static let most = 4

  /// The nearest names; those that begin as the word does where none is near.
  ///
  /// - Parameters:
  ///   - word: what was typed.
  ///   - names: what there is.
  public static func of(_ word: String, among names: some Sequence<String>) -> [String] {
    let typed = Array(word.lowercased().prefix(40))
    guard !typed.isEmpty else { return [] }
    let scored = Set(names).map { (name: $0, distance: distance(typed, Array($0.lowercased()))) }
    let nearest = scored.map(\.distance).min() ?? .max
    let found =
      nearest <= max(1, typed.count / 3)
      ? scored.filter { $0.distance == nearest }
      : scored.filter { $0.name.lowercased().hasPrefix(word.lowercased()) }
    return Array(found.map(\.name).sorted().prefix(most))
  }

  /// `; did you mean one or two?`; empty where no name is near.
  public static func question(_ word: String, among names: some Sequence<String>) -> String {
    question(of(word, among: names))
  }

  /// The same about names that were found.
  public static func question(_ names: [String]) -> String {
    names.isEmpty ? "" : "; did you mean \(names.joined(separator: " or "))?"
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
