public import Assessment
public import LicenseFiles

/// What the ritual tells at each step. Untrusted text is escaped here.
public struct RitualText: Sendable {
  private let isRehearsal: Bool
  private let columns: Int?

  /// - Parameters:
  ///   - isRehearsal: everything says so then.
  ///   - columns: the width of the terminal; nil where it does not matter.
  public init(isRehearsal: Bool, columns: Int? = nil) {
    self.isRehearsal = isRehearsal
    self.columns = columns
  }

  /// What stands before headings and questions.
  public var mark: String { isRehearsal ? "REHEARSAL  " : "" }

  /// The line above a step.
  public func heading(_ step: RitualStep) -> String {
    "\n\(mark)step \(step.number) of \(RitualStep.allCases.count), \(step.rawValue): "
      + Self.purpose(step) + "\n"
  }

  /// Where every cycle stands, the most urgent first.
  public func overview(_ plan: RitualPlan, site: SiteIdentity, now: Int64) -> String {
    var text = site.rehearsalLine
    text += "site \(TerminalText.escaped(site.name)), \(TimeText.iso8601(now))\n\n"
    text += "at every question: ? explains it; back, skip and quit work\n\n"
    guard !plan.entries.isEmpty else {
      return text
        + "no device is known yet: rumkit site devices import TABLE, or begin with files\n"
    }
    text += table(plan.entries.filter { $0.step != nil })
    let quiet = plan.entries.count { $0.step == nil }
    if quiet > 0 { text += "\(quiet) more: nothing to do there now\n" }
    for trip in plan.openTrips {
      text += "open trip \(TerminalText.escaped(trip.name)): "
      text += TerminalText.escaped(trip.carrier) + "\n"
    }
    return text
  }

  /// Cycles with their step and the reason for it.
  public func table(_ entries: [RitualPlan.Entry]) -> String {
    guard !entries.isEmpty else { return "" }
    let shared = Dictionary(grouping: entries.map { StatusWording.name($0.cycle) }, by: \.self)
      .filter { $0.value.count > 1 }
    return Table<RitualPlan.Entry>(
      entries,
      [
        .text("STEP") { $0.steps.map(\.rawValue).joined(separator: ", ") },
        // Where two have one name, as after a replacement, only the device tells them apart.
        .text("GROUP OR HOST") { entry in
          let name = StatusWording.name(entry.cycle)
          let serial = entry.cycle.lead?.udi.serial
          return shared[name] != nil ? "\(name) \(serial ?? "")" : name
        },
        .text("UDI") { StatusWording.devices($0.cycle.members.map(\.udi)) }.goes(1),
        .text("DEADLINE") { StatusWording.deadline($0.cycle.deadline) }.goes(2),
        .text("WHY") { entry in
          [entry.reason, entry.otherReason].compactMap { $0.map(Self.why) }.joined(separator: "; ")
        },
      ]
    ).text(indent: 2, columns: columns)
  }

  /// What to type at one device.
  public func commands(_ instructions: [DeviceInstruction], at entry: RitualPlan.Entry?) -> String {
    var text = entry.map { "\n  \(label($0))\n" } ?? "\n  each device\n"
    for instruction in instructions {
      text += "    \(WrappedText.command(TerminalText.escaped(instruction.text)))\n"
      if let expects = instruction.expects {
        text += "        prints: \(TerminalText.escaped(expects))\n"
      }
      if let note = instruction.note { text += "        \(TerminalText.escaped(note))\n" }
    }
    return text
  }

  /// `wlc-1 (C9800-CL-K9:9ZZEXAMPLE1)`.
  public func label(_ entry: RitualPlan.Entry) -> String {
    let devices = StatusWording.devices(entry.cycle.members.map(\.udi))
    let name = StatusWording.name(entry.cycle)
    return TerminalText.escaped(name == "-" ? devices : "\(name): \(devices)")
  }

  /// How many of the expected cycles are there, and which are not.
  public func coverage(expected: [RitualPlan.Entry], missing: [RitualPlan.Entry], _ word: String)
    -> String
  {
    var text = "expected \(expected.count), \(word) \(expected.count - missing.count)"
    text += missing.isEmpty ? "\n" : ", missing:\n"
    for entry in missing.prefix(40) { text += "  \(label(entry))\n" }
    if missing.count > 40 { text += "  and \(missing.count - 40) more\n" }
    return text
  }

  /// What leaves and what stays.
  ///
  /// - Parameters:
  ///   - files: what is on the media.
  ///   - places: the paths of the media, where they are known.
  ///   - bags: the evidence.
  public func carrying(
    _ files: [OutboundRecord], at places: [String] = [], bags: [String]
  ) -> String {
    var text = "take along, and nothing else:\n"
    var seen: [String] = []
    for file in files where !seen.contains(file.media) {
      seen.append(file.media)
      let number = files.count { $0.media == file.media }
      let place = places.first { $0.hasSuffix("/" + file.media) } ?? file.media
      text += "  \(TerminalText.escaped(place))  (\(counted(number, "file")), "
      text += "UPLOAD.txt says what to do with them)\n"
    }
    if seen.isEmpty { text += "  there are no packed media that have not left yet\n" }
    if !bags.isEmpty { text += "stays inside:\n" }
    for bag in bags { text += "  \(TerminalText.escaped(bag))\n" }
    return text
  }

