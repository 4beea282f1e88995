/// Remembers the keys of the objects that are open, to notice one that comes twice.
///
/// Objects of known files have a dozen keys, for which a short list is fastest; an object with more
/// moves to a set, so that a hostile one cannot make the search quadratic.
struct JSONKeyMemory {
  struct Mark {
    fileprivate let start: Int
    fileprivate let outerSet: Set<[UInt8]>?

    static let none = Mark(start: -1, outerSet: nil)
  }

  private struct Entry {
    let fingerprint: UInt64
    let key: JSONString
  }

  private static let listLimit = 48
  private var entries: [Entry] = []
  private var start = 0
  private var set: Set<[UInt8]>?

  /// An object begins.
  mutating func open() -> Mark {
    let mark = Mark(start: start, outerSet: set)
    start = entries.count
    set = nil
    return mark
  }

  /// The object is over.
  mutating func close(_ mark: Mark) {
    guard mark.start >= 0 else { return }
    entries.removeLast(entries.count - start)
    start = mark.start
    set = mark.outerSet
  }

  /// Takes a key of the innermost object; true when that object already had it.
  mutating func isRepeated(_ key: JSONString, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if set != nil { return !insert(key, bytes) }
    if key.hasEscapes || entries.count - start >= Self.listLimit {
      var moved = Set<[UInt8]>()
      for entry in entries[start...] { moved.insert(Self.spelling(entry.key, bytes)) }
      set = moved
      return !insert(key, bytes)
    }
    let fingerprint = Self.fingerprint(key, bytes)
    for index in start..<entries.count where entries[index].fingerprint == fingerprint {
      let other = entries[index].key
      if bytes[other.start..<other.end].elementsEqual(bytes[key.start..<key.end]) { return true }
    }
    entries.append(Entry(fingerprint: fingerprint, key: key))
    return false
  }

  private mutating func insert(_ key: JSONString, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    set?.insert(Self.spelling(key, bytes)).inserted ?? true
  }

  /// The key as it reads once its escapes are undone, so that two spellings of one key are one.
  private static func spelling(
    _ key: JSONString, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> [UInt8] {
    let contents = UnsafeBufferPointer(rebasing: bytes[key.start..<key.end])
    return key.hasEscapes ? JSONEscapes.undone(contents) : Array(contents)
  }

  private static func fingerprint(
    _ key: JSONString, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UInt64 {
    guard key.count > 0 else { return 0 }
    let middle = bytes[key.start &+ key.count / 2]
    return UInt64(truncatingIfNeeded: key.count) << 24 | UInt64(bytes[key.start]) << 16
      | UInt64(middle) << 8 | UInt64(bytes[key.end &- 1])
  }
}
