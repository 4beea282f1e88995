/// The tags of a page, read the way that they were written: by a strict reader, so that anything odd
/// is a fault.
struct PageMarkup {
  /// Every tag with its attribute names, in order.
  private(set) var tags: [String] = []
  /// The levels of the headings, in order.
  private(set) var headings: [Int] = []
  /// What is wrong with the nesting, the attributes or the ids.
  private(set) var faults: [String] = []

  private static let void: Set<String> = ["meta", "br"]
  private static let known: Set<String> = [
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "scope", "colspan", "href",
    "aria-label", "aria-labelledby", "aria-hidden", "role", "tabindex", "datetime", "x", "y", "x1",
    "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "d", "points", "viewBox",
  ]

  init(_ page: String) {
    var open: [String] = []
    var ids: Set<String> = []
    var links: [String] = []
    var rest = page[...]
    while let start = rest.firstIndex(of: "<") {
      guard let end = rest[start...].firstIndex(of: ">") else {
        faults.append("a tag has no end")
        break
      }
      let inside = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if inside.hasPrefix("!") { continue }
      if inside.hasPrefix("/") {
        let name = String(inside.dropFirst())
        tags.append("/" + name)
        if open.popLast() != name { faults.append("\(name) ends where it did not begin") }
        continue
      }
      let name = String(inside.prefix { $0 != " " })
      let attributes = Self.attributes(inside.dropFirst(name.count))
      tags.append(([name] + attributes.map(\.name)).joined(separator: " "))
      for (attribute, value) in attributes {
        if !Self.known.contains(attribute) { faults.append("the attribute \(attribute)") }
        if attribute == "id", !ids.insert(value).inserted { faults.append("two ids \(value)") }
        if attribute == "href" || attribute == "aria-labelledby" {
          links += value.split(separator: " ").map(String.init)
        }
      }
      if name.count == 2, name.hasPrefix("h"), let level = Int(name.dropFirst()) {
        if level > (headings.last ?? 0) + 1 { faults.append("h\(level) comes too early") }
        headings.append(level)
      }
      if !Self.void.contains(name) { open.append(name) }
    }
    if !open.isEmpty { faults.append("never ended: \(open)") }
    // A page beside this one has a name of the program's own; the tests of folders look for the pages.
    for link in links where link.wholeMatch(of: /[a-z]+(-[0-9]+)?\.html/) == nil {
      let target = link.hasPrefix("#") ? String(link.dropFirst()) : link
      if !ids.contains(target) { faults.append("a link to \(link), which is not on the page") }
    }
  }

  /// How many elements have this name.
  func count(_ element: String) -> Int {
    tags.count { $0 == element || $0.hasPrefix(element + " ") }
  }

  private static func attributes(_ text: Substring) -> [(name: String, value: String)] {
    var result: [(String, String)] = []
    var rest = text.drop { $0 == " " }
    while let equals = rest.firstIndex(of: "=") {
      let name = String(rest[..<equals])
      let value = rest[rest.index(after: equals)...]
      guard value.hasPrefix("\""), let end = value.dropFirst().firstIndex(of: "\"") else {
        result.append(("unquoted " + name, ""))
        break
      }
      result.append((name, String(value[value.index(after: value.startIndex)..<end])))
      rest = value[value.index(after: end)...].drop { $0 == " " }
    }
    if !rest.isEmpty { result.append(("left over \(rest)", "")) }
    return result
  }
}
