import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// Packing in a site: what goes out, what is refused, and what the ledger keeps.
@Suite struct PackErrandTests {
  private func home() async throws -> ErrandSite { try await ErrandSite([]) }

  @Test func everyFileIsAnEventAndTheRunHasABeginningAndAnEnd() async throws {
    let home = try await home()
    let outcome = try await home.pack([ErrandSite.sample("usage")])
    #expect(outcome.result != nil && outcome.site?.run != nil)
    #expect(try home.events(.packBegun).count == 1)
    #expect(try home.events(.packed).count == 1)
    #expect(try home.events(.exported).count == outcome.plan.files.count)
    #expect(try home.device("9ZZEXAMPLE1").stage == .exported)
  }

  @Test func aDryRunLooksOnly() async throws {
    let home = try await home()
    let head = try home.head()
    let outcome = try await home.pack([ErrandSite.usage]) { $0.isDryRun = true }
    #expect(outcome.result == nil && outcome.goesOn)
    #expect(try home.head() == head)
    #expect(!FileManager.default.fileExists(atPath: home.folder + "/out"))
  }

  /// The usage was saved on 2026-08-17 at 07:45:05.
  @Test func theGuardRefusesUsageFromInsideTheHourUnlessThereIsAReason() async throws {
    let home = try await home()
    try home.reset(
      "C9800-CL-K9:9ZZEXAMPLE1", at: "2026-08-17T07:20:00Z",
      reloaded: "2026-08-17T07:30:00Z",
      now: "2026-08-17T08:00:00Z")
    let refused = try await home.pack([ErrandSite.usage])
    #expect(refused.result == nil && refused.isStopped)
    #expect(refused.plan.refused.map(\.reason.word) == ["guarded"])
    #expect(try home.events(.guardRefused).map { $0[.command] } == ["pack"])
    let told = try await home.pack([ErrandSite.usage]) { $0.policy = .override(reason: "told") }
    #expect(told.result != nil)
    #expect(try home.events(.guardOverridden).map { $0[.reason] } == ["told"])
  }

  @Test func aBadFileStopsTheRunUnlessItIsLeftOut() async throws {
    let home = try await home()
    let text = try String(contentsOfFile: ErrandSite.usage, encoding: .utf8)
    let cut = try home.file("cut.txt", String(text.prefix(text.count / 2)))
    let stopped = try await home.pack([ErrandSite.usage, cut])
    #expect(stopped.isStopped && stopped.result == nil)
    let rest = try await home.pack([ErrandSite.usage, cut]) { $0.skipsBad = true }
    #expect(rest.result != nil && rest.plan.refused.count == 1)
    let missing = try await home.pack([home.folder + "/none"], to: "out2")
    #expect(missing.isMissing && !missing.goesOn)
    #expect(!home.errors.isEmpty)
  }

  /// The last measurement of the sample ends on 2026-08-17.
  @Test(arguments: [("2026-08-16T00:00:00Z", false), ("2026-08-18T00:00:00Z", true)])
  func usageFromBeforeADeviceWasReplacedGoesOut(_ time: String, _ goesOut: Bool) async throws {
    let home = try await home()
    _ = try await home.pack([ErrandSite.usage], at: "2026-08-15T00:00:00Z")
    _ = try ReplaceDevice(old: "9ZZEXAMPLE1", new: "C9800-CL-K9:9ZZEXAMPLE9")
      .run(in: try home.session(at: time), home.tell)
    let files = [ErrandSite.usage, ErrandSite.sample("usage/c8000v-rum.txt")]
    let outcome = try await home.pack(files, to: "last")
    #expect((outcome.result != nil) == goesOut)
    guard !goesOut else { return }
    let id = "media/device-out-of-service"
    #expect(outcome.plan.findings.map(\.id).contains(id))
    #expect(try home.events(.guardRefused).map { $0[.finding] } == [id])
    let rest = try await home.pack(files, to: "rest") { $0.skipsBad = true }
    #expect(rest.plan.files.count == 1 && rest.result != nil)
    let allowed = try await home.pack(files, to: "all") {
      $0.waivers = [Waiver("\(id)@C9800-CL-K9:9ZZEXAMPLE1=audit")].compactMap(\.self)
    }
    #expect(allowed.plan.files.count == 2 && allowed.result != nil)
  }

  @Test func aDeviceOfARequestIsTheOneThatIsKnown() async throws {
    let home = try await home()
    let code = try home.file("return.txt", "CrnKjq-EXAMPLE-VCW\n")
    let outcome = try await home.pack([ErrandSite.usage]) {
      $0.requests = [.init(of: UDI(pid: "c9800-cl-k9", serial: "9zzexample1"), file: code)]
    }
    #expect(outcome.plan.files.map(\.candidate.owner) == [ErrandSite.wlc, ErrandSite.wlc])
    await #expect(throws: ErrandError(.usage)) {
      try await home.pack([ErrandSite.usage], to: "out2") {
        $0.requests = [.init(of: UDI(pid: "C9800-CL", serial: "9ZZEXAMPLE1"), file: code)]
      }
    }
  }

  @Test func theEvidenceNeedsAPlace() async throws {
    let home = try await home()
    let errand = PackUsage(
      [ErrandSite.usage], output: home.folder + "/out", toolVersion: "test")
    await #expect(throws: ErrandError(.usage)) {
      try await errand.run(in: nil, Acting(now: try ErrandSite.seconds("09:00")), home) { _, _, _ in
        PackDocuments(volumes: [], findings: [], names: [])
      }
    }
    await #expect(throws: ErrandError(.usage)) {
      try await home.pack([ErrandSite.usage]) { $0.siteName = "ANOTHER" }
    }
    #expect(!FileManager.default.fileExists(atPath: home.folder + "/out"))
  }
}
