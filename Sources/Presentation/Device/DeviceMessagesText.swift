import Assessment
import DeviceOutput
import LicenseFiles

/// What a device said to the server and logged, for a person.
struct DeviceMessagesText {
  let text: String

  private static let most = 20

  init(_ device: DeviceSnapshot, isVerbose: Bool) {
    var parts: [String] = []
    parts.append(Self.communications(device, isVerbose))
    parts.append(Self.histories(device))
    parts.append(Self.imports(device))
    parts.append(Self.logs(device, isVerbose))
    if isVerbose {
      parts.append(Self.jobs(device))
      parts.append(Self.agent(device))
    }
    text = parts.filter { !$0.isEmpty }.map { "\n" + $0 }.joined()
  }

  private static func communications(_ device: DeviceSnapshot, _ isVerbose: Bool) -> String {
    let kinds = (device.communications?.kinds ?? []).filter {
      isVerbose || ($0.attempts?.value.total ?? 0) > 0
    }
    guard !kinds.isEmpty else { return "" }
    return Table<CommunicationStatistics>(
      kinds,
      [
        .text("messages") { $0.title }, .number("tried", missing: "") { $0.attempts?.value.total },
        .number("failed", missing: "") { $0.attempts?.value.failed },
        .text("last response", missing: "none") { $0.lastResponse?.value?.text },
        .text("failure", missing: "") { $0.failureReason },
      ]
    ).text(indent: 4)
  }

  private static func histories(_ device: DeviceSnapshot) -> String {
    var result = ""
    for history in device.histories {
      for section in history.sections {
        for exchange in section.exchanges {
          let time = (exchange.request ?? exchange.response)?.time.value.text ?? ""
          let kind =
            exchange.request?.content?.requestType ?? exchange.response?.content?.requestType
            ?? section.title?.value ?? "message"
          let original = exchange.request?.content?.originalRequestType.map { " of \($0)" } ?? ""
          let words = HistoryWording.sentence(exchange)
          result += "    " + TerminalText.escaped("\(time)  \(kind)\(original)") + "\n"
          result += "      " + TerminalText.escaped(words, limit: 600) + "\n"
          let withheld = exchange.request?.content?.withheld ?? []
          if withheld.contains("token") || withheld.contains("csr") {
            result +=
              "      not shown: "
              + TerminalText.escaped(withheld.joined(separator: ", ")) + "\n"
          }
        }
      }
    }
    return result.isEmpty ? "" : "    messages to the server\n" + result
  }

  private static func imports(_ device: DeviceSnapshot) -> String {
    let sections = device.histories.last?.sections.filter(\.isImport) ?? []
    guard !sections.isEmpty else { return "" }
    let words = sections.map { section in
      let state =
        switch section.hasEntries {
        case true?: "filled"
        case false?: "none"
        case nil: "not printed"
        }
      return "\(section.title?.value ?? "import") \(state)"
    }
    return "    import history: " + TerminalText.escaped(words.joined(separator: ", ")) + "\n"
  }

  private static func logs(_ device: DeviceSnapshot, _ isVerbose: Bool) -> String {
    let lines = device.logLines
    guard !lines.isEmpty else { return "" }
    var counts: [String: Int] = [:]
    var last: [String: LogLine] = [:]
    var order: [String] = []
    for line in lines {
      if counts[line.name] == nil { order.append(line.name) }
      counts[line.name, default: 0] += 1
      last[line.name] = line
    }
    // Licensing, keys and the clock first: the rest of a log is long.
    let near = order.filter(concerns)
    let shown = isVerbose ? order : Array((near.isEmpty ? order : near).prefix(most))
    let table = Table<LogLine>(
      shown.compactMap { last[$0] },
      [
        .text("log message") { "%" + $0.name }, .number("times") { counts[$0.name] ?? 0 },
        .text("last", missing: "") { $0.time?.text },
        .text("text") { String(PrintedSecrets.shown($0.text).prefix(110)) },
      ])
    let more = order.count - shown.count
    let note = more > 0 ? "    and \(more) other kinds (--verbose lists them)\n" : ""
    return table.text(indent: 4) + note
  }

  private static func concerns(_ name: String) -> Bool {
    ["SMART_LIC", "PKI", "CRYPTO_ENGINE", "CALL_HOME", "SYS-6-CLOCK", "SYS-5-R", "NTP", "EWLC_NOT"]
      .contains { name.contains($0) }
  }

  private static func jobs(_ device: DeviceSnapshot) -> String {
    guard let jobs = device.jobs?.jobs, !jobs.isEmpty else { return "" }
    return Table<Observed<ScheduledJob>>(
      jobs, [.text("job") { $0.value.name }, .text("next") { $0.value.text }]
    ).text(indent: 4)
  }

  private static func agent(_ device: DeviceSnapshot) -> String {
    guard let agent = device.agent else { return "" }
    var table = TextTable(["smart agent", "value"])
    for setting in agent.settings {
      table.add([
        setting.value.name, PrintedSecrets.shown(setting.value.value, of: setting.value.name),
      ])
    }
    for trust in agent.trustData { table.add(["trust of \(trust.value.udi)", trust.value.text]) }
    return table.text(indent: 4)
  }
}
