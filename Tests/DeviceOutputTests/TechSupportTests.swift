import DeviceOutput
import LicenseFiles
import Testing

@Suite("show license tech support")
struct TechSupportTests {
  private let text = """
    Load for five secs: 1%/0%; one minute: 3%; five minutes: 2%
    No time source, *10:05:54.449 UTC Thu Aug 20 2026

    Smart Licensing Tech Support info

    Transport:
      Type: Smart
      URL: https://receiver.example/licservice/license
      Proxy:
        Address: 192.0.2.8
        Port: 8080
        Username: someone
        Password: hidden
      Server Identity Check: True
      VRF: <empty>
      IP Mode: IPv4 ONLY

    License Usage
    =============
    Handle: 1
      License: network-advantage
      Entitlement Tag: regid.example,1.0_x
      Count: 2
      Status: IN USE(15)
      Request Time: None
      Measurements:
        ENTITLEMENT:
          Interval: 00:15:00
          Current Value: 2
          Current Report: 1722272402       Previous: 1722272398
      Soft Enforced: True

    Upcoming Scheduled Jobs
    =======================
    Current time: Aug 20 10:05:54 2026 UTC
    Save unreported RUM Reports: Aug 20 11:04:20 2026 UTC (58 minutes, 26 seconds remaining)
    Init Flag Check: Expired Not Rescheduled
    Operational Model: Aug 20 10:05:54 2026 UTC  (Expired)

    Communication Statistics:
    =======================
    Communication Level Allowed: INDIRECT
    Overall State: <empty>
    Usage Reporting:
      Attempts: Total=12, Success=9, Fail=3  Ongoing Failure: Overall=3 Communication=2
      Last Response: NO REPLY on Aug 20 09:00:00 2026 UTC
        Failure Reason: <none>
      Last Success Time: <none>
      Last Failure Time: Aug 20 09:00:00 2026 UTC
      Attempts: Total=many

    License Certificates
    ====================
    Production Cert: True
    Not registered. No certificates installed

    Device Enforcement State:
    =========================
    NOT APPLICABLE

    Product Analytics Report Summary:
    =================================
    Data Channel: NOT AVAILABLE
    Not Available Reason: Smart license channel not established

    Other Info
    ==========
    Software ID: regid.example.C9300
    Write Erase Occurred: False
    connect_info.additional:
    sizeof(int)   : 4
    Build type:: Production
    P:C9300-24UX,S:9EXAMPLE001: P:C9300-24UX,S:9EXAMPLE001, state[2], Trust Data INSTALLED  TrustId:7
    P:C9300-24U,S:9EXAMPLE002: No Trust Data
    Overall Trust: INSTALLED (2)
    Clock sync-ed with NTP: False

    Platform Provided Mapping Table
    ===============================
      C9300-24UX: Total licenses found: 221
    Enforced Licenses:
      P:C9300-24UX,S:9EXAMPLE001:
        hseck9: regid.example.HSEC,1.0_y (3)
      P:C9300-24U,S:9EXAMPLE002:
        No PD enforced licenses

    """

  @Test("every block is read; a line that makes no sense is not")
  func whole() throws {
    let reading = read(text)
    try #require(reading.observations.count == 1)
    let observation = reading.observations[0]
    #expect(observation.command?.command == .showLicenseTechSupport)
    #expect(observation.unknownLines.map(\.text) == ["  Attempts: Total=many"])
    #expect(observation.load?.value.oneMinute == 3)
    #expect(observation.clock?.time.value.mark == .notAuthoritative)
  }

  @Test("transport: a password is known to be there, and is not kept")
  func transport() throws {
    let transport = try #require(try device(text).transportFacts)
    #expect(transport.proxy?.value == "192.0.2.8")
    #expect(transport.proxyPort?.value == "8080")
    #expect(transport.proxyUser?.value == "someone")
    #expect(transport.hasProxyPassword?.value == true)
    #expect(!"\(transport)".contains("hidden"))
    #expect(transport.serverIdentityCheck?.value == true)
    #expect(transport.vrf != nil)
    #expect(transport.vrf?.value == nil)
    #expect(transport.ipMode?.value == "IPv4 ONLY")
  }

  @Test("licenses, with the ids of their reports")
  func licenses() throws {
    let license = try #require(try device(text).licenses?.first?.value)
    #expect(license.handle == 1)
    #expect(license.statusCode == 15)
    #expect(license.requestTime == nil)
    #expect(license.currentValue == 2)
    #expect(license.currentReport == 1_722_272_402)
    #expect(license.previousReport == 1_722_272_398)
    #expect(license.isSoftEnforced == true)
    #expect(license.settings.isEmpty)
  }

  @Test("jobs and what remains")
  func jobs() throws {
    let jobs = try #require(try device(text).jobs)
    let save = try #require(jobs.job("Save unreported RUM Reports")?.value)
    #expect(save.time?.utc == 1_787_223_860)
    #expect(save.remainingSeconds == 3506)
    #expect(!save.isExpired)
    #expect(jobs.job("Init Flag Check")?.value.time == nil)
    #expect(jobs.job("Operational Model")?.value.isExpired == true)
    #expect(jobs.currentTime?.value?.utc == 1_787_220_354)
  }

  @Test("communication: counts, last response, failures")
  func communication() throws {
    let facts = try #require(try device(text).communications)
    #expect(facts.levelAllowed?.value == "INDIRECT")
    let usage = try #require(facts.kind("Usage Reporting"))
    #expect(usage.attempts?.value.failed == 3)
    #expect(usage.attempts?.value.ongoingCommunicationFailures == 2)
    #expect(usage.lastResponse?.value?.outcome == "NO REPLY")
    #expect(usage.lastResponse?.value?.time?.utc == 1_787_216_400)
    #expect(usage.lastSuccess != nil)
    #expect(usage.lastSuccess?.value == nil)
  }

  @Test("the agent, its trust data and the platform's licenses")
  func agent() throws {
    let snapshot = try device(text)
    let agent = try #require(snapshot.agent)
    #expect(agent.hasWriteErased?.value == false)
    #expect(agent.isClockSynchronised?.value == false)
    #expect(agent.overallTrust?.value == "INSTALLED (2)")
    #expect(agent.value("connect_info.additional")?.value.isEmpty == true)
    #expect(agent.value("Build type")?.value == "Production")
    #expect(agent.trustData.map(\.value.text) == ["Trust Data INSTALLED", "No Trust Data"])
    #expect(agent.trustData[0].value.trustID == 7)
    #expect(snapshot.enforcementState?.value == "NOT APPLICABLE")
    let license = try #require(snapshot.observations.first?.license)
    #expect(license.reportChannels.first?.dataChannel?.value == "NOT AVAILABLE")
    #expect(license.reportChannels.first?.settings.count == 1)
    #expect(license.platformTable?.platforms.first?.value.count == 221)
    #expect(license.platformTable?.enforced.map(\.value.feature) == ["hseck9", nil])
    #expect(license.platformTable?.enforced.first?.value.number == 3)
    #expect(license.isProductionCertificate?.value == true)
  }
}
