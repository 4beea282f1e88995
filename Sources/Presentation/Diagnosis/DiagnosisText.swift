import Assessment
import DeviceOutput
import LicenseFiles

/// The diagnosis of one device, for a terminal.
struct DiagnosisText {
  private let diagnosis: Diagnosis
  private let isVerbose: Bool
  /// The width of the terminal, and no more than is read with ease. Lines of prose are broken there; quotes and
  /// commands are not.
  private let columns: Int

  init(_ diagnosis: Diagnosis, _ layout: Layout) {
    self.diagnosis = diagnosis
    isVerbose = layout.isVerbose
    columns = min(100, layout.columns ?? 100)
  }

  var text: String {
    heading + story + conclusions + information + next + captures
  }

  private func safe(_ text: String) -> String { TerminalText.escaped(text, limit: 600) }

  /// Prose after a word in a column of its own.
  private func prose(_ word: String, _ text: String, indent: Int, column: Int) -> String {
    let head =
      String(repeating: " ", count: indent) + word
      + String(repeating: " ", count: max(1, column - word.count))
    let lines = WrappedText.lines(
      WrappedText.keepingCommands(head + safe(text)), columns: columns,
      indent: String(repeating: " ", count: indent + column), breaksWords: false)
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    let subject = diagnosis.subject
    var parts: [String] = []
    if let name = subject.hostName { parts.append(name) }
    if let udi = subject.udi { parts.append(udi.description) }
    if let release = subject.release { parts.append("release \(release)") }
    if parts.isEmpty { parts = ["a device that its output does not name"] }
    let way = diagnosis.way
    return safe(parts.joined(separator: "  ")) + "\n"
      + notes("topology", way.text) + notes("or", way.otherwiseText)
      + notes("device", diagnosis.snapshot.doubt)
      + notes("order", EvidenceWording.note(diagnosis.snapshot.order))
      + notes("site", EvidenceWording.background(of: diagnosis.snapshot))
  }

  private func notes(_ word: String, _ text: String?) -> String {
    text.map { prose(word, $0, indent: 2, column: 10) } ?? ""
  }

  private func place(_ location: SourceLocation) -> String {
    safe(location.file) + (location.line.map { ":\($0)" } ?? "")
  }

  private var story: String {
    guard !diagnosis.story.isEmpty else { return "\nseen: nothing that rumkit knows\n" }
    var result = "\nseen, in the order of the device's clock"
    if diagnosis.hasUnknownZones { result += "; its zone is not known" }
    result += diagnosis.assumesYears ? "; it prints no years\n" : "\n"
    // A state and a message may rest on the same line, which is quoted once.
    var quoted: Set<DiagnosisEvidence> = []
    for event in diagnosis.story where quoted.insert(event.first).inserted {
      let time = event.first.time.map { safe($0.text) } ?? "without a time"
      result += "  \(time)  \(place(event.first.location))"
      if event.count > 1 { result += "  \(event.count) times, to \(end(of: event))" }
      result += "\n      \(safe(event.first.quote))\n"
      if let detail = event.detail { result += "      (\(safe(detail)))\n" }
    }
    if diagnosis.omitted > 0 { result += "  \(diagnosis.omitted) more are not listed\n" }
    return result
  }

  private func end(of event: StoryEvent) -> String {
    let time = event.last.time.map { safe($0.text) + ", " } ?? ""
    guard event.last.location.file == event.first.location.file else {
      return time + place(event.last.location)
    }
    return time + (event.last.location.line.map { "line \($0)" } ?? "the last one")
  }

  private var problems: [DiagnosisConclusion] {
    diagnosis.conclusions.filter { !$0.isInformation || isVerbose }
  }

  private var conclusions: String {
    guard !problems.isEmpty else { return "\nconcluded: nothing is wrong in what was seen\n" }
    var result = "\nconcluded, the first cause first\n"
    for (index, conclusion) in problems.enumerated() {
      result += text(of: conclusion, number: index + 1)
    }
    return result
  }

  private func number(of id: String) -> String? {
    problems.firstIndex { $0.row.id == id }.map { String($0 + 1) }
  }

  private func text(of conclusion: DiagnosisConclusion, number: Int) -> String {
    let row = conclusion.row.descriptor
    let title = "\(number)."
    var result = prose(
      title, "\(conclusion.severity.rawValue): \(row.title)", indent: 2, column: 4)
    func line(_ word: String, _ text: String) {
      result += prose(word, text, indent: 6, column: 9)
    }
    if let end = conclusion.endedBy {
      let time = end.last.time.map { "since \($0.text): " } ?? ""
      line("over", time + end.row.descriptor.title)
    }
    let causes = conclusion.followsFrom.compactMap { self.number(of: $0) }
    if !causes.isEmpty { line("follows", "from \(causes.joined(separator: ", "))") }
    let times = conclusion.evidence.reduce(0) { $0 + $1.count }
    if let first = conclusion.evidence.first {
      let more = times > 1 ? ", and \(times - 1) more" : ""
      result += "      seen     \(place(first.first.location))\(more)\n"
    }
    line("why", row.why)
    line("do", conclusion.advice.text)
    let commands = conclusion.advice.commands
    if let same = problems.prefix(number - 1).firstIndex(where: { $0.advice.commands == commands }),
      !commands.isEmpty
    {
      result += "                 (the commands of \(same + 1).)\n"
    } else {
      for command in commands { result += "                 \(safe(command))\n" }
    }
    line("known", "\(row.basis.certainty): \(row.basis.source)")
    return result + "      id       \(row.id)\n"
  }

  private var information: String {
    let notes = diagnosis.conclusions.filter(\.isInformation)
    guard !notes.isEmpty, !isVerbose else { return "" }
    return "\nalso seen, no problem by itself (--verbose shows more)\n"
      + notes.map { note in
        let over = note.endedBy.map { "; over: \($0.row.descriptor.title)" } ?? ""
        return prose(
          "-", "\(note.row.descriptor.title)\(over) (\(note.row.id))", indent: 2, column: 2)
      }
      .joined()
  }

  private var next: String {
    guard !diagnosis.nextSteps.isEmpty else { return "" }
    var result = "\nnot known yet, and what would show it\n"
    for step in diagnosis.nextSteps {
      result += prose("-", step.why, indent: 2, column: 2)
      for command in step.commands { result += "        \(safe(command))\n" }
      for note in step.notes { result += prose("", note, indent: 4, column: 2) }
    }
    return result
  }

  private var captures: String {
    var result = ""
    for capture in diagnosis.captures {
      result += "\ncapture \(safe(capture.file))\n"
      if let why = capture.unread {
        result += prose("", "its packets were not read: \(why)", indent: 2, column: 0)
        result += "  what to look for, with the display filters of Wireshark and tshark\n"
        for step in CaptureGuide.steps {
          result += "  - \(step.title)\n        \(step.filter)\n"
          result += prose("", step.meaning, indent: 4, column: 2)
        }
        continue
      }
      result += "  read by tshark with these display filters\n"
      for filter in capture.filters { result += "        \(filter)\n" }
      if capture.isTruncated { result += "  it was cut off in the middle of a packet\n" }
      if capture.isCut { result += "  it holds more packets than were looked at\n" }
    }
    return result
  }
}
