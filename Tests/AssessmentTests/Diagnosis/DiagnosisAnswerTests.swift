import Assessment
import DeviceOutput
import LicenseFiles
import Testing

/// The same words mean another thing after another command.
@Suite struct DiagnosisAnswerTests {
  private func ids(_ command: String, _ answer: String) -> [String] {
    diagnoses(["WLC-1#license smart \(command)\n\(answer)\nWLC-1#\n"])[0].ids
  }

  @Test(arguments: [
    ("save usage all file bootflash:rum.txt", "nothing-to-save"),
    ("save usage unreported file bootflash:rum.txt", "nothing-to-save"),
    ("sav us days 30 file bootflash:rum.txt", "nothing-to-save"),
    ("save usage rum-id 40 file bootflash:rum.txt", "no-such-report"),
    ("save usage rum-Id 40 file bootflash:rum.txt", "no-such-report"),
    ("authorization request add test local", "no-such-feature"),
    ("import bootflash:ACK_rum.txt", "file-not-found"),
  ])
  func notFoundIsJudgedWithItsCommand(_ command: String, _ row: String) {
    #expect(ids(command, "The requested item was not found") == [row])
  }

  @Test(arguments: [
    ("show license rum id 40 detail", ["no-such-report"]), ("show license rum id all", []),
  ])
  func whatIsShownMayBeNotThereToo(_ command: String, _ rows: [String]) {
    let text = "WLC-1#\(command)\nThe requested item was not found\nWLC-1#\n"
    #expect(diagnoses([text])[0].ids == rows)
  }

  /// The reason that the statistics print is the cause, and a guess is left out.
  @Test(arguments: [
    ("Unable to resolve server hostname/domain name", 3, ["no-dns"]), ("<none>", 3, ["no-reply"]),
    ("Some new words", 3, ["no-reply"]), ("Unable to resolve server hostname/domain name", 0, []),
  ])
  func theReasonOfTheStatistics(_ reason: String, _ failed: Int, _ rows: [String]) throws {
    let text = """
      WLC-1#show license tech support
      Communication Statistics:
      =======================
      Usage Reporting:
        Attempts: Total=\(failed), Success=0, Fail=\(failed)  Ongoing Failure: Overall=\(failed) Communication=\(failed)
        Last Response: \(failed == 0 ? "OK" : "NO REPLY") on Aug 19 15:18:32 2026 UTC
          Failure Reason: \(reason)
      WLC-1#

      """
    let diagnosis = try #require(diagnoses([text]).first)
    #expect(diagnosis.ids.filter { $0 != "idle-error" } == rows)
    if reason.hasPrefix("Some") {
      #expect(diagnosis.conclusion("no-reply")?.evidence.first?.detail == "its reason: \(reason)")
    }
  }

  @Test func noImportIsBlamedForAnotherCommand() throws {
    let text =
      "WLC-1#license smart save usage all file bootflash:rum.txt\n"
      + "The requested item was not found\nWLC-1#\n"
    let diagnosis = diagnoses([text])[0]
    #expect(!diagnosis.instructions.contains { $0.contains("license smart import") })
    #expect(diagnosis.conclusions[0].row.descriptor.why.contains("first hour"))
  }

  @Test(arguments: [
    "authorization return all offline bootflash:return.txt", "authorization return local offline",
    "reservation return local",
  ])
  func nothingToReturnIsNoFault(_ command: String) {
    let text =
      "WLC-1#license smart \(command)\nNo reservation authorization code installed in device\n"
    let diagnosis = diagnoses([text])[0]
    #expect(diagnosis.ids == ["nothing-to-return"])
    #expect(diagnosis.severities == [.note])
  }

  @Test func otherWordsAreStillTold() {
    #expect(ids("save usage all file bootflash:rum.txt", "Failed to open it") == ["save-answered"])
    #expect(ids("import bootflash:ACK_rum.txt", "Some other failure") == ["import-not-accepted"])
  }
}

/// The message itself names the fault.
@Suite struct DiagnosisReasonTests {
  private static let udi =
    "%SMART_LIC-2-PLATFORM_ERROR: Smart Licensing has encountered an internal software error. Contact "
    + "TAC: The platform provided UDI list has invalid values: ; udi_sn is empty; udi_sn is null or empty "
    + "for valid udi_pid"

