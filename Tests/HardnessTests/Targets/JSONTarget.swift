@testable import Assessment
@testable import LicenseFiles

extension FuzzTarget {
  /// The JSON reader, and what reads the data of an ACK, whose shape is not known.
  static let json = FuzzTarget(name: "json") { bytes throws(Violation) in
    let text = String(decoding: bytes, as: UTF8.self)
    let data = AckData(text)
    try require(data.objects.count >= 1, "an ACK's data has no root")
    for number in data.numbers {
      try require(data.objects.indices.contains(number.object), "a number stands nowhere")
    }
    for word in data.words {
      try require(word.text.utf8.count <= 4 * AckData.longestWord, "a word has no end")
      try require(data.objects.indices.contains(word.object), "a word stands nowhere")
    }
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(bytes)
    } catch {
      return try require(
        (0...bytes.count).contains(error.offset), "the fault is at \(error.offset)")
    }
    try holdWritten(value)
    try holdCut(value, bytes)
  }

  /// Written anew it is the same value.
  private static func holdWritten(_ value: JSONValue) throws(Violation) {
    let written = value.compact
    guard let again = try? JSONValue(written) else {
      throw Violation(description: "what was written is not JSON: \(written.prefix(200))")
    }
    try require(again == value, "written and read again it is another value")
  }

  /// An object or array that was cut is never one.
  private static func holdCut(_ value: JSONValue, _ bytes: [UInt8]) throws(Violation) {
    switch value {
    case .object, .array:
      let whole = bytes.reversed().drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }.reversed()
      for length in [whole.count - 1, whole.count / 2] {
        try require(
          (try? JSONValue(Array(whole.prefix(length)))) == nil, "cut at \(length) it is whole")
      }
    case .string, .number, .bool, .null: break
    }
  }
}
