import Foundation

/// A strict reader of calendars (RFC 5545), as far as a calendar of deadlines goes: what it does not
/// know, it refuses.
struct CalendarReader {
  struct Fault: Error, CustomStringConvertible {
    var line: Int
    var description: String
    init(_ line: Int, _ reason: String) {
      self.line = line
      description = "line \(line): \(reason)"
    }
  }

  /// A property of a component: its name, its parameters as written, its raw value.
  struct Property {
    var name: String
    var parameters: [String]
    var value: String
  }

  struct Component {
    var name: String
    var properties: [Property] = []
    var components: [Component] = []

    subscript(_ name: String) -> Property? { properties.first { $0.name == name } }
    /// The text of a property of the type TEXT.
    func text(_ name: String) throws -> String? {
      try self[name].map { try CalendarReader.text($0.value) }
    }
  }

  /// The properties that a component may have, and those that it must.
  private static let grammar: [String: (must: Set<String>, may: Set<String>)] = [
    "VCALENDAR": (["VERSION", "PRODID"], ["X-WR-CALNAME"]),
    "VEVENT": (
      ["UID", "DTSTAMP", "DTSTART", "SUMMARY"], ["DTEND", "DESCRIPTION", "TRANSP"]
    ),
    "VALARM": (["ACTION", "TRIGGER", "DESCRIPTION"], []),
  ]
  private static let children = ["VCALENDAR": "VEVENT", "VEVENT": "VALARM"]

  let calendar: Component
  var events: [Component] { calendar.components }

  init(_ bytes: Data) throws {
    var open: [Component] = []
    var done: Component?
    for (number, line) in try Self.unfolded(bytes).enumerated() {
      let property = try Self.property(line, number + 1)
      if done != nil { throw Fault(number + 1, "something follows the calendar") }
      switch property.name {
      case "BEGIN":
        guard Self.grammar[property.value] != nil, property.parameters.isEmpty else {
          throw Fault(number + 1, "an unknown component: \(property.value)")
        }
        let parent = open.last?.name
        guard
          parent == nil
            ? property.value == "VCALENDAR"
            : Self.children[parent ?? ""] == property.value
        else { throw Fault(number + 1, "\(property.value) stands where it must not") }
        open.append(Component(name: property.value))
      case "END":
        guard let component = open.popLast(), component.name == property.value else {
          throw Fault(number + 1, "END:\(property.value) closes nothing")
        }
        try Self.check(component, number + 1)
        if open.isEmpty {
          done = component
        } else {
          open[open.count - 1].components.append(component)
        }
      default:
        guard !open.isEmpty else { throw Fault(number + 1, "a property outside of a calendar") }
        open[open.count - 1].properties.append(property)
      }
    }
    guard let done else { throw Fault(0, "the calendar does not end") }
    guard !done.components.isEmpty else { throw Fault(0, "a calendar needs a component") }
    calendar = done
    let ids = events.compactMap { $0["UID"]?.value }
    guard Set(ids).count == ids.count else { throw Fault(0, "a UID is there twice") }
  }

  /// The content lines: CR LF ends each, none is longer than 75 octets or splits a character.
  private static func unfolded(_ bytes: Data) throws -> [String] {
    var lines: [String] = []
    var rest = Array(bytes)[...]
    var number = 0
    while !rest.isEmpty {
      number += 1
      guard let end = rest.firstIndex(of: 0x0A), end > rest.startIndex, rest[end - 1] == 0x0D else {
        throw Fault(number, "the line does not end with CR LF")
      }
      let octets = rest[..<(end - 1)]
      rest = rest[(end + 1)...]
      guard octets.count <= 75 else { throw Fault(number, "\(octets.count) octets") }
      guard !octets.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
        throw Fault(number, "a control character")
      }
      guard let line = String(validating: octets, as: UTF8.self) else {
        throw Fault(number, "a character is split")
      }
      if line.unicodeScalars.first == " " {
        guard !lines.isEmpty else { throw Fault(number, "nothing to continue") }
        lines[lines.count - 1].unicodeScalars.append(contentsOf: line.unicodeScalars.dropFirst())
      } else {
        lines.append(line)
      }
    }
    return lines
  }

  private static func property(_ line: String, _ number: Int) throws -> Property {
    guard let match = line.wholeMatch(of: /([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=[A-Z-]+)*):(.*)/) else {
      throw Fault(number, "no property: \(line)")
    }
    return Property(
      name: String(match.1), parameters: match.2.split(separator: ";").map(String.init),
      value: String(match.3))
  }

  private static func check(_ component: Component, _ number: Int) throws {
    guard let rule = grammar[component.name] else { return }
    let names = component.properties.map(\.name)
    guard Set(names).count == names.count else { throw Fault(number, "a property twice: \(names)") }
    let missing = rule.must.subtracting(names)
    let unknown = Set(names).subtracting(rule.must).subtracting(rule.may)
    guard missing.isEmpty, unknown.isEmpty else {
      throw Fault(number, "\(component.name): without \(missing), with \(unknown)")
    }
    for property in component.properties { try check(property, number) }
    if let start = component["DTSTART"], let end = component["DTEND"] {
      guard start.parameters == end.parameters, start.value < end.value else {
        throw Fault(number, "the end is not after the start")
      }
    }
  }

  private static func check(_ property: Property, _ number: Int) throws {
    let value = property.value
    func need(_ holds: Bool) throws {
      guard holds else { throw Fault(number, "\(property.name) is \(value)") }
    }
    switch property.name {
    case "DTSTART", "DTEND":
      if property.parameters == ["VALUE=DATE"] {
        try need(value.wholeMatch(of: /\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])/) != nil)
        return
      }
      fallthrough
    case "DTSTAMP":
      try need(
        value.wholeMatch(
          of: /\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])[0-5]\d[0-5]\dZ/) != nil)
    case "TRIGGER": try need(value.wholeMatch(of: /-P\d+D/) != nil)
    case "VERSION": try need(value == "2.0")
    case "ACTION": try need(value == "DISPLAY")
    case "TRANSP": try need(value == "TRANSPARENT")
    case "UID": try need(value.wholeMatch(of: /[0-9a-z]+@[a-z.]+/) != nil)
    default: _ = try text(value)
    }
    if property.name != "DTSTART", property.name != "DTEND" { try need(property.parameters == []) }
  }

  /// The text of a value of the type TEXT; only the four escapes of the standard are taken.
  static func text(_ value: String) throws -> String {
    var result = ""
    var escaped = false
    for scalar in value.unicodeScalars {
      if escaped {
        switch scalar {
        case "\\", ";", ",": result.unicodeScalars.append(scalar)
        case "n", "N": result += "\n"
        default: throw Fault(0, "the escape \\\(scalar) in \(value)")
        }
        escaped = false
      } else if scalar == "\\" {
        escaped = true
      } else if scalar == ";" || scalar == "," {
        throw Fault(0, "a bare \(scalar) in \(value)")
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    if escaped { throw Fault(0, "the value ends in an escape: \(value)") }
    return result
  }
}
