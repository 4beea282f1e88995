import Assessment
import LicenseFiles
import Testing

/// Which device a typed name means.
@Suite struct KnownDevicesTests {
  private static let wlc = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")
  private let known = KnownDevices([
    KnownDevices.Device(wlc, hostName: "wlc-1"),
    KnownDevices.Device(UDI(pid: "C8000V", serial: "9ZZEXAMPLE5"), hostName: "Zürich-1"),
    KnownDevices.Device(
      UDI(pid: "C9300-48P", serial: "FZZ0000C001"), hostName: "sw-1", isInService: false),
    KnownDevices.Device(UDI(pid: "C9300-48P", serial: "FZZ0000C002"), hostName: "sw-1"),
  ])

  @Test(arguments: [
    "C9800-CL-K9:9ZZEXAMPLE1", "c9800-cl-k9:9ZZEXAMPLE1", "C9800-CL-K9:9zzexample1",
    "  C9800-CL-K9 : 9ZZEXAMPLE1\t", "PID:C9800-CL-K9,SN:9ZZEXAMPLE1",
    "UDI: PID:C9800-CL-K9,SN:9ZZEXAMPLE1", "P:C9800-CL-K9,S:9ZZEXAMPLE1",
    "p:c9800-cl-k9, s:9zzexample1", "PID: C9800-CL-K9 , VID: V01 , SN: 9ZZEXAMPLE1", "9zzexample1",
    " WLC-1 ", "P:C9800-CL-K9,S:9ZZEXAMPLE1,U:1-2",
  ])
  func everySpellingIsTheOneDevice(_ typed: String) throws {
    #expect(try known.device(named: typed) == Self.wlc)
    let (device, isNew) = try known.deviceOrNew(named: typed)
    #expect(device == Self.wlc && !isNew)
  }

  @Test(
    arguments: [
      ("C9800-CL:9ZZEXAMPLE1", .otherPID), ("Ｃ9800-CL-K9:9ZZEXAMPLE1", .otherPID),
      ("C9800-CL-K9:９ZZEXAMPLE1", .notAsPrinted),
      ("C9800-CL-K9:9ZZ\u{200B}EXAMPLE1", .notAsPrinted),
      ("c9800-cl-k9:9ZZEXAMPLE9", .notAsPrinted), ("C9800-CL-K9：9ZZEXAMPLE1", .unknown),
      ("nobody", .unknown), ("", .unreadable), (" ", .unreadable), (":", .unreadable),
      ("C9800-CL-K9:", .unreadable), ("PID:C9800-CL-K9", .unreadable),
      ("P:C9800-CL-K9,P:C9800-CL-K9,S:9ZZEXAMPLE1", .unreadable),
      ("C9800 CL K9:9ZZEXAMPLE1", .unreadable), ("C9800-CL-K9:9ZZEXAMPLE1,", .unreadable),
    ] as [(String, NamingError.Code)])
  func anotherSpellingIsNoNewDevice(_ typed: String, _ code: NamingError.Code) {
    #expect(throws: NamingError(code, "")) { try known.deviceOrNew(named: typed) }
    #expect(throws: NamingError.self) { try known.device(named: typed) }
  }

  @Test func aWrongPIDIsHintedAt() {
    let error = #expect(throws: NamingError.self) {
      try known.deviceOrNew(named: "C9800-CL:9ZZEXAMPLE1")
    }
    #expect(error?.hint.contains("C9800-CL-K9:9ZZEXAMPLE1") == true)
  }

  @Test func aTableRowWithAKnownSerialUnderAnotherPIDHasANamesake() {
    let row = UDI(pid: "C9800-40-K9", serial: "9ZZEXAMPLE1")
    #expect(known.namesake(of: row) == UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1"))
    #expect(known.namesake(of: UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")) == nil)
    #expect(known.namesake(of: UDI(pid: "C9800-40-K9", serial: "9ZZEXAMPLE77")) == nil)
  }

  @Test func aNewDeviceAsPrintedIsNewAndMayBeRefused() throws {
    let (device, isNew) = try known.deviceOrNew(named: "C9800-CL-K9:9ZZEXAMPLE9")
    #expect(isNew && device.serial == "9ZZEXAMPLE9")
    #expect(throws: NamingError(.unknown, "")) {
      try known.device(named: "C9800-CL-K9:9ZZEXAMPLE9")
    }
  }

  @Test func whatCameOutOfFilesKeepsItsNameWhateverItIs() throws {
    #expect(try known.device(named: "zürich-1").serial == "9ZZEXAMPLE5")
    let lower = UDI(pid: "c9800-cl-k9", serial: "9zzexample7")
    let files = KnownDevices([KnownDevices.Device(lower)])
    #expect(try files.device(named: "C9800-CL-K9:9ZZEXAMPLE7") == lower)
  }

  @Test func ofSeveralTheOneInServiceIsMeantAndTheExactOneFirst() throws {
    #expect(try known.device(named: "sw-1").serial == "FZZ0000C002")
    var twice = known
    let lower = UDI(pid: "c9800-cl-k9", serial: "9ZZEXAMPLE1")
    twice.add(KnownDevices.Device(lower))
    #expect(try twice.device(named: "c9800-cl-k9:9ZZEXAMPLE1") == lower)
    #expect(throws: NamingError(.ambiguous, "")) {
      try twice.device(named: "C9800-cl-k9:9ZZEXAMPLE1")
    }
  }

  @Test func aGroupWhereOneDeviceIsNeededNamesItsMembers() throws {
    let members = (1...2).map { UDI(pid: "C9800-40-K9", serial: "9ZZEXAMPLE\($0)") }
    let known = KnownDevices(
      members.map { KnownDevices.Device($0, hostName: nil, isInService: true, group: "wlc-ha") })
    let error = #expect(throws: NamingError.self) { try known.device(named: "wlc-ha") }
    #expect(error?.reason.hasPrefix("wlc-ha is a group of 2 devices: C9800-40-K9:") == true)
    let other = #expect(throws: NamingError.self) { try known.device(named: "wlc-hb") }
    #expect(other?.reason.contains("did you mean wlc-ha?") == true)
  }
}
