/// What keys mean, looked up once: a usage file holds a few dozen of them a million times.
final class KeyMemory {
  private struct Place: Hashable {
    let key: String
    let parent: String
  }

  /// A hostile file may have a new key in every object.
  private static let most = 10_000

  private var meanings: [Place: KeyMeaning] = [:]
  private var names: [String: Bool] = [:]

  func meaning(_ key: String, _ parent: String) -> KeyMeaning {
    let place = Place(key: key, parent: parent)
    if let known = meanings[place] { return known }
    let meaning = KeyMeaning(key, in: parent)
    if meanings.count < Self.most { meanings[place] = meaning }
    return meaning
  }

  /// True when the key is made of words of the format.
  func isOfFormat(_ key: String) -> Bool {
    if let known = names[key] { return known }
    let isKnown = FormatVocabulary.holds(key)
    if names.count < Self.most { names[key] = isKnown }
    return isKnown
  }
}
