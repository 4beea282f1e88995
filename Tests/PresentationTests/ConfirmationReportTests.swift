import Assessment
import DeviceOutput
import LicenseFiles
import Presentation
import Testing

@Suite struct ConfirmationReportTests {
  private static let device = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")

  private func report(left: ClosedRange<UInt64>?) -> ConfirmationReport {
    var proof = ImportProof(device: Self.device)
    proof.confirmed = [PendingAck(sha256: "00", name: "ACK_rum.txt")]
    proof.leftReports = left.map { $0.map { SiteReport(device: Self.device, id: $0) } } ?? []
    var outcome = ConfirmationOutcome(isRehearsal: false, isDryRun: false)
    outcome.add(proof, DeviceSnapshot(observations: []), file: "after.txt", record: nil)
    return ConfirmationReport(outcome)
  }

  @Test func aCycleIsClosedWithNothingLeft() {
    #expect(
      report(left: nil).text(Layout()) == """
        C9800-CL-K9:9ZZEXAMPLE1  closed  after.txt
            proved: ACK_rum.txt
        1 cycle closed, 0 not proved

        """)
  }

  @Test func whatIsTakenBackIsNotCalledNothing() {
    var proof = ImportProof(device: Self.device)
    proof.contradicted = [SiteReport(device: Self.device, id: 7)]
    var outcome = ConfirmationOutcome(isRehearsal: false, isDryRun: false)
    outcome.add(proof, DeviceSnapshot(observations: []), file: "later.txt", record: nil)
    #expect(
      ConfirmationReport(outcome).text(Layout()) == """
        C9800-CL-K9:9ZZEXAMPLE1  taken back  later.txt
        0 cycles closed, 0 not proved; 1 report not acknowledged

        """)
  }

  @Test func whatNoACKAcknowledgesIsNamed() {
    #expect(
      report(left: 1...7).text(Layout()) == """
        C9800-CL-K9:9ZZEXAMPLE1  closed  after.txt
            proved: ACK_rum.txt
            not acknowledged: 7 reports (1, 2, 3, 4, 5 and 2 more), which go out with the next export
        1 cycle closed, 0 not proved; 7 reports not acknowledged

        """)
    #expect(report(left: 9...9).text(Layout()).contains("1 report (9), which goes out with"))
    let json = report(left: 9...9).json.text.split(whereSeparator: \.isWhitespace).joined()
    #expect(json.contains(#""unacknowledged_reports":["9"]"#), "\(json)")
  }
}
