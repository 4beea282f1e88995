import Assessment
import DeviceOutput
import LicenseFiles
import Testing

@Suite struct DiagnosisTopologyTests {
  private static func status(_ type: String, _ rest: String = "") -> String {
    "WLC-1#show license status\nTransport:\n  Type: \(type)\n\(rest)"
  }
  private static let smart = status(
    "Smart",
    "  URL: https://smartreceiver.cisco.com/licservice/license\n  Proxy:\n    Not Configured\n")

  @Test func aSiteIsAirGapped() {
    let diagnosis = diagnoses([Self.smart], isSite: true)[0]
    #expect(diagnosis.way.source == .site)
    #expect(diagnosis.ids.first == "config/transport-wrong")
    #expect(diagnosis.conclusions.first?.severity == .error)
  }

  @Test func transportOff() {
    let off = Self.status("Transport Off")
    #expect(diagnoses([off], .direct)[0].ids == ["config/transport-wrong"])
    #expect(diagnoses([off])[0].ids == [])
  }

  @Test func transportNotForOnPrem() {
    let found = diagnoses([Self.smart], .onPrem)[0]
    #expect(found.ids == ["config/transport-wrong", "config/url-for-smart"])
    let address = "  Cslu address: http://ssm.example/cslu/v1/pi/TENANT-1\n"
    #expect(diagnoses([Self.status("cslu", address)], .onPrem)[0].ids == [])
  }

  @Test func addressWithoutTenant() {
    let without = "  Cslu address: http://ssm.example:8182/cslu/v1/pi\n"
    #expect(diagnoses([Self.status("cslu", without)], .onPrem)[0].ids == ["config/tenant-missing"])
    #expect(diagnoses([Self.status("cslu", without)], .cslu)[0].ids == [])
  }

  @Test func addressMissing() {
    let empty = Self.status("cslu", "  Cslu address: <empty>\n")
    #expect(diagnoses([empty], .cslu)[0].ids == ["config/url-missing"])
    #expect(diagnoses([empty])[0].ids == ["config/transport-wrong"])
    #expect(diagnoses([empty])[0].conclusions.first?.severity == .warning)
  }

  /// The same log, and another remedy for each way of reporting.
  @Test func theRemedyFitsTheTopology() throws {
    let log =
      "Aug 23 09:19:43.486: %SMART_LIC-3-COMM_FAILED: Communications failure with the Cisco Smart "
      + "Software Manager (CSSM) : Unable to resolve server hostname/domain name\n"
    let gap = try #require(diagnoses([log])[0].conclusion("no-dns"))
    #expect(gap.advice.commands.contains("license smart transport off"))
    #expect(gap.severity == .warning)
    let direct = try #require(diagnoses([log], .direct)[0].conclusion("no-dns"))
    #expect(direct.advice.commands.contains("ip name-server <address>"))
    #expect(direct.severity == .error)
  }

  /// In an air gap nothing that is asked for makes the device open a connection.
  @Test func theNextStepsStayInsideTheGap() {
    let log =
      "Aug 23 09:23:30.701: %SMART_LIC-3-COMM_FAILED: Communications failure with the Cisco Smart "
      + "Software Manager (CSSM) : No detailed information given\n"
    let inside = diagnoses([log])[0].instructions.joined(separator: "\n")
    for word in ["telnet", "smartreceiver", "sync", "idtoken", "debug", "Packet Capture"] {
      #expect(!inside.contains(word), "\(word)")
    }
    let direct = diagnoses([log], .direct)[0].instructions
    for word in [
      "show license history message", "telnet smartreceiver.cisco.com 443",
      "show logging process iosrp start last 5 minutes | include smart-agent",
      "debug license events", "debug license errors", "debug license agent all",
      "show crypto pki trustpoints",
    ] {
      #expect(direct.contains(word), "\(word)")
    }
    let notes = direct.joined(separator: "\n")
    for word in [
      "undebug license events", "Monitor Control Plane", "100 MB", "wireless management",
    ] {
      #expect(notes.contains(word), "\(word)")
    }
  }

  private static func failed(_ day: String) -> String {
    "\(day) 2026 06:01:02.123 UTC: %SMART_LIC-3-COMM_FAILED: Communications failure with the Cisco Smart "
      + "License Utility (CSLU) : Unable to resolve server hostname/domain name\n"
  }
  private static let off =
    status("Transport Off", "Usage Reporting:\n  Last ACK received: Jul 04 09:15:00 2026 UTC\n")

  /// What is off is not switched off again: a log that is shown comes from before.
  @Test(arguments: [
    [off + "WLC-1#show logging | include SMART_LIC\n" + failed("Jul 01") + "WLC-1#\n"],
    ["WLC-1#show logging\n" + failed("Jul 01") + off + "WLC-1#\n"],
    [off, "WLC-1#show logging\n" + failed("Jul 01") + "WLC-1#\n"],
    [
      off + "WLC-1#show license tech support | begin Comm\nCommunication Statistics:\n"
        + "Trust Establishment:\n  Last Response: NO REPLY on Jul 01 06:01:02 2026 UTC\n"
    ],
  ])
  func theTransportIsOffAlready(_ texts: [String]) throws {
    let found = try #require(diagnoses(texts).first)
    #expect(found.severities.allSatisfy { $0 == .note })
    #expect(!found.instructions.contains { $0.contains("transport off") })
    #expect(found.ids.contains { ["cslu-not-found", "no-reply"].contains($0) })
  }

  /// A later message, or one of another file, is no thing of the past; nor is one where the transport is on.
  @Test(arguments: [
    ([off + "WLC-1#\n" + failed("Jul 05")], "show license status"),
    ([off, "WLC-1#show logging\n" + failed("Jul 05") + "WLC-1#\n"], "show license status"),
    (
      [status("cslu", "  Cslu address: <empty>\n") + "WLC-1#show logging\n" + failed("Jul 01")],
      "license smart transport off"
    ),
  ])
  func theTransportMayBeOnAgain(_ texts: [String], _ command: String) throws {
    let found = try #require(diagnoses(texts).first?.conclusion("cslu-not-found"))
    #expect(found.severity == .warning)
    #expect(found.advice.commands.contains(command))
  }

  /// The newest message says whether the server is reached.
  @Test(arguments: [true, false])
  func whatFailsAgainIsNotRestored(_ failsAgain: Bool) throws {
    let log =
      "Aug 20 2026 06:15:03.456 UTC: %SMART_LIC-5-COMM_RESTORED: Communications with Cisco Smart Software "
      + "Manager (CSSM) restored\n"
    let failure = [
      "Aug 20 2026 ",
      ".456 UTC: %SMART_LIC-3-COMM_FAILED: Communications failure with the Cisco "
        + "Smart Software Manager (CSSM) : Unable to resolve server hostname/domain name\n",
    ]
    let text =
      failsAgain
      ? log + failure.joined(separator: "07:15:03") : failure.joined(separator: "05:15:03") + log
    let found = try #require(diagnoses([text]).first)
    #expect((found.conclusion("communication-restored")?.endedBy != nil) == failsAgain)
    #expect((found.conclusion("no-dns")?.endedBy == nil) == failsAgain)
  }
}
