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
}