  @Test(arguments: [
    "*Oct  6 12:00:00.123: \(udi)\n",
    "EDGE#show running-config | include tunnel\n*Oct 6 12:00:00.123: \(udi) tunnel source "
      + "GigabitEthernet1\nEDGE#\n",
  ])
  func aSerialNumberThatIsMissingIsNamed(_ text: String) throws {
    let found = try #require(diagnoses([text])[0].conclusions.first)
    #expect(found.row.id == "diagnosis/udi-without-serial")
    #expect(found.advice.commands.contains("show license udi"))
  }

  @Test func anotherPlatformErrorStaysOne() {
    let text =
      "*Oct  6 12:00:00.123: %SMART_LIC-2-PLATFORM_ERROR: Smart Licensing has encountered an "
      + "internal software error. Contact TAC: out of memory\n"
    #expect(diagnoses([text])[0].ids.first == "platform-error")
  }

  @Test func aReasonOfTheAgentsListIsExplained() throws {
    let text =
      "Oct  6 12:00:00.123: %SMART_LIC-3-AUTHORIZATION_INSTALL_FAILED: The install of a new "
      + "licensing authorization code has failed on P:C8000V,S:9ZZEXAMPLE5: Signature Verification failed\n"
    let event = try #require(diagnoses([text])[0].story.first)
    #expect(event.detail?.contains("the device refuses the signature") == true)
  }

  /// The same file was taken later.
  @Test func aFailedImportIsOverAfterASuccess() {
    func answers(_ words: String...) -> String {
      words.map { "WLC-1#license smart import flash:ACK.txt\n\($0)\n" }.joined() + "WLC-1#\n"
    }
    let over = diagnoses([answers("The file could not be used", "Import Data Successful")])[0]
    #expect(over.conclusion("import-not-accepted")?.severity == .note)
    // A near miss: the failure came last.
    let open = diagnoses([answers("Import Data Successful", "The file could not be used")])[0]
    #expect(open.conclusion("import-not-accepted")?.severity == .warning)
  }

  /// The success of another file ends nothing. The disk and the case of letters make no other file.
  @Test(arguments: [
    ("flash:ACK_one.txt", "flash:ACK_two.txt", Severity.warning),
    ("flash:ACK_one.txt", "bootflash:ack_one.txt", .note),
    ("tftp://192.0.2.10/a/ACK_one.txt", "flash:ACK_one.txt", .note),
  ])
  func aFailedImportIsOverByItsFile(_ failed: String, _ taken: String, _ severity: Severity) {
    let text =
      "WLC-1#license smart import \(failed)\nThe file could not be used\n"
      + "WLC-1#license smart import \(taken)\nImport Data Successful\nWLC-1#\n"
    #expect(diagnoses([text])[0].conclusion("import-not-accepted")?.severity == severity)
  }

  /// Of two files that failed one that was taken since leaves the other open.
  @Test func eachFailedFileIsOverByItself() {
    let text = ["ACK_one.txt", "ACK_two.txt"].map {
      "WLC-1#license smart import flash:\($0)\nThe file could not be used\n"
    }.joined()
    let one = "WLC-1#license smart import flash:ACK_one.txt\nImport Data Successful\n"
    let two = "WLC-1#license smart import flash:ACK_two.txt\nImport Data Successful\n"
    func severity(_ later: String) -> Severity? {
      diagnoses([text + later + "WLC-1#\n"])[0].conclusion("import-not-accepted")?.severity
    }
    #expect(severity(one) == .warning)
    #expect(severity(one + two) == .note)
  }

  /// Which part is missing is what the message says, not what it names besides.
  @Test(arguments: [
    ("; udi_pid is empty; udi_pid is null or empty for valid udi_sn", "udi-without-pid"),
    ("; udi_sn is empty", "udi-without-serial"), ("; udi_sn is null", "udi-without-serial"),
  ])
  func theMissingPartOfTheUDI(_ words: String, _ row: String) {
    let found = diagnoses([
      "*Aug 20 2026 06:15:03.456 UTC: %SMART_LIC-2-PLATFORM_ERROR: Smart Licensing has encountered an internal "
        + "software error. Contact TAC: The platform provided UDI list has invalid values: \(words)\n"
    ])[0].ids
    #expect(found.contains(row) && !found.contains("platform-error"), "\(found)")
  }
}
