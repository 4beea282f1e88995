import LicenseFiles

/// A sorted set that keeps its smallest 256 elements, so that a hostile file cannot fill the memory
/// with names and the order of arrival does not matter.
struct BoundedSortedSet<Element: Comparable & Sendable>: Sendable {
  private static var most: Int { 256 }

  private(set) var elements: [Element] = []

  mutating func insert(_ element: Element) {
    var low = 0
    var high = elements.count
    while low < high {
      let middle = (low + high) / 2
      if elements[middle] < element { low = middle + 1 } else { high = middle }
    }
    guard low < Self.most else { return }
    if low < elements.count, elements[low] == element { return }
    elements.insert(element, at: low)
    if elements.count > Self.most { elements.removeLast() }
  }
}

/// A member of an HA list, ordered by device and then by role.
struct MemberKey: Comparable, Sendable {
  let udi: UDI
  let role: String

  static func < (left: MemberKey, right: MemberKey) -> Bool {
    (left.udi, left.role) < (right.udi, right.role)
  }
}
