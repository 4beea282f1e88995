import Assessment
import LicenseFiles

/// What files of the portal say, each for itself, as text, JSON and CSV.
struct AckSummaryReport {
  private let contents: [AckContent]
  private static let mostShown = 20

  init(_ contents: [AckContent]) { self.contents = contents }

  // MARK: JSON

  /// The list under `acknowledgements`.
  var json: JSONText { .array(contents.map(Self.json)) }

  private static func json(_ content: AckContent) -> JSONText {
    .fields([
      "file": content.file, "kind": content.outline.kind.rawValue,
      "acknowledges_usage": content.hasAck, "devices": content.devices.map(json),
      "report_numbers": content.reportNumbers.map { String($0) },
      "words": content.words.map {
        JSONText.fields(["path": $0.path, "text": $0.text, "meaning": $0.meaning.word])
      }, "policy": content.policy.map(json), "account": content.account.map(json),
      "authorizations": content.authorizations.map(json), "correlation_id": content.correlationID,
      "unsigned_blocks": content.unsigned.map(\.element),
    ])
  }

  private static func json(_ device: AckContent.Device) -> JSONText {
    let place: JSONText
    switch device.origin {
    case .authorization: place = .null
    case .data(let path): place = .string(path)
    }
    return .fields(["": device.udi, "path": place])
  }

  private static func json(_ policy: AckPolicy) -> JSONText {
    .fields([
      "name": policy.name, "version": policy.version, "datestamp": policy.datestamp,
      "ack_required": policy.ackRequired,
      "classes": JSONText.object(
        AckPolicy.classNames.compactMap { name in
          guard let times = policy.classes[name] else { return nil }
          return (
            name,
            .fields([
              "first_time_report": times.firstTimeReport,
              "on_going_reporting": times.onGoingReporting, "report_on_macd": times.reportOnMACD,
            ])
          )
        }),
    ])
  }

  private static func json(_ account: AckContent.Account) -> JSONText {
    .fields([
      "smart_account": account.smartAccount, "virtual_account": account.virtualAccount,
      "smart_account_id": account.smartAccountID, "virtual_account_id": account.virtualAccountID,
      "domain": account.domain, "written_at": account.time.map(TimeText.iso8601),
    ])
  }

  private static func json(_ authorization: AckContent.Authorization) -> JSONText {
    .fields([
      "udi_pid": authorization.udi?.pid, "udi_serial_number": authorization.udi?.serial,
      "date_stamp": authorization.dateStamp,
      "licenses": authorization.licenses.map {
        JSONText.fields([
          "entitlement_tag": $0.tag, "count": $0.count, "display_name": $0.displayName,
        ])
      },
    ])
  }

  // MARK: Text

  /// A block for each file.
  func text(showsTags: Bool) -> String {
    contents.map { Self.text($0, showsTags) + "\n" }.joined()
  }

  private static func text(_ content: AckContent, _ showsTags: Bool) -> String {
    let lines = subject(content) + policy(content) + rest(content, showsTags)
    return TerminalText.escaped(content.file) + "  \(content.outline.kind.rawValue)\n"
      + LabelledLines(lines, indent: 2, limit: TerminalText.limit).text
  }

  private static func subject(_ content: AckContent) -> [(String, String)] {
    var lines = content.devices.prefix(mostShown).map { device in
      let isFromData = device.origin != .authorization
      return ("device", device.udi.description + (isFromData ? "" : "  (authorization)"))
    }
    lines += more("device", content.devices.count)
    if content.hasAck {
      let numbers = content.reportNumbers
      let listed =
        numbers.prefix(mostShown).map { String($0) }.joined(separator: ", ")
        + (numbers.count > mostShown ? " and \(numbers.count - mostShown) more" : "")
      lines.append(
        ("reports", numbers.isEmpty ? "none that can be read" : "\(numbers.count): \(listed)"))
    } else {
      lines.append(("reports", "acknowledges no usage"))
    }
    for word in content.words.prefix(mostShown) {
      lines.append(("says", "\(word.path): \(word.text)  (\(word.meaning.word))"))
    }
    return lines + more("says", content.words.count)
  }

  /// Nothing is left out without notice.
  private static func more(_ label: String, _ count: Int) -> [(String, String)] {
    count > mostShown ? [(label, "and \(count - mostShown) more")] : []
  }

  private static func policy(_ content: AckContent) -> [(String, String)] {
    guard let policy = content.policy else { return [] }
    let name = (policy.name ?? "without a name") + (policy.version.map { " version \($0)" } ?? "")
    return [("policy", name)]
      + AckPolicy.classNames.compactMap { name in
        policy.classes[name].map { times in
          let days = [times.firstTimeReport, times.onGoingReporting, times.reportOnMACD]
            .map { $0 ?? "-" }
          return ("  \(name)", "first \(days[0]), ongoing \(days[1]), change \(days[2]) days")
        }
      }
  }

  private static func rest(_ content: AckContent, _ showsTags: Bool) -> [(String, String)] {
    var lines: [(String, String)] = []
    if let account = content.account {
      let names = [account.smartAccount, account.virtualAccount].compactMap(\.self)
      lines.append(("account", names.joined(separator: " / ")))
      if let time = account.time { lines.append(("written at", TimeText.iso8601(time))) }
    }
    for authorization in content.authorizations.prefix(mostShown) {
      let licenses = authorization.licenses.prefix(mostShown).map {
        "\($0.count ?? "?") × \($0.displayName ?? $0.tag.map { EntitlementWording.name($0, isWhole: showsTags) } ?? "?")"
      }
      lines.append(("authorizes", "\(authorization.udiText): \(licenses.joined(separator: ", "))"))
    }
    lines += more("authorizes", content.authorizations.count)
    if content.isCut { lines.append(("limits", "it holds more blocks than are read here")) }
    if !content.unsigned.isEmpty {
      lines.append(("not signed", content.unsigned.map(\.element).joined(separator: ", ")))
    }
    if let id = content.correlationID { lines.append(("correlation id", id)) }
    return lines
  }

  // MARK: CSV

  /// A row for each file.
  func csv(isRaw: Bool) -> String {
    CSVTable<AckContent>([
      "file": { $0.file }, "kind": { $0.outline.kind.rawValue },
      "devices": { $0.devices.map(\.udi.description) },
      "report_numbers": { $0.reportNumbers.map { String($0) } },
      "failures": {
        $0.words.filter { $0.meaning == .failure }.map { "\($0.path): \($0.text)" }
          .joined(separator: "; ")
      },
      "policy": {
        [$0.policy?.name, $0.policy?.version].compactMap(\.self).joined(separator: " version ")
      }, "smart_account": { $0.account?.smartAccount },
      "virtual_account": { $0.account?.virtualAccount },
      "written_at": { $0.account?.time.map(TimeText.iso8601) },
      "authorized_tags": { $0.authorizations.flatMap { $0.licenses.compactMap(\.tag) } },
    ]).text(contents, isRaw: isRaw)
  }
}

extension AckWordMeaning {
  /// The word of output.
  fileprivate var word: String {
    switch self {
    case .nothing: "nothing"
    case .success: "success"
    case .failure: "failure"
    case .unclear: "unclear"
    case .remark: "remark"
    }
  }
}
