import LicenseFiles

/// Reads the old table of `show license udi`: `* ASR1006  SERIAL  ASR1006:SERIAL`. The newer form
/// is made of license blocks.
enum ShowLicenseUDITable {
  static let reader = CommandReader(
    .showLicenseUDI, signs: [.typical("SlotID "), .lone("UDI: PID:"), .lone("UDI:PID:")],
    isMadeOfBlocks: true
  ) { output in
    var blocks = LicenseBlocks(output.lines, context: output.context)
    let rest = read(blocks.unknown, into: &blocks.facts, output.context)
    return (.license(blocks.facts), rest)
  }

  static func read(
    _ lines: [TranscriptLine], into facts: inout LicenseFacts, _ context: OutputContext
  ) -> [TranscriptLine] {
    var unknown: [TranscriptLine] = []
    for line in lines {
      let words = line.text.words
      if line.text.isRule || words == ["SlotID", "PID", "SN", "UDI"] { continue }
      guard words.count >= 3, let last = words.last, let udi = UDI(String(last)),
        words.dropLast().suffix(2).elementsEqual([udi.pid[...], udi.serial[...]])
      else {
        unknown.append(line)
        continue
      }
      let slot = UDISlot(slot: words.count > 3 ? String(words[0]) : "", udi: udi)
      facts.slots.append(context.observed(slot, line.number))
      if facts.udi == nil || words[0] == "*" { facts.udi = context.observed(udi, line.number) }
    }
    return unknown
  }
}
