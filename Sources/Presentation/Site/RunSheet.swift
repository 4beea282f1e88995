import Assessment
import LicenseFiles

extension ImportReport {
  /// The page for a change window: what to type at each device, what it has to print, where to stop.
  /// Plain text, to be printed and worked off by hand. Only commands may be wider than 80 columns.
  /// The devices stand by change window, then by host name.
  public var runSheet: String { sheet(of: ready, hasRest: true) }

  /// The same as one page for each change window, with a name for the file of each.
  public var runSheets: [(name: String, text: String)] {
    var sheets: [(name: String, text: String)] = []
    var rest = ready[...]
    while let first = rest.first {
      let window = first.record?.changeWindow
      let page = rest.prefix { $0.record?.changeWindow == window }
      rest = rest.dropFirst(page.count)
      let name = DeviceFileName(nearest: window ?? "no-change-window").text.prefix(60)
      sheets.append(
        (String(format(sheets.count + 1)) + "-\(name).txt", sheet(of: Array(page), hasRest: false)))
    }
    if sheets.isEmpty || outcome.entries.contains(where: { !$0.isReady }) {
      sheets.append(
        (format(sheets.count + 1) + "-not-on-a-sheet.txt", sheet(of: [], hasRest: true)))
    }
    return sheets.map { ($0.name, WrappedText.block($0.text, columns: nil)) }
  }

  /// What matching found of the file for this device and somebody has to look at.
  private func warnings(_ entry: ImportOutcome.Entry) -> [Finding] {
    outcome.findings.filter { finding in
      finding.severity > .note && finding.location.file == entry.file
        && (finding.productInstance == nil || finding.productInstance == entry.device)
    }
  }

  private func format(_ number: Int) -> String {
    zeroPadded(number, 3)
  }

  /// What can be imported: by change window, those without one last, then by host name and UDI.
  private var ready: [ImportOutcome.Entry] {
    func key(_ entry: ImportOutcome.Entry) -> [String] {
      let window = entry.record?.changeWindow
      return [
        window == nil ? "1" : "0", window ?? "", entry.record?.hostName ?? "",
        entry.device?.description ?? "",
      ]
    }
    return outcome.entries.filter(\.isReady).sorted { key($0).lexicographicallyPrecedes(key($1)) }
  }

  private func sheet(of ready: [ImportOutcome.Entry], hasRest: Bool) -> String {
    let rest = hasRest ? outcome.entries.filter { !$0.isReady } : []
    var page = SheetLines()
    page.add("RUN SHEET  change \(change ?? "")  made \(TimeText.iso8601(outcome.now))")
    if outcome.isRehearsal { page.add(RehearsalText.banner) }
    if outcome.isDryRun {
      page.add("DRY RUN: nothing was staged, do not work from this sheet")
    }
    page.add(
      "\(counted(ready.count, "file")) to import"
        + (rest.isEmpty ? "" : ", \(rest.count) not on this sheet: see the end"))
    page.add("operator ____________________  witness ____________________  date ______________")
    page.add()
    page.add(
      "Work through one device after the other. STOP at the first line that does not print what is "
        + "below it: keep the output, go on with the next device, and give everything to rumkit "
        + "confirm.")
    if ready.contains(where: \.lacksOrigin) { page.add(Self.serverNote) }
    var window: String??
    for (index, entry) in ready.enumerated() {
      let own = entry.record?.changeWindow
      if window != .some(own) {
        window = .some(own)
        if let own {
          page.add()
          page.add("CHANGE WINDOW \(own)")
        } else if index > 0 {
          page.add()
          page.add("NO CHANGE WINDOW IN THE REGISTER")
        }
      }
      add(entry, number: index + 1, to: &page)
    }
    if !rest.isEmpty {
      page.add()
      page.add("NOT ON THIS SHEET")
    }
    for entry in rest {
      page.add("\(entry.device?.description ?? "device not known")  \(entry.word)", indent: 3)
      page.add(entry.file, indent: 7)
      if case .failed(let reason) = entry.outcome { page.add(reason, indent: 7) }
      for reason in entry.reasons where reason.severity > .note {
        page.add("\(reason.id): \(reason.message)", indent: 7)
      }
      if let ends = entry.verdict?.countdown(now: outcome.now)?.ends, case .refused = entry.outcome
      {
        page.add("clear at \(TimeText.iso8601(ends))", indent: 7)
      }
    }
    page.add()
    page.add("Afterwards: rumkit confirm with the saved output of every device.")
    return page.text
  }

  private func add(_ entry: ImportOutcome.Entry, number: Int, to page: inout SheetLines) {
    guard let device = entry.device else { return }
    page.add()
    page.add("\(number)  \(device)")
    if let place = DevicePlace.words(entry.record) { page.add(place, indent: 3) }
    page.add("\(entry.name?.text ?? ""), \(entry.byteCount ?? 0) bytes", indent: 3)
    page.add("sha256 \(entry.sha256)", indent: 3)
    page.add("in \(entry.folder ?? "")", indent: 3)
    if entry.isOverridden {
      page.add("the guard was overridden: the next line may refuse, ask the operator", indent: 3)
    }
    for finding in warnings(entry) {
      page.add("\(finding.severity.rawValue): \(finding.id): \(finding.message)", indent: 3)
      page.add(finding.remedy, indent: 7)
    }
    page.add("[ ] on the jump host, the guard again, exit status 0 or STOP:", indent: 3)
    page.command(
      ShellText.command(
        ["reset", "status", "--device", device.description] + (place.map { ["--site", $0] } ?? [])),
      indent: 7)
    for instruction in entry.instructions {
      page.command("[ ] \(instruction.text)", indent: 3)
      if let expects = instruction.expects { page.add("must print: \(expects)", indent: 7) }
      if let note = instruction.note { page.add(note, indent: 7) }
    }
    if entry.hasNoCommands { page.add(Self.noCommands, indent: 3) }
    page.add("[ ] output saved as __________________________  time ________", indent: 3)
  }
}

/// Lines of a page that is printed on paper.
private struct SheetLines {
  private(set) var text = ""
  private static let width = 80

  /// A line of words, which go on in further lines.
  mutating func add(_ words: String = "", indent: Int = 0) {
    let margin = String(repeating: " ", count: indent)
    let safe = TerminalText.escaped(words, limit: 2000)
    for line in WrappedText.lines(safe, width: Self.width - indent) {
      text += line.isEmpty ? "\n" : margin + line + "\n"
    }
  }

  /// A line that is typed as it stands.
  mutating func command(_ line: String, indent: Int) {
    let margin = String(repeating: " ", count: indent)
    text += margin + WrappedText.command(TerminalText.escaped(line, limit: 2000)) + "\n"
  }
}
