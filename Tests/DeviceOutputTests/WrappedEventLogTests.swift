import LicenseFiles
import Testing

@testable import DeviceOutput

@Suite("Wrapped event logs")
struct WrappedEventLogTests {
  private func entries(_ text: String) throws -> [EventLogEntry] {
    let observation = try #require(read(text).observations.first)
    guard case .eventLog(let entries) = observation.content else { return [] }
    #expect(observation.unknownLines.isEmpty)
    return entries.map(\.value)
  }

  @Test("attributes on the next line belong to the event")
  func attributes() throws {
    let found = try entries(
      """
      SW-1#show license eventlog
      **** Event Log ****

      2021-09-10 14:03:58.874 UTC SAEVT_HA_EVENT
      eventType="SmartAgentEvtHArmfInitialize"
      2021-09-10 14:03:59.848 UTC SAEVT_HA_ROLE udi="PID:C9300-48U,SN:9ZZEXAMPLE1"
      haRole="Active"
      2021-09-10 14:03:59.898 UTC SAEVT_INIT_CONFIG_READ_BEGIN
      2021-09-10 14:04:19.919 UTC SAEVT_PLATFORM eventSource="INFRA_SL" MSG="OIR Add
      evt 100 with slot-id 1"
      2021-09-10 14:04:20.000 UTC
      SAEVT_READY
      """)
    #expect(found.count == 5)
    #expect(found[0].value("eventType") == "SmartAgentEvtHArmfInitialize")
    #expect(found[1].value("haRole") == "Active")
    #expect(found[2].attributes.isEmpty)
    #expect(found[3].value("MSG") == "OIR Add evt 100 with slot-id 1")
    #expect(found[4].name == "SAEVT_READY")
    #expect(found[4].time?.reading?.second == 20)
  }

  @Test("a line that is none is not joined")
  func other() throws {
    let reading = read(
      "SW-1#show license eventlog\n2021-09-10 14:03:58.874 UTC SAEVT_READY\nnothing of it\n")
    #expect(reading.unknownLineCount == 1)
  }
}
