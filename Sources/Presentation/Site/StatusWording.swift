import Assessment
import LicenseFiles

/// The words of `site status`. Texts are not escaped here.
enum StatusWording {
  /// What to do, short enough for a table.
  static func action(_ action: NextAction) -> String {
    switch action {
    case .saveUsage: "save usage on the device, then pack"
    case .saveRest(let reports):
      "save usage on the device, then pack: \(counted(reports, "report")) of the last file "
        + "\(reports == 1 ? "is" : "are") not acknowledged"
    case .exportAgain(let file): "save usage again: \(file ?? "its file") never arrived"
    case .exportAnew(let file, let reports):
      "save usage again: the portal treated \(file ?? "its file") as a duplicate, but "
        + "\(counted(reports, "report")) of it \(reports == 1 ? "is" : "are") new"
    case .carry(let file): "carry out \(file ?? "its file") (trip open)"
    case .upload(let file): "upload \(file ?? "its file")"
    case .fetchAck(let file): "fetch \(file ?? "the ACK") at the portal"
    case .fetchEarlierAck(let file):
      "fetch the earlier ACK at the portal: it has the reports of \(file ?? "its file") already"
    case .matchAck(let file, isImported: true):
      "rumkit ack match \(file ?? "its ACK"): the device has imported it, only its file is missing here"
    case .matchAck(let file, isImported: false):
      "rumkit ack match \(file ?? "its ACK"): the device is out of service, nothing imports it"
    case .lookUp(let file, let reports):
      "look up \(file ?? "its last file") at the portal: \(counted(reports, "report")) of it "
        + "\(reports == 1 ? "is" : "are") not acknowledged"
    case .readRejection(let file):
      "read why the portal refused \(file ?? "its file") (site log), then save usage again"
    case .resolveConflict(let reports):
      "find out where \(counted(reports, "report")) with two contents came from"
    case .importAck(let file, let more):
      "import \(file ?? "the ACK")" + (more > 0 ? " and \(more) more" : "")
    case .waitAfterReset(let until):
      "wait\(until.map { " until \(TimeText.iso8601($0))" } ?? ""): factory reset (rumkit reset status)"
    case .stageAgain(let file):
      "save usage again: the device was reset after \(file ?? "its ACK") was staged, and has nothing left "
        + "that this ACK could acknowledge"
    case .saveAfterReset(let file):
      "save usage on the device, then pack: it was reset after it saved what \(file ?? "its last ACK") "
        + "acknowledges"
    case .saveAfterHour(let file):
      "save usage on the device, then pack: what \(file ?? "its ACK") acknowledges was saved within the hour "
        + "after its reset"
    case .importOnDevice(let file): "import \(file ?? "the ACK") on the device, it is staged"
    case .confirm: "confirm with show license status and show license rum id all"
    case .readDeadline: "read show license status: the deadline is unknown"
    case .migrate(isUnderWay: true): "go on with its migration: rumkit migrate next"
    case .migrate(isUnderWay: false): "not on the policy yet: rumkit migrate start"
    case .followOtherFile: "follow the file of the other device that carries its reports"
    case .both(let first, let then): "\(self.action(first)); then \(self.action(then))"
    case .nothing: "no action needed"
    }
  }

  /// The same on a page, where the name of a file stays on one line.
  static func page(_ action: NextAction) -> HTML {
    let words = self.action(action)
    guard let file = action.file, let place = words.firstRange(of: file) else {
      return .text(words)
    }
    return .sequence([
      .text(String(words[..<place.lowerBound])), .whole(file),
      .text(String(words[place.upperBound...])),
    ])
  }

  /// Where a cycle stands.
  static func stage(_ stage: CycleStage) -> String {
    switch stage {
    case .pending: "at the portal"
    case .answered: "ACK at portal"
    case .rejected: "rejected"
    case .duplicate: "duplicate"
    case .never, .exported, .carried, .uploaded, .lost, .acknowledged, .staged, .imported,
      .confirmed:
      stage.rawValue
    }
  }

  /// How many cycles there are of each rank, the worst first.
  static func counts(_ status: SiteStatus) -> String {
    let counts = CycleRank.allCases.filter { status.count($0) > 0 }
      .map { "\(status.count($0)) \(rank($0))" }
    guard !counts.isEmpty else { return "none" }
    return counts.joined(separator: ", ")
      + (counts.count > 1 ? "; each counted once, by what is most urgent" : "")
  }

  /// What a rank means.
  static func rank(_ rank: CycleRank) -> String {
    switch rank {
    case .overdue: "overdue"
    case .failed: "in conflict, lost or refused"
    case .deadlineSoon: "due within \(SiteStatus.soonDays) days"
    case .underWay: "under way"
    case .neverExported: "never exported"
    case .quiet: "with nothing to do"
    case .outOfService: "out of service"
    }
  }

  /// The deadline, for a table.
  static func deadline(_ deadline: AckDeadline) -> String {
    switch deadline {
    case .known(let earliest, let latest, _):
      // Where the zone is not certain the device's day may be the next one.
      (latest ?? earliest) == earliest ? TimeText.day(earliest) : TimeText.day(earliest) + "?"
    case .words(let text): text
    case .unknown: "unknown"
    }
  }

  /// `C9800-CL-K9:A, B`: the devices of a cycle, the PID said once.
  static func devices(_ members: [UDI]) -> String {
    deviceWords(members).joined(separator: ", ")
  }

  /// The same, a word for each device.
  static func deviceWords(_ members: [UDI]) -> [String] {
    zip([nil] + members.map(Optional.some), members).map { previous, udi in
      udi.pid == previous?.pid ? udi.serial : udi.description
    }
  }

  /// Group and host names.
  static func name(_ cycle: CycleStatus) -> String {
    let hosts = cycle.members.compactMap(\.hostName)
    var names: [String] = []
    for host in hosts where !names.contains(host) { names.append(host) }
    let list = names.joined(separator: ", ")
    guard let group = cycle.group else { return list.isEmpty ? "-" : list }
    return list.isEmpty ? group : "\(group) (\(list))"
  }

  /// What a calendar calls a cycle: its names, else its devices.
  static func calendarName(_ cycle: CycleStatus) -> String {
    let name = name(cycle)
    return name == "-" ? devices(cycle.members.map(\.udi)) : name
  }

  /// A moment and how long ago it was.
  static func age(_ moment: Int64?, _ days: Int64?, never: String) -> String {
    guard let moment, let days else { return never }
    return "\(TimeText.iso8601(moment)) (\(counted(days, "day")) ago)"
  }
}
