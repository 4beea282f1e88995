import DeviceOutput
import LicenseFiles
import Testing

@Suite("Which output is the newest")
struct EvidenceOrderTests {
  private let udi = "WLC-1#show license udi\nUDI: PID:C9800-CL-K9,SN:9ZZEXAMPLE1\n"
  private let never = "WLC-1#show license status\n" + statusText()
  private func acknowledged(_ time: String = "Mar 04 09:15:00 2024 UTC") -> String {
    "WLC-1#show license status\n" + statusText(lastAck: time)
  }

  private func clock(_ time: String) -> String { "WLC-1#show clock\n\(time)\n" }

  /// The same files in both orders and under names that sort the other way round.
  private func snapshots(_ older: String, _ newer: String) throws -> [DeviceSnapshot] {
    try [("a", older, "b", newer), ("b", newer, "a", older), ("z", older, "c", newer)].map {
      files in
      let devices = read(files.1, name: files.0).joined(with: read(files.3, name: files.2)).devices
      try #require(devices.count == 1, "\(devices.count) devices")
      return devices[0]
    }
  }

  private func expectNewest(
    _ older: String, _ newer: String, by order: EvidenceOrder = .clock
  ) throws {
    for snapshot in try snapshots(older, newer) {
      #expect(snapshot.lastAck.latest?.value != nil)
      #expect(snapshot.order == order)
      #expect(snapshot.isOrderKnown)
    }
  }

  @Test("show clock decides, wherever it stands in the session")
  func showClock() throws {
    try expectNewest(
      udi + clock("10:00:00.000 UTC Mon Mar 4 2024") + never,
      udi + acknowledged() + clock("10:00:00.000 UTC Tue Mar 5 2024"))
    try expectNewest(
      udi + never + clock("10:00:00.000 CET Mon Mar 4 2024"),
      udi + clock("10:00:00.000 CET Tue Mar 5 2024") + acknowledged())
  }

  @Test("one name for two zones is compared where the days are far apart")
  func anotherZone() throws {
    try expectNewest(
      udi + clock("10:00:00.000 UTC Mon Mar 4 2024") + never,
      udi + clock("10:00:00.000 CET Thu Mar 7 2024") + acknowledged())
  }

  @Test("the line before an output is a clock too")
  func banner() throws {
    func banner(_ day: String) -> String {
      "Load for five secs: 1%/0%; one minute: 3%; five minutes: 2%\n"
        + "Time source is NTP, 11:43:15.743 UTC \(day)\n"
    }
    let command = "WLC-1#show license status\n"
    try expectNewest(
      udi + command + banner("Mon Mar 4 2024") + statusText(),
      udi + command + banner("Tue Mar 5 2024") + statusText(lastAck: "Mar 04 12:15:00 2024 UTC"))
  }

  @Test("the last start and the time since then are a clock")
  func uptime() throws {
    func version(_ days: Int) -> String {
      "WLC-1#show version\nCisco IOS XE Software, Version 17.09.02\nWLC-1 uptime is \(days) days\n"
        + "System restarted at 09:00:00 UTC Fri Mar 1 2024\n"
    }
    try expectNewest(udi + version(2) + never, udi + version(5) + acknowledged())
  }

  @Test("without a clock the times of one kind decide")
  func stamps() throws {
    try expectNewest(udi + never, udi + acknowledged(), by: .stamps)
    try expectNewest(
      udi + acknowledged("Mar 03 09:15:00 2024 UTC"), udi + acknowledged(), by: .stamps)
    let log = "WLC-1#show logging\nSyslog logging: enabled\n"
    try expectNewest(
      udi + never + log + "Dec 30 10:00:00.000: %SYS-5-CONFIG_I: Configured\n",
      udi + acknowledged() + log + "Jan  2 10:00:00.000: %SYS-5-CONFIG_I: Configured\n",
      by: .stamps)
  }

  @Test("a time that is printed lies before the output")
  func afterAClock() throws {
    try expectNewest(
      udi + clock("08:00:00.000 UTC Mon Mar 4 2024") + never, udi + acknowledged(), by: .stamps)
  }

