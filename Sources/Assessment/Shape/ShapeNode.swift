/// A part of a file's skeleton: how often it occurs, of which types it is and how long, and what it
/// holds. No value is in it.
public struct ShapeNode: Sendable, Hashable {
  /// What a value is.
  public enum ValueType: String, Sendable, Hashable, CaseIterable {
    case object
    case array
    case string
    case digits
    case time
    case base64
    case json
    case number
    case bool
    case null
    case empty
  }

  /// The values of one type.
  public struct Values: Sendable, Hashable {
    /// How many.
    public internal(set) var count = 0
    /// The shortest: characters of a string or a number, members of an object, elements of an array.
    public internal(set) var shortest = Int.max
    /// The longest.
    public internal(set) var longest = 0

    mutating func add(_ length: Int) {
      count += 1
      shortest = min(shortest, length)
      longest = max(longest, length)
    }
  }

  /// The name of the element or the key; `[]` for the elements of an array. A name that may be a value
  /// itself is shown by its length.
  public let name: String
  /// True for an element of XML.
  public let isElement: Bool
  /// How often it occurs.
  public internal(set) var count = 0
  /// Its values by type.
  public internal(set) var values: [ValueType: Values] = [:]
  /// What it holds, in the order of the first occurrence.
  public internal(set) var children: [ShapeNode] = []

  init(_ name: String, isElement: Bool) {
    self.name = name
    self.isElement = isElement
  }

  mutating func note(_ type: ValueType, _ length: Int) {
    values[type, default: Values()].add(length)
  }
}

/// The skeleton under construction: nodes in one list, so that a stream of elements can add to any.
struct ShapeTree {
  /// A file of more different names is not shown whole.
  static let mostNodes = 20_000

  private var nodes = [ShapeNode("", isElement: false)]
  private var children: [[Int]] = [[]]
  private var places: [Int: [String: Int]] = [:]
  private(set) var isCut = false

  static let root = 0

  /// The node with this name below another one, counted once more; the parent itself when there are too
  /// many.
  mutating func enter(_ name: String, below parent: Int, isElement: Bool) -> Int {
    let shown = name == "[]" || FormatVocabulary.holds(name) ? name : Self.hidden(name)
    let key = (isElement ? "<" : "") + shown
    if let place = places[parent]?[key] {
      nodes[place].count += 1
      return place
    }
    guard nodes.count < Self.mostNodes else {
      isCut = true
      return parent
    }
    nodes.append(ShapeNode(shown, isElement: isElement))
    children.append([])
    let place = nodes.count - 1
    nodes[place].count = 1
    children[parent].append(place)
    places[parent, default: [:]][key] = place
    return place
  }

  private static func hidden(_ name: String) -> String {
    "name(\(name.unicodeScalars.count) chars)"
  }

  mutating func note(_ type: ShapeNode.ValueType, _ length: Int, at place: Int) {
    nodes[place].note(type, length)
  }

  /// The finished nodes below a place.
  func finished(_ place: Int = root) -> [ShapeNode] {
    children[place].map { child in
      var node = nodes[child]
      node.children = finished(child)
      return node
    }
  }
}
