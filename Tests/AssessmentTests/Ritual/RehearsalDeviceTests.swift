import DeviceOutput
import LicenseFiles
import Testing

@testable import Assessment

/// What a rehearsal is played with has to pass the rules that real files pass.
@Suite struct RehearsalDeviceTests {
  private static let now: Int64 = 1_795_478_400
  private let device = RehearsalDevice.all[0]

  private func judged(_ text: String, _ expected: RuleContext.Expectation) throws -> [Finding] {
    var judge = Judge(.standard, context: RuleContext(now: Self.now, expected: expected))
    var findings: [Finding] = []
    let bytes = Array(text.utf8)
    judge.begin("file")
    let outline = try readDocument("file", open: { MemorySource(bytes) }) {
      findings += judge.take($0)
    }
    return findings + judge.end(outline) + judge.finish()
  }

  @Test func theUsageIsSound() throws {
    let findings = try judged(device.usage(savedAt: Self.now), .usage)
    #expect(findings.filter { $0.severity > .note }.map(\.id) == [])
  }

  @Test func theACKIsSoundAndSaysThatItsShapeIsAssumed() throws {
    let text = device.acknowledgement(of: [1, 2])
    #expect(try judged(text, .ack).filter { $0.severity > .note }.map(\.id) == [])
    #expect(text.contains("REHEARSAL: the inner shape is assumed"))
  }

  @Test func theOutputIsReadAsThatOfTheDevice() throws {
    let text = device.output(importing: "ACK_x.txt", [11, 12], at: Self.now)
    let reading = DeviceOutputReader.read(name: "out", bytes: Array(text.utf8))
    let snapshot = try #require(reading.devices.first)
    #expect(reading.devices.count == 1)
    #expect(reading.unknownLineCount == 0)
    #expect(snapshot.udi.latest?.value == device.udi)
    #expect(snapshot.lastAck.latest?.value?.utc == Self.now)
    #expect(snapshot.importAnswers.map(\.isPlainSuccess) == [true])
    #expect(snapshot.reportStates.mapValues(\.value) == [11: "ACK", 12: "ACK"])
  }

  @Test func theSerialNumbersAreNoRealOnes() {
    #expect(RehearsalDevice.all.allSatisfy { $0.udi.serial.hasPrefix("9ZZREHEARS") })
    #expect(Set(RehearsalDevice.all.map(\.udi)).count == RehearsalDevice.all.count)
  }
}