  @Test("after a reset a time may go back, so that it decides nothing")
  func reset() throws {
    let warning =
      "WLC-1#license smart factory reset\n"
      + "%Warning: reload required after \"license smart factory reset\" command\n"
    let first = read(udi + acknowledged() + warning, name: "a")
    let second = read(udi + never, name: "b")
    let snapshot = try #require(first.joined(with: second).devices.first)
    #expect(snapshot.lastAck.latest?.value == nil)
    #expect(snapshot.order == .files)
  }

  @Test("without any time the order of the files decides, and that is said")
  func files() throws {
    func version(_ release: String) -> String {
      "WLC-1#show version\nCisco IOS XE Software, Version \(release)\n"
    }
    let (old, new) = (udi + version("17.09.02"), udi + version("17.12.01"))
    let one = try #require(read(old, name: "a").joined(with: read(new, name: "b")).devices.first)
    let other = try #require(read(new, name: "a").joined(with: read(old, name: "b")).devices.first)
    #expect(one.release.latest?.value.normalized == "17.12.1")
    #expect(other.release.latest?.value.normalized == "17.9.2")
    #expect(one.order == .files && other.order == .files)
  }

  @Test("where two outputs say nothing twice, or the same, the order does not matter")
  func noContradiction() throws {
    let version = "WLC-1#show version\nCisco IOS XE Software, Version 17.09.02\n"
    let apart = try #require(
      read(udi + version, name: "a").joined(with: read(udi + never, name: "b")).devices.first)
    #expect(apart.order == .clock)
    let same = try #require(
      read(udi + version, name: "a").joined(with: read(udi + version, name: "b")).devices.first)
    #expect(same.order == .clock)
  }

  @Test("files without a time keep their place among the others")
  func partly() throws {
    let first = read(udi + clock("10:00:00.000 UTC Tue Mar 5 2024") + acknowledged(), name: "a")
    let second = read("WLC-1#show license udi\nUDI: PID:C9800-CL-K9,SN:9ZZEXAMPLE1\n", name: "b")
    let third = read(udi + clock("10:00:00.000 UTC Mon Mar 4 2024") + never, name: "c")
    let snapshot = try #require(first.joined(with: second).joined(with: third).devices.first)
    #expect(snapshot.lastAck.latest?.value != nil)
    #expect(snapshot.order == .clock)
  }

  @Test("sessions of one log file are apart, and so are files that were joined in another order")
  func sessionsInAFile() throws {
    let header = "=~=~=~=~= PuTTY log 2024.03.04 =~=~=~=~=\n"
    let newer = udi + acknowledged() + clock("10:00:00.000 UTC Tue Mar 5 2024")
    let older = udi + never + clock("10:00:00.000 UTC Mon Mar 4 2024")
    for text in [header + newer + header + older, newer + older, older + newer] {
      let snapshot = try device(text)
      #expect(snapshot.lastAck.latest?.value != nil)
      #expect(snapshot.order == .clock)
    }
  }

  @Test("a clock that is set right does not make an older session")
  func correctedClock() throws {
    let wrong = clock("*10:00:00.000 UTC Tue Mar 8 2033")
    let right = clock("10:00:00.000 UTC Mon Mar 4 2024")
    #expect(try device(udi + never + wrong + right + acknowledged()).lastAck.latest?.value != nil)
    let set = clock("10:00:00.000 UTC Tue Mar 8 2033") + "WLC-1#clock set 10:00:00 4 Mar 2024\n"
    #expect(try device(udi + never + set + right + acknowledged()).lastAck.latest?.value != nil)
  }

  @Test("many sessions without a time end soon")
  func many() {
    let text = (0..<20_000).map { _ in "=~=~=~=~= PuTTY log =~=~=~=~=\n" + "WLC-1#show version\nx\n"
    }
    .joined()
    #expect(read(text).devices.count == 1)
  }

  @Test("a clock before the first host name is of the same device")
  func clockFirst() throws {
    let tech =
      "------------------ show clock ------------------\n\n"
      + "*10:15:04.118 CET Thu Aug 20 2026\n\n"
      + "------------------ show version ------------------\n\n"
      + "Cisco IOS XE Software, Version 17.12.04\nWLC-1 uptime is 2 days\n"
    for other in [udi, ""] {
      let devices = read(other, name: "a").joined(with: read(tech, name: "b")).devices
      #expect(devices.count == 1)
      #expect(devices.first?.clock.latest != nil)
    }
    let sessions = read("10:00:00.000 UTC Mon Mar 4 2024\n=~=~ PuTTY log =~=~\n" + udi).devices
    #expect(sessions.count == 1)
  }
}

