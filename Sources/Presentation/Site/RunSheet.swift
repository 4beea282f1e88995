import Assessment
import LicenseFiles

extension ImportReport {
  /// The page for a change window: what to type at each device, what it has to print, where to stop.
  /// Plain text, to be printed and worked off by hand.
  public var runSheet: String {
    func safe(_ text: String) -> String { TerminalText.escaped(text, limit: 400) }
    let ready = entries.filter(\.isReady)
    var text = "RUN SHEET  change \(safe(change ?? ""))  made \(TimeText.iso8601(now))\n"
    if isRehearsal { text += "REHEARSAL: no real site\n" }
    text += """
      import of \(ready.count) ACKs; \(entries.count - ready.count) more are not on this sheet
      operator ______________________  witness ______________________  date ______________

      Work off one device after the other. STOP at the first line that does not print what stands
      behind it: keep the output, go on with the next device, and give everything to rumkit confirm.

      """
    for (index, entry) in ready.enumerated() {
      guard let device = entry.device else { continue }
      text += "\n\(index + 1)  \(safe(device.description))"
      text += "  \(entry.name?.text ?? "")  \(entry.byteCount ?? 0) bytes\n"
      text += "   sha256 \(entry.sha256)\n"
      text += "   [ ] on the jump host, the guard again, exit status 0 or STOP:\n"
      text += "       rumkit reset status --device \(safe(device.description))\n"
      for instruction in entry.instructions {
        text += "   [ ] \(instruction.text)\n"
        if let expects = instruction.expects { text += "       must print: \(expects)\n" }
      }
      text += "   [ ] output saved as __________________________  time ________\n"
    }
    let rest = entries.filter { !$0.isReady }
    if !rest.isEmpty { text += "\nNOT ON THIS SHEET\n" }
    for entry in rest {
      text += "   \(safe(entry.device?.description ?? "device not known"))  \(entry.word)"
      text += "  \(safe(entry.file))\n"
      for reason in entry.reasons where reason.severity > .note {
        text += "       \(reason.id): \(safe(reason.message))\n"
      }
    }
    return text + "\nAfterwards: rumkit confirm with the saved output of every device.\n"
  }
}
