import Foundation

/// Remembers the keys of the objects that are open, to notice one that comes twice.
///
/// Objects of known files have a dozen keys, for which a short list is fastest; an object with more
/// moves to a set, so that a hostile one cannot make the search quadratic.
struct JSONKeyMemory {
  private struct Entry {
    let fingerprint: UInt64
    let start: UInt32
    let end: UInt32
  }

  /// An open object.
  private struct Level {
    /// Where its keys begin.
    var start = 0
    /// One bit of 64 for each of its keys: a key whose bit is free is new.
    var bits: UInt64 = 0
  }

  private static let listLimit = 48
  /// The keys of the open objects, of which the first `count` count.
  private var entries: [Entry] = []
  private var count = 0
  private var innermost = Level()
  private var outer: [Level] = []
  /// Of the objects with many keys, by their depth, all keys.
  private var sets: [Int: Set<[UInt8]>] = [:]

  /// An object begins.
  mutating func open() {
    if outer.isEmpty {
      entries.reserveCapacity(Self.listLimit)
      outer.reserveCapacity(16)
    }
    outer.append(innermost)
    innermost = Level(start: count)
  }

  /// The innermost object is over.
  mutating func close() {
    guard let next = outer.popLast() else { return }
    if !sets.isEmpty { sets[outer.count + 1] = nil }
    count = innermost.start
    innermost = next
  }

  /// Takes a key of the innermost object; true when that object already had it.
  mutating func isRepeated(_ key: JSONString, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let depth = outer.count
    guard depth > 0, let base = bytes.baseAddress else { return false }
    if !sets.isEmpty, sets[depth] != nil { return !insert(key, bytes, depth) }
    let start = innermost.start
    if key.hasEscapes || count &- start >= Self.listLimit || key.end > UInt32.max {
      var moved = Set<[UInt8]>()
      for entry in entries[start..<count] {
        moved.insert(Array(bytes[Int(entry.start)..<Int(entry.end)]))
      }
      sets[depth] = moved
      return !insert(key, bytes, depth)
    }
    let fingerprint = Self.fingerprint(key, base)
    let bit: UInt64 = 1 &<< ((fingerprint &* 0x9E37_79B9_7F4A_7C15) &>> 58)
    if innermost.bits & bit != 0 {
      for index in start..<count where entries[index].fingerprint == fingerprint {
        let other = Int(entries[index].start)
        if memcmp(base + other, base + key.start, key.count) == 0 { return true }
      }
    }
    innermost.bits |= bit
    append(
      Entry(
        fingerprint: fingerprint, start: UInt32(truncatingIfNeeded: key.start),
        end: UInt32(truncatingIfNeeded: key.end)))
    return false
  }

  private mutating func append(_ entry: Entry) {
    if count < entries.count { entries[count] = entry } else { entries.append(entry) }
    count &+= 1
  }

  private mutating func insert(
    _ key: JSONString, _ bytes: UnsafeBufferPointer<UInt8>, _ depth: Int
  ) -> Bool {
    sets[depth]?.insert(Self.spelling(key, bytes)).inserted ?? true
  }

  /// The key as it reads once its escapes are undone, so that two spellings of one key are one.
  private static func spelling(
    _ key: JSONString, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> [UInt8] {
    let contents = UnsafeBufferPointer(rebasing: bytes[key.start..<key.end])
    return key.hasEscapes ? JSONEscapes.undone(contents) : Array(contents)
  }

  /// The length and a few bytes. Keys of one length always compare over that length.
  private static func fingerprint(_ key: JSONString, _ base: UnsafePointer<UInt8>) -> UInt64 {
    guard key.count > 0 else { return 0 }
    let middle = base[key.start &+ key.count / 2]
    return UInt64(truncatingIfNeeded: key.count) << 24 | UInt64(base[key.start]) << 16
      | UInt64(middle) << 8 | UInt64(base[key.end &- 1])
  }
}