  /// The way through the portal, with the files that are on trips.
  ///
  /// - Parameters:
  ///   - files: what has to be uploaded.
  ///   - accounts: the virtual account of each, by the number of its event.
  public func portal(_ files: [OutboundRecord], accounts: [Int64: String]) -> String {
    var text = "at the portal, with UPLOAD.txt and portal.csv of the media at hand:\n"
    text += "  1. check the files as UPLOAD.txt says; if one differs, stop\n"
    text += "  2. upload each file by itself, unchanged\n"
    for line in UploadInstructions.way { text += "     \(line)\n" }
    text += "  3. write down in portal.csv what happened to each file\n"
    text += "  4. bring every ACK file and portal.csv back\n"
    let table = Table<OutboundRecord>(
      files,
      [
        .text("TRIP") { $0.trip }, .text("FILE") { $0.name },
        .text("UDI") { $0.device.description },
        .text("VIRTUAL ACCOUNT") { accounts[$0.event] },
      ])
    return text + table.text(indent: 2) + "  \(UploadInstructions.mark)\n"
  }

  /// The same command, to be typed without the ritual.
  public func byHand(_ words: [String]) -> String {
    "the same by hand: \(WrappedText.command(ShellText.command(words)))\n"
  }

  /// What an exit status of a command means, and what can be done next.
  public static func meaning(ofStatus status: Int32) -> String {
    switch status {
    case 1: "there are findings, or something is not proved: read them above"
    case 2: "a file could not be read, or is not what the step needs: name another one"
    case 3: "a guard refused and nothing was done: see above when it ends and what to do"
    case 4: "the ledger, the disk or a device failed: fix that first"
    case 5: "done for some, not for others: the list is above"
    default: "the answers are not valid: give others"
    }
  }

  /// What is left when the ritual ends.
  public func end(_ plan: RitualPlan) -> String {
    let open = plan.entries.filter { $0.step != nil }
    var text = "\n\(mark)"
    text += open.isEmpty ? "every cycle is closed; nothing is due\n" : "still open:\n" + table(open)
    for trip in plan.openTrips { text += "open trip \(TerminalText.escaped(trip.name))\n" }
    return text
  }

  /// Where nobody can go back any further.
  public var nothingBefore: String { "\(mark)nothing comes before the step due\n" }

  /// Files of devices that nobody chose for this run.
  public func notChosen(_ devices: [UDI]) -> String {
    guard !devices.isEmpty else { return "" }
    return "not chosen for this run, but in these files: "
      + TerminalText.escaped(StatusWording.devices(devices))
      + "\npack takes them too, unless the guard refuses; to leave one out, name the other files\n"
  }

  /// Where a rehearsal keeps its site, its files and what the devices printed.
  public func rehearsalFolder(_ folder: String) -> String {
    "\(mark)this rehearsal is in \(TerminalText.escaped(folder, limit: 2000))\n"
  }

  /// The devices whose files the portal refused, which wait for an ACK in vain.
  public func refused(_ entries: [RitualPlan.Entry]) -> String {
    guard !entries.isEmpty else { return "" }
    return
      "the portal refused the files of these; read its words, save usage again and start with them at "
      + "the step due:\n" + table(entries)
  }

  private static func purpose(_ step: RitualStep) -> String {
    switch step {
    case .due: "which devices have to save usage"
    case .guardian: "does a factory reset forbid it?"
    case .commands: "what to type at each device"
    case .files: "the files that the devices saved"
    case .pack: "the media that go out, the evidence that stays"
    case .carry: "what leaves, and with whom"
    case .portal: "what to do at the portal"
    case .acks: "the ACKs that came back"
    case .importing: "each ACK on its way into its device"
    case .confirm: "the device's own proof"
    }
  }

  private static func why(_ reason: RitualReason) -> String {
    switch reason {
    case .neverExported: "never exported"
    case .deadlineOver(let days): "the deadline is over by \(counted(days, "day"))"
    case .deadlineNear(let days): "\(counted(days, "day")) left"
    case .lost: "its file never arrived"
    case .rejected: "the portal refused its file"
    case .notCarried: "packed, not carried yet"
    case .carried: "carried out"
    case .atPortal(.answered): "the portal has its ACK"
    case .atPortal(.duplicate): "the portal has its reports already"
    case .atPortal: "at the portal"
    case .ackHere(let count): "\(counted(count, "ACK")) to import"
    case .staged: "staged: import it on the device"
    case .resetSinceStaged: "reset after its ACK was staged"
    case .resetSinceSaved: "reset after it saved what its ACK acknowledges"
    case .savedWithinHour: "saved within the hour after its reset"
    case .notAcknowledged(let reports):
      "\(counted(reports, "report")) of its last file not acknowledged"
    case .imported: "imported: the proof is missing"
    case .closed(let days):
      days.map { "closed, \(counted($0, "day")) left" } ?? "closed"
    case .followsAnother: "its reports are in the file of another device"
    case .outOfService: "out of service"
    }
  }
}
