import Assessment
import LicenseFiles

/// Text that can be pasted at a device: lines, and comments after `!`. No line of it is broken, whatever the
/// width of the terminal: the device would take the rest of a comment for a command.
struct ConfigurationPage {
  private(set) var text = ""
  private static let width = 79

  /// Words for a comment. A `?` asks a device for help even there, so it is written out.
  static func remark(_ words: String, limit: Int = 400) -> String {
    TerminalText.escaped(words, limit: limit).replacing("?", with: "(question mark)")
  }

  /// A comment in as many lines as it takes.
  mutating func comment(_ words: String = "", indent: Int = 1) {
    let safe = Self.remark(words, limit: 2000)
    let margin = "!" + String(repeating: " ", count: indent)
    for line in WrappedText.lines(safe, width: Self.width - margin.count) {
      text += line.isEmpty ? "!\n" : WrappedText.command(margin + line) + "\n"
    }
  }

  /// A comment in one line, whatever its width: a line that is typed by hand or filled in.
  mutating func marked(_ mark: String, _ line: String) {
    text += WrappedText.command("!\(mark) " + Self.remark(line, limit: 500)) + "\n"
  }

  /// A line that the device takes.
  mutating func line(_ line: String) {
    text += WrappedText.command(TerminalText.escaped(line, limit: 500)) + "\n"
  }

  /// Lines of a plan. The source stands above the lines that share it.
  mutating func lines(_ lines: [PlanLine]) {
    var last: Basis?
    for line in lines {
      if line.source != last { comment("\(line.source.certainty): \(line.source.source)") }
      last = line.source
      switch line.kind {
      case .exec, .configuration: self.line(line.text)
      case .byHand: marked(">", line.text)
      case .open: marked("-", line.text)
      }
      if let expects = line.expects { comment("prints: \(expects)", indent: 5) }
      if let note = line.note { comment(note, indent: 5) }
    }
  }

  /// Lines that are configured, between the commands that begin and end that.
  ///
  /// - Parameter ending: what ends it, as the device takes that.
  mutating func configuration(_ lines: [PlanLine], ending: [String]) {
    let hasLines = lines.contains { $0.kind == .configuration }
    if hasLines { line("configure terminal") }
    self.lines(lines)
    if hasLines { ending.forEach { line($0) } }
  }

  /// What the marks mean.
  mutating func legend() {
    comment(
      "Lines after ! are comments: all of it can be pasted at the device's # prompt. !> marks "
        + "what is typed by hand, !- what is left out until you fill it in.")
  }

  /// A finding after its place, and its remedy.
  mutating func finding(_ finding: Finding) {
    let line = finding.location.line.map { ":\($0)" } ?? ""
    comment(
      "\(finding.location.file)\(line): \(finding.severity.rawValue): \(finding.id): "
        + finding.message)
    comment(finding.remedy, indent: 5)
  }
}
