public import LicenseFiles

/// What `show license rum id N detail` says of one report.
public struct ReportDetail: Sendable, Hashable {
  /// The report id.
  public let reportID: Observed<UInt64>
  /// `Metric Name`: `ENTITLEMENT`, `TELEMETRY`.
  public internal(set) var metricName: Observed<String>?
  /// `Feature Name`; telemetry has none.
  public internal(set) var featureName: Observed<String>?
  /// `Metric Value`: the entitlement tag; telemetry has none.
  public internal(set) var metricValue: Observed<String>?
  /// `UDI`.
  public internal(set) var udi: Observed<UDI>?
  /// `Previous Report Id`; 0 when there is none.
  public internal(set) var previous: Observed<UInt64>?
  /// `Next Report Id`; 0 when there is none.
  public internal(set) var next: Observed<UInt64>?
  /// `State`. The set is open.
  public internal(set) var state: Observed<String>?
  /// `State Change Reason`, or the older `Close Reason`.
  public internal(set) var reason: Observed<String>?
  /// `Start Time`.
  public internal(set) var start: Observed<DeviceTime?>?
  /// `End Time`.
  public internal(set) var end: Observed<DeviceTime?>?
  /// `Storage State`. The set is open.
  public internal(set) var storage: Observed<String>?
  /// `Transaction ID`.
  public internal(set) var transactionID: Observed<String>?
  /// `Transaction Message`.
  public internal(set) var transactionMessage: Observed<String?>?
  /// Keys without a field of their own, as printed.
  public internal(set) var settings: [Observed<PrintedSetting>] = []
}

/// Reads `show license rum id N detail`, also of several reports in a row.
enum ShowLicenseRUMIDDetail {
  static let reader = CommandReader(
    .showLicenseRUMIDDetail, typed: "show license rum id # detail",
    signs: [
      .opening("Smart Licensing Usage Report Detail:"), .typical("Report Id:"),
    ]
  ) { output in
    let (facts, unknown) = read(output.lines, output.context)
    return (.reportDetails(facts), unknown)
  }

  /// What stands second in a line, also where a page has run its blanks together.
  private static let later = [
    "Next Report Id", "State Change Reason", "Close Reason", "End Time", "Transaction ID",
    "Transaction Message",
  ]

  static func read(
    _ lines: [TranscriptLine], _ context: OutputContext
  ) -> (details: [ReportDetail], unknown: [TranscriptLine]) {
    var details: [ReportDetail] = []
    var unknown: [TranscriptLine] = []
    for line in lines {
      let pairs = PairedKeys.pairs(line.text, keys: later)
      if let first = pairs.first, first.key == "Report Id", let id = UInt64(digits: first.value) {
        details.append(ReportDetail(reportID: context.observed(id, line.number)))
      } else if line.text.isRule
        || line.text.trimmingBlanks == "Smart Licensing Usage Report Detail:"
      {
        continue
      } else if details.isEmpty || pairs.isEmpty {
        unknown.append(line)
      } else {
        for pair in pairs {
          details[details.count - 1].take(pair.key, pair.value, line.number, context)
        }
      }
    }
    return (details, unknown)
  }
}

extension ReportDetail {
  fileprivate mutating func take(
    _ key: Substring, _ value: Substring, _ line: Int, _ context: OutputContext
  ) {
    let text = context.observed(String(value), line)
    let id = UInt64(digits: value).map { context.observed($0, line) }
    switch key {
    case "Metric Name": metricName = text
    case "Feature Name": featureName = text
    case "Metric Value": metricValue = text
    case "UDI": udi = UDI(printed: value).map { context.observed($0, line) }
    case "Previous Report Id": previous = id
    case "Next Report Id": next = id
    case "State": state = text
    case "State Change Reason", "Close Reason": reason = text
    case "Start Time": start = context.observedTime(value, line)
    case "End Time": end = context.observedTime(value, line)
    case "Storage State": storage = text
    case "Transaction ID": transactionID = text
    case "Transaction Message": transactionMessage = context.text(value, line)
    default:
      settings.append(
        text.map { PrintedSetting(block: "Report", name: String(key), value: $0) })
    }
  }
}
