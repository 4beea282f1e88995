import Assessment
import Foundation
import LicenseFiles

extension WrappedDocument {
  /// The largest document that is wrapped, in bytes: it is held in memory.
  static let largest = 64 << 20

  /// Makes a document of the candidate's reports.
  ///
  /// - Throws: `ReadingError` when the reports are not there in one piece each, are not signed, or
  ///   when the new document does not hold the same payloads.
  init(_ candidate: PackCandidate) throws(ReadingError) {
    let name = candidate.input.name
    func refusal(_ reason: String) -> ReadingError {
      ReadingError(file: name, reason: "cannot be wrapped: \(reason)")
    }
    let raw: [UInt8]
    do throws(ByteSourceError) {
      raw = try candidate.input.open().allBytes(limit: Self.largest)
    } catch {
      throw refusal(error.reason)
    }
    let form = candidate.outline.form
    guard form.wrappings.isDisjoint(with: [.utf16, .gzip, .redacted]) else {
      throw refusal("it is \(form.words)")
    }
    var text = raw
    if form.wrappings.contains(.base64) {
      guard let decoded = Data(base64Encoded: Data(raw), options: .ignoreUnknownCharacters) else {
        throw refusal("its base64 is damaged")
      }
      text = Array(decoded)
    }
    let reports: [ArraySlice<UInt8>]
    switch form.container {
    case .restAnswer, .jsonReport:
      reports = JSONObjectSpans.objects(around: candidate.reports.map(\.offset), in: text)
    case .smartLicense, .bareReport: reports = Self.characterData(in: text)
    case .barePolicy, .bareReservation, .jsonPayload, .deviceOutput, .otherXML, .unknown:
      throw refusal("it holds no signed report")
    }
    guard !reports.isEmpty, reports.count == candidate.reports.count else {
      throw refusal("not every report is in it in one piece")
    }
    guard reports.allSatisfy({ Self.position(of: "]]>", in: $0) == nil }) else {
      throw refusal("a report holds the end mark of a CDATA section")
    }
    var bytes = Array("<smartLicense>".utf8)
    for report in reports {
      bytes += Array("<RUMReport><![CDATA[".utf8) + report + Array("]]></RUMReport>".utf8)
    }
    bytes += Array("</smartLicense>\n".utf8)

    // The proof: read back, it holds the same payloads in the same order.
    let document = bytes
    var none: Judge?
    let again = inspectCandidate(
      PackInput(name: name, open: { () throws(ByteSourceError) in MemorySource(document) }),
      judge: &none)
    guard again.outline.isComplete, again.outline.form.isDeviceDocument,
      again.reports.map(\.payload) == candidate.reports.map(\.payload)
    else { throw refusal("read back, the new document does not hold the same payloads") }
    self.init(bytes)
  }

  /// The contents of every CDATA section, without the white space around them.
  private static func characterData(in text: [UInt8]) -> [ArraySlice<UInt8>] {
    var sections: [ArraySlice<UInt8>] = []
    var rest = text[...]
    while let start = position(of: "<![CDATA[", in: rest) {
      rest = rest[(start + 9)...]
      guard let end = position(of: "]]>", in: rest) else { break }
      var content = rest[..<end]
      while let byte = content.first, byte <= 0x20 { content.removeFirst() }
      while let byte = content.last, byte <= 0x20 { content.removeLast() }
      // System information stands in CDATA too, and is not a report.
      if position(of: "\"payload\"", in: content) != nil { sections.append(content) }
      rest = rest[(end + 3)...]
    }
    return sections
  }

  private static func position(of word: StaticString, in text: ArraySlice<UInt8>) -> Int? {
    let word = Array("\(word)".utf8)
    guard let first = word.first, text.count >= word.count else { return nil }
    var index = text.startIndex
    while let next = text[index...].firstIndex(of: first), next + word.count <= text.endIndex {
      if text[next..<next + word.count].elementsEqual(word) { return next }
      index = next + 1
    }
    return nil
  }
}

/// Finds the object around each of several places of a JSON text that is known to be sound.
enum JSONObjectSpans {
  /// - Parameter offsets: places inside strings, in rising order; nil gives no object.
  static func objects(around offsets: [Int?], in text: [UInt8]) -> [ArraySlice<UInt8>] {
    var wanted = offsets.compactMap(\.self)[...]
    var open: [Int] = []
    var pending: [Int: Int] = [:]
    var spans: [Int: ArraySlice<UInt8>] = [:]
    var order: [Int] = []
    var inString = false
    var escaped = false
    for index in text.indices {
      if let next = wanted.first, index >= next {
        wanted.removeFirst()
        if let start = open.last {
          pending[start] = next
          order.append(start)
        }
      }
      let byte = text[index]
      if inString {
        if escaped {
          escaped = false
        } else if byte == UInt8(ascii: "\\") {
          escaped = true
        } else if byte == UInt8(ascii: "\"") {
          inString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): inString = true
      case UInt8(ascii: "{"): open.append(index)
      case UInt8(ascii: "}"):
        guard let start = open.popLast() else { return [] }
        if pending.removeValue(forKey: start) != nil { spans[start] = text[start...index] }
      default: break
      }
    }
    return order.compactMap { spans[$0] }
  }
}