@Suite("Outputs complete each other")
struct CompletionTests {
  private let usage = """
    r1#show license usage
    License Authorization:
      Status: Not Applicable

    network-premier (ESR_P_10M_P):
      Description: network-premier
      Count: 1
      Version: 1.0
      Status: IN USE
      Enforcement type: NOT ENFORCED
      License type: Perpetual

    dna-premier (DNA_P_10M_P):
      Description: dna-premier
      Count: 1
      Version: 1.0
      Status: IN USE
      Enforcement type: NOT ENFORCED
      License type: Subscription


    """
  private func summary(_ rows: String) -> String {
    "r1#show license summary\nLicense Usage:\n"
      + "  License                 Entitlement Tag               Count Status\n"
      + "  ---------------------------------------------------------------\n" + rows
  }

  @Test("a summary without types leaves those that the usage printed")
  func summaryAfterUsage() throws {
    let snapshot = try device(
      usage + summary("  network-premier         (ESR_P_10M_P)                     7 IN USE\n"))
    let licenses = try #require(snapshot.licenses).map(\.value)
    #expect(licenses.map(\.name) == ["network-premier"])
    #expect(licenses.map(\.count) == [7])
    #expect(licenses.map(\.licenseType) == ["Perpetual"])
  }

  @Test("of two entitlements of one name none is taken for the other")
  func sameNames() throws {
    let two = usage.replacing("dna-premier (DNA_P_10M_P)", with: "network-premier (OTHER)")
    let snapshot = try device(
      two + summary("  network-premier         (OTHER)                           1 IN USE\n"))
    #expect(snapshot.licenses?.map(\.value.licenseType) == ["Subscription"])
    let cut = try device(
      two + summary("  network-premier         (...)                             1 IN USE\n"))
    #expect(cut.licenses?.map(\.value.licenseType) == [nil])
  }

  @Test("another transport has no address of the one before")
  func transport() throws {
    func status(_ transport: String) -> String {
      "r1#show license status\nTransport:\n\(transport)\n"
    }
    let smart = status("  Type: Smart\n  URL: https://example.com/")
    #expect(try device(smart + status("  Type: Transport Off")).transportFacts?.url == nil)
    #expect(try device(smart + status("  Type: Smart")).transportFacts?.url != nil)
  }

  @Test("a part of a configuration changes the whole one and blanks nothing")
  func configuration() throws {
    let whole =
      "r1#show running-config\nCurrent configuration : 1 bytes\nhostname r1\n"
      + "license smart transport cslu\nntp server 192.0.2.1\nend\n"
    let snapshot = try device(
      whole + "r1#show running-config | include license\nlicense smart transport off\nr1#\n")
    let configuration = try #require(snapshot.runningConfiguration)
    #expect(configuration.extent == .whole)
    #expect(configuration.transport?.value == "off")
    #expect(configuration.timeServers.count == 1)
    let part = try device("r1#show running-config | include ntp\nntp server 192.0.2.1\nr1#\n")
    #expect(part.runningConfiguration?.extent == .filtered)
  }

  @Test("a list of reports that is filtered, cut off or left at the pager is not the whole one")
  func reports() throws {
    let row = "1000000005  ACK  N  air-dna-advantage\n"
    let list = "r1#show license rum id all\n" + row
    #expect(try device(list).tellsOfAll([1_000_000_005]))
    #expect(try device(list + "r1#\n").tellsOfAll([1_000_000_004, 1_000_000_005]))
    for (text, wanted) in [
      (list, 1_000_000_004), (list + "r1#\n", 1_000_000_006), (list + "r2#\n", 1_000_000_004),
      ("r1#show license rum id all | include ACK\n" + row + "r1#\n", 1_000_000_004),
    ] as [(String, UInt64)] {
      let snapshot = try #require(
        DeviceOutputReader.read(name: "t", bytes: Array(text.utf8)).devices.first)
      #expect(!snapshot.tellsOfAll([wanted]), "\(text)")
    }
  }
}
