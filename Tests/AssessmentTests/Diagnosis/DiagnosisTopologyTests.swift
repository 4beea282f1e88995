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

  @Test(
    arguments: [
      (status("Transport Off"), ReportingTopology.airGap, TopologyChoice.Source.device),
      (smart, .direct, .device),
      (
        status("Smart", "  Proxy:\n    Address: proxy.example.com\n    Port: 8080\n"), .proxy,
        .device
      ),
      (status("cslu", "  Cslu address: <empty>\n"), .airGap, .assumed),
      (status("cslu", "  Cslu address: http://192.0.2.9:8182/cslu/v1/pi\n"), .cslu, .device),
      (
        status("cslu", "  Cslu address: http://ssm.example/cslu/v1/pi/TENANT-1\n"), .onPrem, .device
      ),
      ("WLC-1#show clock\n10:00:00.000 UTC Tue Nov 24 2026\n", .airGap, .assumed),
    ])
  func theDevicesTransportDecides(
    _ text: String, _ topology: ReportingTopology, _ source: TopologyChoice.Source
  ) {
    let choice = diagnoses([text])[0].topology
    #expect(choice.topology == topology)
    #expect(choice.source == source)
  }

  @Test func aSiteIsAirGapped() {
    let diagnosis = diagnoses([Self.smart], isSite: true)[0]
    #expect(diagnosis.topology.source == .site)
    #expect(diagnosis.ids.first == "transport-not-off")
  }

  @Test func whatWasSaidWins() {
    #expect(diagnoses([Self.smart], .onPrem, isSite: true)[0].topology.source == .given)
  }

  @Test func theLastTransportCounts() {
    let text =
      Self.status("cslu", "  Cslu address: <empty>\n")
      + "WLC-1(config)#license smart transport off\nWLC-1(config)#end\n"
    #expect(diagnoses([text])[0].ids == [])
  }

  @Test func transportOff() {
    let off = Self.status("Transport Off")
    #expect(diagnoses([off], .direct)[0].ids == ["transport-off"])
    #expect(diagnoses([off])[0].ids == [])
  }

  @Test func transportNotForOnPrem() {
    let found = diagnoses([Self.smart], .onPrem)[0]
    #expect(found.ids == ["transport-not-for-on-prem"])
    let address = "  Cslu address: http://ssm.example/cslu/v1/pi/TENANT-1\n"
    #expect(diagnoses([Self.status("cslu", address)], .onPrem)[0].ids == [])
  }

  @Test func addressWithoutTenant() {
    let without = "  Cslu address: http://ssm.example/cslu/v1/pi\n"
    #expect(diagnoses([Self.status("cslu", without)], .onPrem)[0].ids == ["address-without-tenant"])
    #expect(diagnoses([Self.status("cslu", without)], .cslu)[0].ids == [])
  }

  @Test func addressMissing() {
    let empty = Self.status("cslu", "  Cslu address: <empty>\n")
    #expect(diagnoses([empty], .cslu)[0].ids == ["address-missing"])
    #expect(diagnoses([empty])[0].ids == ["transport-not-off"])
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
}
