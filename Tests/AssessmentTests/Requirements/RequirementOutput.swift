import DeviceOutput
import LicenseFiles

@testable import Assessment

/// What a device prints, piece by piece, so that each test changes one thing.
struct RequirementOutput {
  var host = "wlc-example-1"
  var pid = "C9800-CL-K9"
  var serial = "9ZZEXAMPLE1"
  var release = "17.09.02"
  var lastAck = "Sep 01 10:00:00 2026 UTC"
  var deadline = "Nov 30 10:00:00 2026 UTC"
  var transport = "Transport Off"
  var trust = "<none>"
  var interval = "30  days"
  /// Type and status of each license; nil leaves the list out.
  var licenses: [(name: String, type: String, status: String)]? = [
    ("air-network-advantage", "Perpetual", "IN USE"),
    ("air-dna-advantage", "Subscription", "IN USE"),
  ]
  /// Acknowledged, waiting and available reports; nil leaves the summary out.
  var reports: (acknowledged: Int, waiting: Int, available: Int)? = (4, 0, 2)
  /// First report, frequency and change of perpetual and subscription licenses.
  var policy = (perpetual: (365, 0, 90), subscription: (90, 90, 90))

  /// 2026-10-01T00:00:00Z.
  static let now: Int64 = 1_790_812_800

  var version: String {
    """
    \(host)#show version
    Cisco IOS XE Software, Version \(release)
    \(host) uptime is 4 weeks, 6 days, 21 hours, 48 minutes

    """
  }

  var udi: String {
    """
    \(host)#show license udi
    UDI: PID:\(pid),SN:\(serial)

    """
  }

  var all: String {
    func attributes(_ title: String, _ values: (Int, Int, Int)) -> String {
      """
        \(title) Attributes:
          First report requirement (days): \(values.0) (CISCO default)
          Reporting frequency (days): \(values.1) (CISCO default)
          Report on change (days): \(values.2) (CISCO default)

      """
    }
    var text = """
      \(host)#show license all
      Smart Licensing Status
      ======================

      Smart Licensing Using Policy:
        Status: ENABLED

      Transport:
        Type: \(transport)

      Policy:
        Policy in use: Merged from multiple sources.
        Reporting ACK required: yes (CISCO default)

      """
    text += attributes("Unenforced/Non-Export Perpetual", policy.perpetual)
    text += attributes("Unenforced/Non-Export Subscription", policy.subscription)
    text += """

      Usage Reporting:
        Last ACK received: \(lastAck)
        Next ACK deadline: \(deadline)
        Reporting push interval: \(interval)
        Next ACK push check: <none>

      Trust Code Installed: \(trust)


      """
    if let licenses {
      text += "License Usage\n=============\n\n"
      for license in licenses {
        text += """
          \(license.name) (\(license.name)):
            Description: \(license.name)
            Count: 3
            Version: 1.0
            Status: \(license.status)
            Export status: NOT RESTRICTED
            Feature Name: \(license.name)
            Feature Description: \(license.name)
            Enforcement type: NOT ENFORCED
            License type: \(license.type)


          """
      }
    }
    if let reports {
      text += """
        Usage Report Summary:
        =====================
        Total: 9,  Purged: 0
        Total Acknowledged Received: \(reports.acknowledged),  Waiting for Ack: \(reports.waiting)
        Available to Report: \(reports.available)  Collecting Data: 2


        """
    }
    return text
  }

  /// Everything, and what a test adds.
  func text(_ more: String = "") -> String { version + udi + all + more }

  /// The judgement of the only device in a text.
  static func judge(
    _ text: String, now: Int64 = now, topology: ReportingTopology = .airGap,
    marks: FieldNotice72578.Marks = .standard
  ) -> DeviceRequirements {
    let reading = DeviceOutputReader.read(name: "device.txt", bytes: Array(text.utf8))
    let judged = RequirementsJudge.judge(
      reading.devices, RequirementsJudge.Circumstances(now: now, topology: topology, marks: marks))
    return judged.first
      ?? DeviceRequirements(
        snapshot: DeviceSnapshot(observations: []), way: ReportingWay(nil), results: [])
  }

  static func verdict(
    _ id: RequirementID, _ text: String, now: Int64 = now, topology: ReportingTopology = .airGap
  ) -> Verdict? {
    judge(text, now: now, topology: topology)[id]?.verdict
  }
}
