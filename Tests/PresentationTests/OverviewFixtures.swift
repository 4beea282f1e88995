import Assessment
import DeviceOutput
import LicenseFiles

@testable import Presentation

/// What a report is made of, with a text of the test's choice in every field that a file, a device or
/// a person fills.
enum OverviewFixtures {
  static let now: Int64 = 1_790_000_000

  static func report(
    _ text: String = "plain", devices: Int = 1, mode: SiteIdentity.Mode? = .own
  ) -> OverviewReport {
    OverviewReport(material(text, devices: devices, mode: mode))
  }

  static func material(
    _ text: String, devices: Int, mode: SiteIdentity.Mode?
  ) -> OverviewMaterial {
    var material = OverviewMaterial(
      OverviewMaterial.Making(
        now: now, operatorName: text, witness: text, host: text, toolVersion: "1.0.0"))
    var fold = UsageSummaryFold()
    fold.begin(text)
    var accessPoints = AccessPointFold()
    for number in 0..<devices {
      let device = UDI(pid: "PID-\(number)" + text, serial: text)
      for (id, tag) in [(1, text), (2, text + "2"), (3, nil)] {
        let report = usage(UInt64(id), device, tag, text)
        fold.add(report)
        accessPoints.add(report)
      }
      for severity in [Severity.error, .warning, .note] {
        material.findings.add(finding(severity, device, text))
      }
    }
    material.usage = fold.finish()
    material.accessPoints = accessPoints.finish()
    material.findings.add(finding(.error, nil, text))
    material.inputs = [
      OverviewMaterial.Input(
        file: text, kind: .usage, byteCount: 1234, sha256: SHA256Digest(hashing: [1]),
        isComplete: true, reports: 3),
      OverviewMaterial.Input(
        file: text, kind: .ack, byteCount: 12, sha256: nil, isComplete: false, reports: 0,
        isUnpacked: true),
    ]
    material.unread = [text]
    material.ruleCount = 30
    material.outputs =
      DeviceOutputReader.read(name: text, bytes: Array(output(text).utf8)).devices
    material.acknowledgements = [acknowledgement(text)]
    material.site = mode.map { SiteStatus(history(text, $0), now: now, listsAll: true) }
    var ledger = LedgerVerification(head: .empty)
    ledger.findings = [finding(.error, nil, text)]
    material.ledger = ledger
    return material
  }

  static func usage(
    _ id: UInt64, _ device: UDI?, _ tag: String?, _ text: String,
    _ counts: [Int64] = [2, 5, 3]
  ) -> UsageReport {
    let start = now - 90 * 86_400
    return UsageReport(
      ordinal: 0, location: SourceLocation(file: text),
      payload: PayloadBytes(
        length: 1, sha256: SHA256Digest(hashing: Array("\(id)\(device?.pid ?? "")".utf8)),
        decodedLength: 1),
      reportID: id, productInstance: device, entitlementTag: tag, softwareVersion: text,
      highAvailability: device.map {
        [
          HighAvailabilityMember(role: text, udi: $0),
          HighAvailabilityMember(role: text, udi: UDI(pid: text, serial: "2" + text)),
        ]
      },
      measurements: counts.enumerated().map { index, count in
        Measurement(
          metricName: "ENTITLEMENT", startTime: start + Int64(index) * 864_000,
          endTime: start + Int64(index + 1) * 864_000, sampleInterval: 864_000,
          valueType: "COUNT", value: .count(count),
          added: [UDI(pid: "AP\(index)" + text, serial: text + String(index))])
      })
  }

  private static func finding(_ severity: Severity, _ device: UDI?, _ text: String) -> Finding {
    Finding(
      id: "usage/example", severity: severity, location: SourceLocation(file: text, line: 3),
      reportID: 1, productInstance: device, message: text, remedy: text)
  }

  private static func acknowledgement(_ text: String) -> AckContent {
    var builder = AckContentBuilder(text, context: RuleContext(now: now))
    let account = XMLElement(
      name: "smartLicenseAccountInfo",
      children: [
        XMLElement(
          name: "data", text: JSONText.object([("smartAccount", .string(text))]).text)
      ])
    let ack = XMLElement(
      name: "smartLicenseRumAck",
      children: [
        XMLElement(
          name: "data",
          text: JSONText.object([("status", .string(text)), ("error", .string(text))]).text)
      ])
    for (kind, element) in [(BlockKind.accountInfo, account), (.rumAck, ack)] {
      builder.take(
        .block(Block(kind: kind, location: SourceLocation(file: text), element: element)))
    }
    return builder.end(
      DocumentOutline(file: text, form: DocumentForm(container: .unknown), blocks: [.rumAck: 1]))
  }

  private static func history(_ text: String, _ mode: SiteIdentity.Mode) -> SiteHistory {
    var device = DeviceRecord(UDI(pid: "PID-0" + text, serial: text))
    device.hostName = text
    device.group = text
    device.site = text
    device.account = text
    device.changeWindow = text
    device.contact = text
    device.release = text
    device.deadlineText = text
    device.deadline = now + 10 * 86_400
    device.deadlineLatest = now + 11 * 86_400
    device.lastAckText = text
    device.observedAt = now
    device.exportedAt = now - 86_400
    device.fileName = text
    device.stage = .carried
    device.stageSince = now - 86_400
    let event = SiteEvent(
      number: 7, time: now, clock: now, operatorName: text, witness: text, host: text,
      kind: .guardOverridden, device: UDI(pid: text, serial: text),
      details: [.command: text, .reason: text, .code: text, .run: text])
    var history = SiteHistory(
      identity: SiteIdentity(name: text, id: text, mode: mode),
      head: ChainHead(count: 7, hash: text), devices: [device])
    history.trips = [
      TripRecord(name: text, carrier: text, witness: text, openedAt: now, media: [text]),
      TripRecord(name: text, carrier: text, openedAt: now, closedAt: now, lostReason: text),
    ]
    history.overrides = [event]
    history.confirmationCodes = [event]
    history.unfinishedPacks = [event]
    return history
  }

  private static func output(_ text: String) -> String {
    let line = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\n" }))
    return """
      wlc-9#show license status
      Usage Reporting:
        Last ACK received: \(line)
        Next ACK deadline: \(line)
      Policy:
        Policy in use: \(line)
        Policy name: \(line)
      Product Information
      ===================
      UDI: PID:C9800-CL-K9,SN:9ZZEXAMPLE9
      """
  }
}
