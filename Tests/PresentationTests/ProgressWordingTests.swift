import LicenseFiles
import Testing

@testable import Presentation

/// How far long work is, in one line.
@Suite struct ProgressWordingTests {
  @Test func aFileWithItsShareAndRate() {
    let work = WorkInHand(.reading, "usage/wlc-1.txt", done: 118_400_000, total: 209_000_000)
    #expect(
      ProgressWording.line(work, seconds: 2, columns: 80)
        == "reading usage/wlc-1.txt: 118 MB of 209 MB, 56%, 59 MB/s")
  }

  @Test func aPipeHasNoShare() {
    let work = WorkInHand(.reading, "standard input", done: 12_000, total: nil)
    #expect(
      ProgressWording.line(work, seconds: 0.2, columns: 80) == "reading standard input: 12 kB")
  }

  @Test func manyFilesAreCounted() {
    let work = WorkInHand(.reading, "acks/ACK_9.txt", done: 0, total: 400, number: 1234)
    #expect(
      ProgressWording.line(work, seconds: 0, columns: 80)
        == "reading acks/ACK_9.txt: 0 kB of 0 kB, 0% (file 1234)")
  }

  @Test func eventsOfALedger() {
    let work = WorkInHand(.verifying, "/s/ledger.sqlite", done: 1_000, total: 4_000, number: 3)
    #expect(
      ProgressWording.line(work, seconds: 4, columns: 80)
        == "verifying /s/ledger.sqlite: 1000 events of 4000 events, 25%, 250 events/s")
  }

  @Test func whatIsJudgedHasNoSizeButItsTime() {
    let work = WorkInHand(.judging, "wlc-1.txt", total: nil)
    #expect(ProgressWording.line(work, seconds: 4.2, columns: 80) == "judging wlc-1.txt: 4 s")
  }

  @Test func aFileThatGrewHasNoShare() {
    let work = WorkInHand(.reading, "a.txt", done: 3_000_000, total: 2_000_000)
    #expect(ProgressWording.line(work, seconds: 0, columns: 80) == "reading a.txt: 3 MB")
  }

  @Test(arguments: [10, 20, 34, 60, 200])
  func itIsNeverWiderThanTheTerminal(_ columns: Int) {
    let work = WorkInHand(
      .reading, String(repeating: "folder/", count: 40) + "wlc-1.txt", done: 118_400_000,
      total: 209_000_000, number: 7)
    let line = ProgressWording.line(work, seconds: 2, columns: columns)
    #expect(line.count < columns)
    if columns >= 80 { #expect(line.contains("wlc-1.txt:")) }
  }

  @Test func aNameCannotSteerTheTerminal() {
    let work = WorkInHand(.reading, "a\u{1B}[2J\nb", done: 0, total: nil)
    let line = ProgressWording.line(work, seconds: 0, columns: 80)
    #expect(!line.contains("\u{1B}"))
    #expect(!line.contains("\n"))
  }
}
