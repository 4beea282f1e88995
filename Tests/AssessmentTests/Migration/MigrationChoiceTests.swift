import DeviceOutput
import LicenseFiles
import Testing

@testable import Assessment

/// Which checklist a device's output calls for.
@Suite struct MigrationChoiceTests {
  private static func choice(_ text: String) throws -> MigrationChoice {
    let devices = DeviceOutputReader.read(name: "t.txt", bytes: Array(text.utf8)).devices
    return MigrationChoice(try #require(devices.first))
  }

  private static func kind(_ text: String) throws -> MigrationKind? {
    if case .kind(let kind, _) = try choice(text) { kind } else { nil }
  }

  @Test(arguments: [
    (
      "Registration:\n  Status: REGISTERED - SPECIFIC LICENSE RESERVATION\n",
      MigrationKind.reservation
    ),
    ("Registration:\n  Status: REGISTERED\n", .smartLicensing),
    ("Registration:\n  Status: UNREGISTERED\n", .evaluation),
    ("License Authorization:\n  Status: EVAL MODE\n", .evaluation),
    ("License Reservation is ENABLED\n", .reservation),
    (
      "Reservation Info\n================\nOverall status:\n  Active: PID:C9300-48P,SN:FZZ0000A0AB\n"
        + "      Reservation status: SPECIFIC INSTALLED on Jan 01 00:00:00 2020 UTC\n", .reservation
    ),
  ])
  func theOutputPicks(_ lines: String, _ kind: MigrationKind) throws {
    #expect(try Self.kind("sw#show license all\n" + lines) == kind)
  }

  /// A reservation that is not installed is none.
  @Test func aReservationThatIsNotInstalledIsNone() throws {
    let text =
      "sw#show license all\nSmart Licensing Using Policy:\n  Status: ENABLED\n\nReservation Info\n"
      + "================\nLicense reservation: DISABLED\nOverall status:\n"
      + "  Active: PID:C9300-48P,SN:FZZ0000A0AB\n      Reservation status: NOT INSTALLED\n"
    guard case .nothingToDo = try Self.choice(text) else {
      Issue.record("\(try Self.choice(text))")
      return
    }
  }

  /// A standby controller makes a pair; a standby of a stack of switches does not.
  @Test(arguments: [("C9800-40-K9", true), ("C9300-48P", false)])
  func aPairIsOneOfControllers(_ pid: String, _ isPair: Bool) throws {
    let text =
      "x#show license all\nRegistration:\n  Status: REGISTERED\n\nProduct Information\n"
      + "===================\nUDI: PID:\(pid),SN:9ZZEXAMPLE1\n\nHA UDI List:\n"
      + "    Active:PID:\(pid),SN:9ZZEXAMPLE1\n    Standby:PID:\(pid),SN:9ZZEXAMPLE2\n"
    #expect(try Self.kind(text) == (isPair ? .pair : .smartLicensing))
  }

  @Test func outputThatSaysNothingIsUndecided() throws {
    guard
      case .undecided(_, let shownBy) = try Self.choice(
        "x#show clock\n10:00:00 UTC Mon Sep 14 2026\n")
    else {
      Issue.record("a clock picks no checklist")
      return
    }
    #expect(shownBy == ["show version", "show license all"])
  }
}

/// Before and after.
@Suite struct EntitlementComparisonTests {
  private static func one(_ name: String, _ tag: String?, _ count: Int64) -> ReservedEntitlement {
    ReservedEntitlement(name: name, entitlement: tag, count: count, isReserved: true)
  }

  @Test func namesMatchByEitherText() {
    let before = [Self.one("AP Perpetual", "DNA_NWStack", 5)]
    for after in [
      Self.one("air-network-advantage", "DNA_NWStack", 5), Self.one("ap perpetual", nil, 5),
      Self.one("x", "dna-nwstack", 5),
    ] {
      #expect(
        EntitlementComparison(before, after: [after], released: [:], explained: [:]).isCovered)
    }
    #expect(
      !EntitlementComparison(
        before, after: [Self.one("air-dna-advantage", "AIR-DNA-A", 5)], released: [:],
        explained: [:]
      ).isCovered)
  }

  /// In use, released and explained, and one too few of each.
  @Test func theRestMustBeAccountedFor() {
    let before = [Self.one("A", nil, 50)]
    let after = [Self.one("A", nil, 5)]
    func covered(_ released: [String: Int64] = [:], _ explained: [String: String] = [:]) -> Bool {
      EntitlementComparison(before, after: after, released: released, explained: explained)
        .isCovered
    }
    #expect(covered(["A": 45]))
    #expect(!covered(["A": 44]))
    #expect(!covered(["B": 45]))
    #expect(covered([:], ["a": "sold"]))
    #expect(!covered())
    #expect(covered(["A": .max]))
  }

  @Test func whatIsNewIsNamed() {
    let comparison = EntitlementComparison(
      [Self.one("A", nil, 1)], after: [Self.one("A", nil, 1), Self.one("N", nil, 1)],
      released: [:], explained: [:])
    #expect(comparison.added == ["N"])
  }
}
