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

  private static let listLimit = 48
  private var entries: [Entry] = []
  /// Where the keys of each open object begin, and of those with many keys the set.
  private var starts: [Int] = []
  private var sets: [Int: Set<[UInt8]>] = [:]

  /// An object begins.
  mutating func open() {
    if starts.isEmpty {
      entries.reserveCapacity(Self.listLimit)
      starts.reserveCapacity(16)
    }
    starts.append(entries.count)
  }

  /// The innermost object is over.
  mutating func close() {
    guard let start = starts.popLast() else { return }
    entries.removeLast(entries.count &- start)
    if !sets.isEmpty { sets[starts.count] = nil }
  }

  /// Takes a key of the innermost object; true when that object already had it.
  mutating func isRepeated(_ key: JSONString, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = starts.last, let base = bytes.baseAddress else { return false }
    let level = starts.count &- 1
    if !sets.isEmpty, sets[level] != nil { return !insert(key, bytes, level) }
    if key.hasEscapes || entries.count &- start >= Self.listLimit || key.end > UInt32.max {
      var moved = Set<[UInt8]>()
      for entry in entries[start...] {
        moved.insert(Array(bytes[Int(entry.start)..<Int(entry.end)]))
      }
      sets[level] = moved
      return !insert(key, bytes, level)
    }
    let fingerprint = Self.fingerprint(key, base)
    for index in start..<entries.count where entries[index].fingerprint == fingerprint {
      let other = Int(entries[index].start)
      if memcmp(base + other, base + key.start, key.count) == 0 { return true }
    }
    entries.append(
      Entry(
        fingerprint: fingerprint, start: UInt32(truncatingIfNeeded: key.start),
        end: UInt32(truncatingIfNeeded: key.end)))
    return false
  }

  private mutating func insert(
    _ key: JSONString, _ bytes: UnsafeBufferPointer<UInt8>, _ level: Int
  ) -> Bool {
    sets[level]?.insert(Self.spelling(key, bytes)).inserted ?? true
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
