public import LicenseFiles

/// What `show license history message` says, section by section.
public struct MessageHistory: Sendable, Hashable {
  /// In the order of the output.
  public internal(set) var sections: [HistorySection] = []

  /// The device that sends the requests, by the first of them; nil when none says so.
  public var udi: Observed<UDI>? {
    for exchange in sections.lazy.flatMap(\.exchanges) {
      if let message = exchange.request ?? exchange.response, let udi = message.content?.udi {
        return message.time.map { _ in udi }
      }
    }
    return nil
  }

  /// The section `Import RUM ACK`; nil when it was not printed.
  package var rumAckImports: HistorySection? { imports("RUM ACK") }

  /// The section `Import KIND`: `POLICY`, `AUTH`, `TRUST CODE`, `RUM ACK`, `CONVERSION ACK` or
  /// `ACCOUNT INFO`; nil when it was not printed.
  public func imports(_ kind: String) -> HistorySection? {
    sections.first { $0.isImport && $0.title?.value == kind }
  }
}

/// The messages of one kind, oldest first.
public struct HistorySection: Sendable, Hashable {
  /// As printed, without `Import` and the colon: `Usage Reporting`, `RUM ACK`; nil for messages
  /// that stand before any heading.
  public let title: Observed<String>?
  /// True for the messages that came from a file.
  public let isImport: Bool
  /// True when the device prints that there is no past history.
  public internal(set) var saysNone = false
  /// Requests with their responses.
  public internal(set) var exchanges: [HistoryExchange] = []
  /// Every other line. The form of the entries of an import is not known, so they are kept as they
  /// are.
  public internal(set) var lines: [Observed<String>] = []

  /// True when it holds any message or line; false when the device says that there is none; nil
  /// when nothing follows the heading.
  public var hasEntries: Bool? {
    if !exchanges.isEmpty || !lines.isEmpty { return true }
    return saysNone ? false : nil
  }
}

/// A request and what was answered.
public struct HistoryExchange: Sendable, Hashable {
  /// The request; nil when a response stands alone.
  public internal(set) var request: HistoryMessage?
  /// The response; nil when the output ends before it.
  public internal(set) var response: HistoryMessage?

  /// True when the device prints a response without contents, which it does a second after a
  /// request that nobody answered. Source: Cisco document 217348.
  package var isUnanswered: Bool { response.map { $0.body.isEmpty } ?? false }
}

/// One message: its time and its text.
public struct HistoryMessage: Sendable, Hashable {
  /// The time after `REQUEST:` or `RESPONSE:`.
  public let time: Observed<DeviceTime>
  /// The JSON as printed, with the wrapped lines joined; empty when nothing follows the time. It
  /// may hold tokens and keys: it is never shown as it is.
  public internal(set) var body: String
  /// What it says; nil when it is empty or is not JSON.
  public internal(set) var content: HistoryContent?
}

/// Reads `show license history message`.
struct ShowLicenseHistoryMessage {
  static let reader = CommandReader(
    .showLicenseHistoryMessage,
    signs: [
      .opening("Message History (oldest to newest):"), .typical("Import Message History"),
      .typical("REQUEST:"),
    ]
  ) { output in
    let reader = ShowLicenseHistoryMessage(output.lines, context: output.context)
    return (.history(reader.history), reader.unknown)
  }

  private(set) var history = MessageHistory()
  private(set) var unknown: [TranscriptLine] = []
  private let context: OutputContext
  private var part = Part.none

  /// What a line of text belongs to.
  private enum Part { case none, request, response }

  /// Known titles are `Trust Establishment`, `Usage Reporting` and the like. A line of wrapped JSON
  /// is as wide as the terminal, so a short line of words is none.
  private static func isTitle(_ name: Substring) -> Bool {
    guard let first = name.unicodeScalars.first, first.properties.isUppercase else { return false }
    return name.utf8.allSatisfy { byte in
      (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x20 || byte == 0x2D
    }
  }

  init(_ lines: [TranscriptLine], context: OutputContext) {
    self.context = context
    for line in lines { take(line) }
    for section in history.sections.indices {
      for exchange in history.sections[section].exchanges.indices {
        history.sections[section].exchanges[exchange].unwrap()
      }
      history.sections[section].pair()
    }
  }

  private mutating func take(_ line: TranscriptLine) {
    let text = line.text.trimmingBlanks
    if takesMessage(text, line) { return }
    if beginsSection(text, line) || line.text.isRule || Self.isBanner(text) { return }
    guard let index = history.sections.indices.last else {
      unknown.append(line)
      return
    }
    if text == "No past history" || text == "No past Import history" {
      history.sections[index].saysNone = true
      part = .none
      return
    }
    let last = history.sections[index].exchanges.indices.last
    switch (part, last) {
    // The terminal broke the line: blanks at its ends belong to the text.
    case (.request, let last?):
      history.sections[index].exchanges[last].request?.body += line.text
    case (.response, let last?):
      history.sections[index].exchanges[last].response?.body += line.text
    case (.none, _), (.request, nil), (.response, nil):
      history.sections[index].lines.append(context.observed(String(text), line.number))
    }
  }

  private mutating func takesMessage(_ text: Substring, _ line: TranscriptLine) -> Bool {
    let isRequest = text.utf8.starts(with: "REQUEST:".utf8)
    guard let date = text.after(prefix: isRequest ? "REQUEST:" : "RESPONSE:") else { return false }
    let time = DeviceTime(date, offsets: context.offsets)
    let message = HistoryMessage(time: context.observed(time, line.number), body: "")
    if history.sections.isEmpty { open(nil, isImport: false) }
    let index = history.sections.count - 1
    let last = history.sections[index].exchanges.indices.last
    if isRequest {
      history.sections[index].exchanges.append(HistoryExchange(request: message))
    } else if let last, history.sections[index].exchanges[last].response == nil {
      history.sections[index].exchanges[last].response = message
    } else {
      history.sections[index].exchanges.append(HistoryExchange(response: message))
    }
    part = isRequest ? .request : .response
    return true
  }

  private mutating func beginsSection(_ text: Substring, _ line: TranscriptLine) -> Bool {
    guard line.text.indentation == 0, text.utf8.last == 0x3A, text.utf8.count <= 60 else {
      return false
    }
    let name = text.dropLast()
    if let kind = name.after(prefix: "Import "), !kind.utf8.contains(0x28) {
      open(context.observed(String(kind), line.number), isImport: true)
    } else if Self.isTitle(name) {
      open(context.observed(String(name), line.number), isImport: false)
    } else {
      return false
    }
    return true
  }

  private mutating func open(_ title: Observed<String>?, isImport: Bool) {
    history.sections.append(HistorySection(title: title, isImport: isImport))
    part = .none
  }

  private static func isBanner(_ text: Substring) -> Bool {
    text == "Message History (oldest to newest):"
      || text == "Import Message History (oldest to newest):"
  }
}

extension HistoryExchange {
  fileprivate mutating func unwrap() {
    if let body = request?.body { request?.content = HistoryContent(body) }
    if let body = response?.body { response?.content = HistoryContent(body) }
  }
}
