/// A value that has a place in a report.
protocol JSONConvertible {
  /// The value; nil when there is none.
  var json: JSONText? { get }
}

/// Keys with their values, in the order of the report. What stands under an empty key has its own keys
/// put in that place.
typealias JSONFields = KeyValuePairs<String, any JSONConvertible>

extension JSONText {
  /// An object that has every key: a value that is missing is null.
  static func fields(_ fields: JSONFields) -> JSONText {
    .object(fields.flatMap { members($0.key, $0.value.json ?? .null) })
  }

  /// An object without the keys that have no value or an empty list; nil when none is left. A list that is
  /// given as JSON is kept.
  static func printed(_ fields: JSONFields) -> JSONText? {
    let members = fields.flatMap { field -> [(String, JSONText)] in
      guard let json = field.value.json else { return [] }
      if case .array(let list) = json, list.isEmpty, !(field.value is JSONText) { return [] }
      return self.members(field.key, json)
    }
    return members.isEmpty ? nil : .object(members)
  }

  private static func members(_ key: String, _ json: JSONText) -> [(String, JSONText)] {
    guard key.isEmpty else { return [(key, json)] }
    guard case .object(let members) = json else { return [] }
    return members
  }
}

extension JSONText: JSONConvertible {
  var json: JSONText? { self }
}

extension String: JSONConvertible {
  var json: JSONText? { .string(self) }
}

extension Bool: JSONConvertible {
  var json: JSONText? { .bool(self) }
}

extension Int: JSONConvertible {
  var json: JSONText? { .integer(Int64(self)) }
}

extension Int64: JSONConvertible {
  var json: JSONText? { .integer(self) }
}

extension UInt64: JSONConvertible {
  /// A count that no signed number holds is written in digits as text.
  var json: JSONText? { Int64(exactly: self).map { .integer($0) } ?? .string(String(self)) }
}

extension Double: JSONConvertible {
  var json: JSONText? { .number(self) }
}

extension Optional: JSONConvertible where Wrapped: JSONConvertible {
  var json: JSONText? { self?.json }
}

extension Array: JSONConvertible where Element: JSONConvertible {
  var json: JSONText? { .array(map { $0.json ?? .null }) }
}
