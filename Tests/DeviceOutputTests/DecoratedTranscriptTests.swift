import DeviceOutput
import LicenseFiles
import Testing

/// What a terminal adds must not change what is read.
@Suite("Decorated transcripts")
struct DecoratedTranscriptTests {
  private let plain =
    "WLC-1#show license status\n" + statusText(lastAck: "Mar 04 09:15:00 2024 UTC")
    + "WLC-1#show license all\n" + pairText
    + "WLC-1#show license rum id all\n1000000001  ACK  N  x\n1000000002  OPEN  N  y\n"
    + "WLC-1#license smart import flash:a\nImport Data Successful\nWLC-1#\n"

  private func facts(_ text: String) throws -> [String] {
    let snapshot = try device(text)
    let license = snapshot.observations.compactMap(\.license)
    return [
      snapshot.observations.compactMap { $0.command?.command?.rawValue }.joined(separator: ","),
      snapshot.lastAck.latest?.value?.text ?? "", snapshot.udi.latest?.value.description ?? "",
      snapshot.nextAckDeadline.latest?.value?.text ?? "",
      snapshot.members.map(\.value.udi.serial).joined(separator: ","),
      "\(snapshot.reportStates.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.value)" })",
      "\(license.map { $0.policy?.classes.map(\.title) ?? [] })",
      "\(license.map { $0.reportSummary?.waitingForAck?.value.inParentheses ?? 0 })",
      "\(snapshot.importAnswers.map(\.isPlainSuccess))",
      "\(snapshot.observations.flatMap(\.unknownLines))",
    ]
  }

  @Test("pagers, CRLF, escape sequences and log lines change nothing that is read")
  func decorated() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    let expected = try facts(plain)
    let log = "*Nov 24 10:00:00.123: %SYS-5-CONFIG_I: Configured from console"
    let erase = String(repeating: "\u{8}", count: 9)
    for round in 0..<100 {
      let ending = ["\n", "\r\n", "\r\r\n"].randomElement(using: &generator) ?? "\n"
      var text = ""
      for line in plain.split(separator: "\n", omittingEmptySubsequences: false) {
        switch Int.random(in: 0..<7, using: &generator) {
        case 0: text += " --More-- \(erase)        \(erase)" + line
        case 1: text += " --More-- \r          \r" + line
        case 2: text += log + ending + line
        case 3 where !line.isEmpty: text += line + log
        case 4: text += "\u{1B}[0m" + line + "\u{1B}[K"
        default: text += line
        }
        text += ending
      }
      let found = try facts(text)
      #expect(found == expected, "seed \(seed), round \(round)\n\(text)")
    }
  }
}
