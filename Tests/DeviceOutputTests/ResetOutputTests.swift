import DeviceOutput
import LicenseFiles
import Testing

@Suite("Resets and reloads in outputs")
struct ResetOutputTests {
  @Test("a factory reset takes its time from its stamp, from a log message or from the banner")
  func resets() throws {
    let warning = #"%Warning: reload required after "license smart factory reset" command"#
    let bare = try device("WLC#license smart factory reset\n\(warning)\n")
    #expect(bare.resets.first?.warning?.value == warning)
    #expect(bare.resets.first?.time == nil)

    let stamped = try device("*Nov 24 10:00:00.000 UTC: \(warning)\n")
    #expect(stamped.resets.first?.timeBasis == .warning)
    #expect(stamped.resets.first?.time?.value.reading?.hour == 10)

    let logged = try device(
      """
      WLC#license smart factory reset
      \(warning)
      WLC#
      *Nov 24 10:00:01.000: %PARSER-5-CFGLOG_LOGGEDCMD: User:x logged:license smart factory reset
      """)
    #expect(logged.resets.first?.timeBasis == .logMessage)
    #expect(logged.resets.first?.time?.location.line == 4)

    let banner = try device(
      """
      WLC#license smart factory reset
      Load for five secs: 2%/0%; one minute: 0%; five minutes: 0%
      Time source is NTP, 10:00:00.123 UTC Tue Nov 24 2026
      \(warning)
      """)
    #expect(banner.resets.first?.timeBasis == .clockBanner)
    #expect(banner.resets.first?.time?.value.utc == 1_795_514_400)
  }

  @Test("a log message that quotes the command shows a reset by itself")
  func loggedReset() throws {
    let snapshot = try device(
      """
      WLC#show logging
      Log Buffer (4096 bytes):
      *Nov 24 10:00:01.000: %PARSER-5-CFGLOG_LOGGEDCMD: User:x logged:license smart factory reset
      *Nov 24 10:00:02.000: %PARSER-5-CFGLOG_LOGGEDCMD: User:x logged:write memory
      """)
    #expect(snapshot.resets.count == 1)
    #expect(snapshot.resets.first?.timeBasis == .logMessage)
    #expect(snapshot.resets.first?.warning == nil)
  }

  @Test("the warning among log messages shows a reset with its time")
  func loggedWarning() throws {
    let warning = #"%Warning: reload required after "license smart factory reset" command"#
    let snapshot = try device(
      """
      WLC#show logging
      Log Buffer (4096 bytes):
      *Nov 24 10:00:01.000 UTC: \(warning)
      *Nov 24 10:00:02.000 UTC: %Warning: reload required after another command
      """)
    #expect(snapshot.resets.map(\.warning?.value) == [warning])
    #expect(snapshot.resets.first?.timeBasis == .warning)
    #expect(snapshot.resets.first?.time?.value.reading?.hour == 10)
    #expect(snapshot.resets.first?.warning?.location.line == 3)
  }

  @Test("a factory reset that the device refused has no warning")
  func refusedReset() throws {
    let snapshot = try device("WLC>license smart factory reset\n% Invalid input detected\n")
    #expect(snapshot.resets.first?.warning == nil)
    #expect(snapshot.resets.first?.otherLines.map(\.value) == ["% Invalid input detected"])
  }

  @Test("traces of a reload come from the command and from the log")
  func reloads() throws {
    let snapshot = try device(
      """
      WLC#reload
      Proceed with reload? [confirm]
      *Nov 24 10:00:02.000: %SYS-5-RELOAD: Reload requested by console.
      *Nov 24 10:09:02.000: %SYS-5-RESTART: System restarted --
      """)
    #expect(snapshot.reloads.map(\.kind) == [.command, .requested, .restarted])
    #expect(snapshot.reloads[2].time?.value.reading?.minute == 9)
  }
}
