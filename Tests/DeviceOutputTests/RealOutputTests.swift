import DeviceOutput
import Foundation
import LicenseFiles
import Testing

enum RealOutputs {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/samples")

  static let exist = FileManager.default.fileExists(atPath: folder.path)

  static func names(_ subfolder: String) -> [String] {
    let found = try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: subfolder).path)
    return (found ?? []).filter { $0.hasSuffix(".txt") }.sorted()
  }

  static func reading(_ path: String) throws -> DeviceReading {
    DeviceOutputReader.read(
      name: path, bytes: Array(try Data(contentsOf: folder.appending(path: path))))
  }
}

@Suite(.enabled(if: RealOutputs.exist, "../shared/samples is not here: skipped"))
struct RealOutputTests {
  private static let peers = RealOutputs.names("show").filter {
    FileManager.default.fileExists(atPath: peerPath($0))
  }

  private static func peerPath(_ name: String) -> String {
    RealOutputs.folder.appending(
      path: "show/" + name.replacingOccurrences(of: ".txt", with: ".genie.json")
    ).path
  }

  private func peer(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: Self.peerPath(name)))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test(
    "what show license says is the same without indentation", arguments: RealOutputs.names("show"))
  func flat(_ name: String) throws {
    let text = String(
      decoding: try Data(contentsOf: RealOutputs.folder.appending(path: "show/\(name)")),
      as: UTF8.self)
    let bare = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.drop { $0 == " " } }.joined(separator: "\n")
    let printed = read(text).observations.compactMap(\.license).first
    let found = read(bare).observations.compactMap(\.license).first
    #expect(found?.policy == printed?.policy)
    #expect(found?.transport == printed?.transport)
    #expect(found?.reporting == printed?.reporting)
    #expect(found?.licenses == printed?.licenses)
    #expect(found?.communications == printed?.communications)
    #expect(found?.authorizations == printed?.authorizations)
    #expect(found?.reservation == printed?.reservation)
    #expect(found?.reportSummary == printed?.reportSummary)
    #expect(found?.trust == printed?.trust)
    #expect(found?.members == printed?.members)
    #expect(found?.registration == printed?.registration)
    #expect(found?.compliance == printed?.compliance)
    #expect(found?.privacy == printed?.privacy)
  }

  private func facts(_ name: String) throws -> LicenseFacts? {
    try RealOutputs.reading("show/\(name)").observations.lazy.compactMap(\.license).first
  }

  @Test("times of usage reporting agree with the peer's reading", arguments: peers)
  func times(_ name: String) throws {
    let peer = try peer(name)
    let status = peer["smart_licensing_status"] as? [String: Any] ?? peer
    guard let expected = status["usage_reporting"] as? [String: Any],
      let reporting = try facts(name)?.reporting
    else {
      #expect(status["usage_reporting"] == nil, "the block was not found")
      return
    }
    let fields: [(String, Observed<DeviceTime?>?)] = [
      ("last_ack_received", reporting.lastAck), ("next_ack_deadline", reporting.nextAckDeadline),
      ("next_ack_push_check", reporting.nextAckPushCheck),
      ("next_report_push", reporting.nextReportPush),
      ("last_report_push", reporting.lastReportPush),
      ("last_report_file_write", reporting.lastFileWrite),
    ]
    for (key, value) in fields {
      guard let text = expected[key] as? String else { continue }
      let observed = try #require(value, "\(key)")
      #expect(observed.value?.text ?? "<none>" == text, "\(key)")
      #expect(observed.value == nil || observed.value?.earliest != nil, "\(key)")
    }
    #expect(reporting.pushInterval?.value.text == expected["reporting_push_interval"] as? String)
  }

  @Test("policy, account, transport and UDIs agree with the peer's reading", arguments: peers)
  func status(_ name: String) throws {
    let peer = try peer(name)
    let status = peer["smart_licensing_status"] as? [String: Any] ?? peer
    guard let facts = try facts(name) else { return }
    if let policy = status["policy"] as? [String: Any] {
      #expect(facts.policy?.inUse?.value == policy["policy_in_use"] as? String)
      #expect(facts.policy?.classes.count == 4)
      let days = facts.policy?.classes.map { $0.frequency.map { "\($0.value.days)" } }
      let keys = [
        "unenforced_non_export_perpetual_attributes",
        "unenforced_non_export_subscription_attributes",
        "enforced_perpetual_subscription_license_attributes",
        "export_perpetual_subscription_license_attributes",
      ]
      let expected = keys.map {
        ((policy[$0] as? [String: Any])?["reporting_frequency_days"] as? String)?
          .split(separator: " ").first.map(String.init)
      }
      #expect(days == expected)
    }
    if let account = status["account_information"] as? [String: Any] {
      let text = try #require(account["smart_account"] as? String)
      #expect(text.hasPrefix(facts.smartAccount?.value ?? "<none>"))
      #expect(
        facts.virtualAccount?.value ?? "<none>" == account["virtual_account"] as? String)
    }
    if let transport = status["transport"] as? [String: Any] {
      #expect(facts.transport?.type?.value == transport["type"] as? String)
    }
    if let product = peer["product_information"] as? [String: Any],
      let udi = product["udi"] as? [String: String]
    {
      #expect(facts.udi?.value.pid == udi["pid"])
      #expect(facts.udi?.value.serial == udi["sn"])
      let members = (product["ha_udi_list"] as? [String: Any])?.count ?? 0
      #expect(facts.members.count >= members)
    }
  }

  @Test("counts of reports agree with the peer's reading", arguments: peers)
  func summary(_ name: String) throws {
    guard let expected = try peer(name)["usage_report_summary"] as? [String: Any] else { return }
    let summary = try #require(try facts(name)?.reportSummary)
    let fields: [(String, Observed<ReportCount>?)] = [
      ("total", summary.total), ("purged", summary.purged),
      ("total_acknowledged_received", summary.acknowledged),
      ("waiting_for_ack", summary.waitingForAck),
      ("available_to_report", summary.availableToReport),
      ("collecting_data", summary.collectingData), ("maximum_display", summary.maximumDisplay),
      ("in_storage", summary.inStorage), ("mia", summary.missing),
    ]
    for (key, value) in fields {
      guard let peerValue = expected[key] else { continue }
      let count = try #require(value, "\(key)").value
      let text = "\(count.count)" + (count.inParentheses.map { "(\($0))" } ?? "")
      #expect(["\(count.count)", text].contains("\(peerValue)"), "\(key)")
    }
  }

  @Test("licenses agree with the peer's reading", arguments: peers)
  func licenses(_ name: String) throws {
    let peer = try peer(name)
    guard let usage = peer["license_usage"] as? [String: Any] else { return }
    let inner =
      (usage["license_name"] ?? usage["handle"]).flatMap { $0 as? [String: Any] } ?? usage
    let expected = inner.values.compactMap { $0 as? [String: Any] }.compactMap { entry in
      entry["count"].map { "\($0) \(entry["status"] ?? "")" }
    }
    let licenses = try #require(try facts(name)?.licenses)
    let found = licenses.map(\.value).map { license in
      "\(license.count.map(String.init) ?? "") \(license.status ?? "")"
        + (license.statusCode.map { "(\($0))" } ?? "")
    }
    #expect(found.sorted() == expected.sorted())
    #expect(licenses.allSatisfy { !$0.value.name.isEmpty })
  }

  @Test("report ids and states agree with the peer's reading")
  func reports() throws {
    let peer = try peer("rum-id-all-01.txt")
    let expected = try #require(peer["smart_license_usage_reports"] as? [String: [String: String]])
    let device = try #require(try RealOutputs.reading("show/rum-id-all-01.txt").devices.first)
    #expect(device.reportStates.count == expected.count)
    for (id, state) in device.reportStates {
      #expect(state.value == expected["\(id)"]?["state"])
    }
    let detail = try #require(try RealOutputs.reading("show/rum-id-detail-01.txt").devices.first)
    #expect(detail.reportStates.values.map(\.value) == ["ACK"])
    #expect(detail.observations.first?.reportDetails.first?.end?.value?.utc == 1_634_211_168)
  }

  @Test("a capture of a controller whose blanks became no-break spaces")
  func controller() throws {
    let device = try #require(try RealOutputs.reading("show/rum-id-all-c9800.txt").devices.first)
    #expect(device.hostName.latest != nil)
    #expect(
      device.reportStates.values.map(\.value).sorted()
        == ["ACK", "ACK", "ACK", "ACK", "CLOSED", "CLOSED", "OPEN", "OPEN"])
  }

  @Test("the release, the uptime and the restart of a controller")
  func version() throws {
    let device = try #require(try RealOutputs.reading("show/version-c9800.txt").devices.first)
    #expect(device.release.latest?.value.isAtLeast(17, 7, 1) == true)
    #expect(device.uptime.latest?.value == 3_016_080)
    #expect(device.restartedAt.latest?.value.utc == 1_641_974_548)
  }

  @Test("histories: none, an answer that failed, silence")
  func histories() throws {
    let none = try #require(try RealOutputs.reading("show/history-message-01.txt").devices.first)
    #expect(none.histories.first?.sections.count == 12)
    #expect(none.histories.first?.sections.allSatisfy { $0.hasEntries == false } == true)
    let failed = try #require(
      try RealOutputs.reading("show/history-message-poll-failed.txt").devices.first)
    let exchange = try #require(failed.histories.first?.sections.first?.exchanges.first)
    for body in [exchange.request?.body, exchange.response?.body] {
      let data = Data(try #require(body).utf8)
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: data) }
    }
    let silent = try #require(
      try RealOutputs.reading("show/history-message-empty-response.txt").devices.first)
    #expect(silent.histories.first?.sections.first?.exchanges.first?.isUnanswered == true)
  }

  @Test("log lines are found, also spliced ones")
  func logs() throws {
    let names = RealOutputs.names("log")
    let counts = try names.map { name in
      try RealOutputs.reading("log/\(name)").observations.flatMap(\.logLines).count
    }
    #expect(
      Dictionary(uniqueKeysWithValues: zip(names, counts)) == [
        "c9800-trust-and-comm-failed.txt": 6, "isr1100-17.6.4-console-boot.txt": 12,
        "spliced-console-reporting-required.txt": 3,
      ])
  }

  @Test("nearly every line is understood")
  func understood() throws {
    var lines = 0
    var unknown = 0
    for name in RealOutputs.names("show") {
      let reading = try RealOutputs.reading("show/\(name)")
      let share = 100 - 100 * Double(reading.unknownLineCount) / Double(max(1, reading.lineCount))
      print("\(name): \(String(format: "%.1f", share)) % of \(reading.lineCount) lines understood")
      lines += reading.lineCount
      unknown += reading.unknownLineCount
      for line in reading.observations.flatMap(\.unknownLines) {
        print("  \(line.number): \(line.text)")
      }
    }
    print("all samples: \(unknown) of \(lines) lines not understood")
    #expect(unknown * 100 <= lines)
  }
}
