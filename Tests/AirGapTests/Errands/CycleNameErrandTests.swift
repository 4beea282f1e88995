import AirGap
import Assessment
import LicenseFiles
import Testing

/// After a switchover both members of a pair have the host name: it and the group name the cycle.
@Suite struct CycleNameErrandTests {
  private let home: ErrandSite
  private static let second = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")

  init() async throws {
    home = try await ErrandSite([ErrandSite.usage])
    let table = try home.file(
      "register.csv",
      "pid,sn,host,group\nC9800-CL-K9,9ZZEXAMPLE1,wlc-p,wlc-pair\n"
        + "C9800-CL-K9,9ZZEXAMPLE2,wlc-p,wlc-pair\nC8000V,9ZZEXAMPLE5,edge,\n"
        + "C8000V,9ZZEXAMPLE6,edge,\n")
    _ = try ImportDevices(table: table).run(in: try home.session())
  }

  @Test(arguments: ["wlc-p", "WLC-P", "wlc-pair"])
  func theMemberThatExportedLastStandsForTheCycle(_ name: String) throws {
    let blocks = try ListCommands([name], for: [.export]).run(in: try home.session(), home.tell)
    #expect(blocks.map(\.record?.udi) == [ErrandSite.wlc])
    #expect(
      home.hints == [
        "\(name) means C9800-CL-K9:9ZZEXAMPLE1, the member of the group wlc-pair that exported or "
          + "answered last"
      ])
    let status = try ReadStatus(device: name).run(in: try home.session())
    #expect(status.device?.record.udi == ErrandSite.wlc)
    #expect(
      try home.reset(name, at: "08:30", reloaded: "08:40", now: "09:00").map(\.device) == [
        ErrandSite.wlc
      ])
  }

  /// Who names the group sees the reports of all members, who names a member only its own.
  @Test func theReportsOfAGroupAreThoseOfAllMembers() throws {
    let other = SiteReport(device: Self.second, id: 17)
    try home.session().record { _ in
      [SiteEventDraft(.deviceObserved, Self.second, reports: [other])]
    }
    func devices(_ name: String) throws -> Set<UDI> {
      let outcome = try ReadStatus(device: name).run(in: try home.session())
      return Set(try #require(outcome.device).reports.map(\.device))
    }
    #expect(try devices("wlc-pair") == [ErrandSite.wlc, Self.second])
    #expect(try devices("9ZZEXAMPLE1") == [ErrandSite.wlc])
    #expect(try devices("9ZZEXAMPLE2") == [Self.second])
  }

  /// Before anybody exported, the member with a host name, and nobody is said to have exported.
  @Test func beforeAnyExportTheMemberWithANameIsMeant() async throws {
    let fresh = try await ErrandSite([])
    let table = try fresh.file(
      "register.csv",
      "pid,sn,host,group\nC9800-CL-K9,9ZZEXAMPLE2,,pair\nC9800-CL-K9,9ZZEXAMPLE3,wlc-2,pair\n")
    _ = try ImportDevices(table: table).run(in: try fresh.session())
    let blocks = try ListCommands(["pair"], for: [.export]).run(in: try fresh.session(), fresh.tell)
    #expect(blocks.map(\.record?.udi.serial) == ["9ZZEXAMPLE3"])
    // The same one where no device is named.
    let all = try ListCommands([], for: [.export]).run(in: try fresh.session(), fresh.tell)
    #expect(all.map(\.record?.udi.serial) == ["9ZZEXAMPLE3"])
    #expect(
      fresh.hints == [
        "pair means C9800-CL-K9:9ZZEXAMPLE3, a member of the group pair of which none has exported or "
          + "answered yet"
      ])
  }

  /// Who takes one of them out of service has to say which.
  @Test func aDeviceThatLeavesIsNamedItself() throws {
    #expect(throws: ErrandError(.usage)) {
      try RetireDevice(device: "wlc-p", reason: "sold").run(in: try home.session())
    }
    #expect(throws: ErrandError(.usage)) {
      try ReplaceDevice(old: "edge", new: "wlc-pair").run(in: try home.session(), home.tell)
    }
  }

  @Test func aNameOfTwoDevicesThatAreNotOneCycleStaysOpen() throws {
    #expect(throws: ErrandError(.usage)) {
      try ReadStatus(device: "edge").run(in: try home.session())
    }
  }

  @Test func outputWithoutAUDIIsTheCycles() throws {
    let bare = Capture(host: "wlc-p", showsUDI: false).status("Aug 21 09:30:00 2026 UTC")
    let outcome = try home.confirming(bare)
    #expect(outcome.rows.map(\.proof.device) == [ErrandSite.wlc])
    // The name of the other member is not that of another device.
    #expect(
      try home.confirming(bare, device: "9ZZEXAMPLE2").rows.map(\.proof.device) == [Self.second])
    let edge = Capture(host: "edge", showsUDI: false).status("Aug 21 09:30:00 2026 UTC")
    #expect(try home.confirming(edge).isUnfit)
    #expect(home.errors.contains { $0.contains("2 devices have the host name edge") })
  }
}
