import AirGap
import Assessment
import DeviceOutput
import Foundation
import LicenseFiles
import Testing

/// What check and plan find, without a process.
@Suite struct CheckErrandTests {
  private static let nowhere = SitePlace(option: "/nonexistent/site")
  private static let acting = Acting(now: 1_787_302_800)

  private static func check(_ files: String...) -> CheckDevices {
    CheckDevices(files, topology: .airGap, site: nowhere, records: false)
  }

  private static func configurations(
    _ file: String, as topology: ReportingTopology? = nil,
    _ change: (inout PlanRequest) -> Void = { _ in }
  ) -> CheckConfigurations {
    var values = PlanRequest(.airGap)
    change(&values)
    return CheckConfigurations(
      [ErrandSite.sample(file)], values: values, topology: topology, site: nowhere)
  }

  @Test func aDeviceIsJudgedByWhatItPrints() throws {
    let outcome = try Self.check(ErrandSite.sample("show/wlc-example-1-before.txt")).run(
      by: Self.acting
    ) { _ in }
    #expect(outcome.devices.map(\.way.topology) == [.airGap] && outcome.now == Self.acting.now)
    #expect(!outcome.isIncomplete && !outcome.isUnrecorded && outcome.recorded.isEmpty)
  }

  /// As inspect reads it: what devices printed is judged, and the rest is named.
  @Test func anArchiveIsReadAsItsMembers() async throws {
    let output = try Data(
      contentsOf: URL(filePath: ErrandSite.sample("show/wlc-example-1-before.txt")))
    let full = try file(try zip([("a/wlc.txt", Array(output)), ("note.txt", Array("note".utf8))]))
    let empty = try file(try zip([("note.txt", Array("note".utf8))]))
    var hints: [String] = []
    var errors: [String] = []
    let tell: (Notice) -> Void = {
      if case .error(let text) = $0 { errors.append(text) }
      if case .hint(let text) = $0 { hints.append(text) }
    }
    let found = try Self.check(full).run(by: Self.acting, tell)
    #expect(found.devices.count == 1 && !found.isIncomplete)
    #expect(hints.map { $0.contains("!note.txt: not device output") } == [true])
    let place = found.devices.first?.snapshot.observations.first?.location.file
    #expect(place?.hasSuffix("!a/wlc.txt") == true)
    #expect(try Self.check(empty).run(by: Self.acting, tell).isIncomplete && !errors.isEmpty)

    func diagnosed(_ path: String) async throws -> DiagnosisOutcome {
      try await DiagnoseFiles(
        InputRequest([path]), topology: nil, site: Self.nowhere, marks: .standard
      ).run(now: 1_787_302_800) { _ in }
    }
    #expect(try await diagnosed(full).diagnoses.count == 1)
    #expect(try await diagnosed(full).isIncomplete == false)
    #expect(try await diagnosed(empty).isIncomplete)
    let cut = try file(Array(try zip([("wlc.txt", Array(output))]).dropLast(8)))
    #expect(throws: ErrandError(.unreadable)) {
      try Self.check(cut).run(by: Self.acting) { _ in }
    }
  }

  @Test func aFileWithoutOutputMakesItIncomplete() throws {
    var errors: [String] = []
    let outcome = try Self.check(ErrandSite.usage).run(by: Self.acting) {
      if case .error(let text) = $0 { errors.append(text) }
    }
    #expect(outcome.devices.isEmpty && outcome.isIncomplete && errors.count == 1)
    #expect(throws: ErrandError(.unreadable)) {
      try Self.check("/nonexistent/file").run(by: Self.acting) { _ in }
    }
  }

  @Test func aSiteTakesWhatIsNewAndKnowsItAfterwards() async throws {
    let home = try await ErrandSite()
    let capture = try home.file("wlc.txt", Capture().status("Aug 20 09:00:00 2026 UTC").text)
    func check(records: Bool) throws -> RequirementsOutcome {
      try CheckDevices(
        [capture], topology: nil, site: SitePlace(option: home.folder), records: records
      ).run(by: Acting(operatorName: "op", now: try ErrandSite.seconds("09:30")), home.tell)
    }
    #expect(try check(records: false).recorded.isEmpty)
    #expect(try home.events(.deviceObserved).isEmpty)
    let first = try check(records: true)
    #expect(first.recorded.map(\.record.udi) == [ErrandSite.wlc])
    #expect(first.recorded.first?.news.isEmpty == false && !first.isUnrecorded)
    #expect(try check(records: true).recorded.first?.news.isEmpty == true)
    #expect(try home.events(.deviceObserved).count == 1)
  }

  @Test func aSiteThatIsNotThereTakesNothing() throws {
    var errors = 0
    let outcome = try CheckDevices(
      [ErrandSite.sample("show/wlc-example-1-before.txt")], topology: nil, site: Self.nowhere
    ).run(by: Self.acting) { if case .error = $0 { errors += 1 } }
    #expect(outcome.isUnrecorded && !outcome.devices.isEmpty && errors == 1)
  }

  @Test func aConfigurationIsComparedWithTheTopologyThatItShows() throws {
    let outcome = try Self.configurations("show/c9300-example-running-config.txt").run { _ in }
    #expect(outcome.verdicts.count == 1 && !outcome.isIncomplete)
    #expect(outcome.verdicts.first?.verdict.way.isConcluded == true)
    let closed = try Self.configurations(
      "show/c9300-example-running-config.txt", as: .airGap
    ).run { _ in }
    #expect(closed.verdicts.map(\.verdict.way.topology) == [.airGap])
  }

  @Test func outputWithoutAConfigurationIsNamed() throws {
    var errors: [String] = []
    let outcome = try Self.configurations("show/wlc-example-1-uptime.txt").run {
      if case .error(let text) = $0 { errors.append(text) }
    }
    #expect(outcome.verdicts.isEmpty && outcome.isIncomplete)
    #expect(errors.count == 1 && errors[0].contains("no running configuration"))
  }

  /// Every reason is followed by what to do, and the topology that nobody named comes first.
  @Test func aValueThatDoesNotFitIsRefusedWithItsRemedy() throws {
    let error = try #require(
      #expect(throws: ErrandError.self) {
        try Self.configurations("show/c9300-example-running-config.txt") {
          $0.proxyPort = "80"
        }.run { _ in }
      })
    #expect(error.code == .usage && error.reasons.count == 1 && error.hint != nil)
    guard case .warning? = error.notices.first, case .error? = error.notices.dropFirst().first
    else {
      Issue.record("\(error.notices)")
      return
    }
  }
}
