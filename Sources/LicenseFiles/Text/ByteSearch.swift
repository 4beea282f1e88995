import Foundation

// Whole sessions are searched for some hundred phrases, line by line. The search of Foundation, which a call would
// come to otherwise, compares letters that look alike and takes ten times as long.

extension String {
  /// True when the bytes of another text stand somewhere in this one. An empty text stands in every one.
  package func contains(_ part: String) -> Bool { utf8.holds(part.utf8) }
}

extension Substring {
  /// True when the bytes of a text stand somewhere in this one. An empty text stands in every one.
  package func contains(_ part: String) -> Bool { utf8.holds(part.utf8) }
}

extension Collection<UInt8> {
  /// What is sought is short, a phrase or a name: at worst the time is the product of both lengths.
  fileprivate func holds(_ part: some Collection<UInt8>) -> Bool {
    guard let first = part.first else { return true }
    let found: Bool?? = withContiguousStorageIfAvailable { own in
      part.withContiguousStorageIfAvailable { sought in
        guard var place = own.baseAddress, let other = sought.baseAddress else { return false }
        let end = place + own.count
        while end - place >= sought.count,
          let next = memchr(place, Int32(first), end - place - sought.count + 1)
        {
          if memcmp(next, other, sought.count) == 0 { return true }
          place += place.distance(to: next.assumingMemoryBound(to: UInt8.self)) + 1
        }
        return false
      }
    }
    if case .some(.some(let found)) = found { return found }
    return Array(self).holds(Array(part))
  }
}
