public import LicenseFiles

/// Redacts one document or one transcript. The same call collects while the vault is open and
/// replaces when it is sealed.
public struct DocumentRedaction {
  /// What is being redacted.
  public enum Form: Sendable, Hashable {
    /// XML or JSON of Smart Licensing; the copy is always `<smartLicense>`.
    case document
    /// What a device printed.
    case deviceOutput
  }

  /// The most bytes of JSON and of device output, which are held in memory.
  static let largest = 128 << 20

  private let vault: IdentityVault
  private let json: JSONRedaction

  /// Redaction with the values of a run.
  public init(_ vault: IdentityVault) {
    self.vault = vault
    json = JSONRedaction(vault)
  }

  /// Reads the source to its end and gives out the copy, piece by piece.
  ///
  /// - Parameters:
  ///   - source: the document.
  ///   - form: what it was recognised as.
  ///   - sink: takes the copy; returns false to stop.
  /// - Throws: `ByteSourceError` when the bytes cannot be had or cannot be read.
  public func redact(
    _ source: any ByteSource, as form: Form, _ sink: @escaping ([UInt8]) -> Bool
  ) throws(ByteSourceError) {
    let parts = try DocumentParts(source)
    switch (form, parts.shape) {
    case (.document, .xml): try xml(parts, sink)
    case (.document, .json): try reports(try parts.source.bytes(limit: Self.largest), sink)
    case (.document, _): throw ByteSourceError("neither XML nor JSON begins here")
    case (.deviceOutput, _):
      let transcript = TranscriptLines(cleaning: try parts.source.bytes(limit: Self.largest))
      if let line = transcript.cutAt {
        throw ByteSourceError(
          "line \(line) is past what is read of one file: see LIMITS in rumkit(1), and give a part of it"
        )
      }
      TranscriptRedaction(vault, json).redact(transcript.lines, sink)
    }
  }

  // MARK: XML

  private func xml(
    _ parts: DocumentParts, _ sink: @escaping ([UInt8]) -> Bool
  ) throws(ByteSourceError) {
    var names: [String] = []
    var isWrapped = false
    let json = json
    try parts.eachEvent { event in
      var piece: [UInt8] = []
      switch event {
      case .start(let name):
        if names.isEmpty {
          // The mark stands under <smartLicense>, which a bare block is given.
          isWrapped = name != "smartLicense"
          piece += Array("<smartLicense><\(RedactionMark.element)/>".utf8)
        }
        if !names.isEmpty || isWrapped { piece += Array("<\(Self.element(name, json))>".utf8) }
        names.append(name)
      case .text(let text, let isCDATA):
        let written = json.leaf(
          String(decoding: text, as: UTF8.self), names.last ?? "", in: names.dropLast().last ?? "")
        piece = isCDATA ? Self.section(written) : Self.escaped(written)
      case .end(let name):
        names.removeLast()
        if !names.isEmpty || isWrapped { piece += Array("</\(Self.element(name, json))>".utf8) }
        if names.isEmpty { piece += Array("</smartLicense>\n".utf8) }
      }
      return sink(piece)
    }
  }

  /// The name of an element that may be a value itself is replaced by one that XML takes.
  private static func element(_ name: String, _ json: JSONRedaction) -> String {
    if FormatVocabulary.holds(name) { return name }
    let new = json.name(name)
    let isName =
      new.utf8.first?.isLetter == true
      && new.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E }
    return isName
      ? new
      : "name-"
        + new.utf8.filter { $0.isLetter || $0.isDigit }.map {
          String(UnicodeScalar($0))
        }.joined()
  }

  private static func section(_ text: String) -> [UInt8] {
    Array("<![CDATA[\(text.replacing("]]>", with: "]]]]><![CDATA[>"))]]>".utf8)
  }

  private static func escaped(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x26: result += Array("&amp;".utf8)
      case 0x3C: result += Array("&lt;".utf8)
      case 0x3E: result += Array("&gt;".utf8)
      case 0x0D: result += Array("&#13;".utf8)
      default: result.append(byte)
      }
    }
    return result
  }

  // MARK: JSON

  /// The reports of a REST answer, or one report, or a payload alone, as `<smartLicense>`.
  private func reports(
    _ bytes: [UInt8], _ sink: ([UInt8]) -> Bool
  ) throws(ByteSourceError) {
    var value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(bytes)
      // A payload alone may come as the escaped string that it is inside a report.
      if case .string(let text) = value { value = try JSONValue(Array(text.utf8)) }
    } catch {
      throw ByteSourceError("its JSON cannot be read: \(error.reason)")
    }
    let reports: [JSONValue]
    if case .array(let usage)? = value["usage"] {
      reports = usage
    } else if case .array(let list) = value {
      reports = list
    } else if value["payload"] != nil {
      reports = [value]
    } else {
      let payload = String(decoding: value.compact, as: UTF8.self)
      reports = [.object([JSONValue.Member(key: "payload", value: .string(payload))])]
    }
    guard sink(Array("<smartLicense><\(RedactionMark.element)/>\n".utf8)) else { return }
    for report in reports {
      let text = String(decoding: report.compact, as: UTF8.self)
      let written = Self.section(json.leaf(text, "RUMReport", in: "smartLicense"))
      guard sink(Array("<RUMReport>".utf8) + written + Array("</RUMReport>\n".utf8)) else { return }
    }
    _ = sink(Array("</smartLicense>\n".utf8))
  }
}
