import Assessment
import LicenseFiles

/// The columns of the one table for the weekly meeting: on a page, in a wiki, and on a terminal wide or narrow.
enum StatusColumns {
  private static var name: Column<CycleStatus> {
    .text("Group or host") { StatusWording.name($0) }
  }
  private static var devices: Column<CycleStatus> {
    .text("UDI") { StatusWording.devices($0.members.map(\.udi)) }
      .keyed("devices") { $0.members.map(\.udi.description) }
  }
  static var accounts: Column<CycleStatus> {
    .text("Virtual account") { $0.accounts }.keyed("virtual_accounts")
  }
  private static var deadline: Column<CycleStatus> {
    .text("Deadline") { StatusWording.deadline($0.deadline) }
      .keyed("deadline") { $0.deadline.earliest.map(TimeText.iso8601) }
  }
  static var left: Column<CycleStatus> {
    .number("Days left", missing: "?") { $0.daysLeft }.keyed("days_left")
  }
  static var lastAck: Column<CycleStatus> {
    .text("Last ACK", missing: "unknown") { $0.lastAck.map(TimeText.day) ?? $0.lastAckText }
      .keyed("last_ack") { $0.lastAck.map(TimeText.iso8601) }
  }
  static var lastAckText: Column<CycleStatus> { .data("last_ack_text") { $0.lastAckText } }
  static var waiting: Column<CycleStatus> {
    .number("Waiting") { $0.waiting }.keyed("waiting_reports")
  }
  static var conflicts: Column<CycleStatus> { .data("conflicting_reports") { $0.conflicts } }
  static var stage: Column<CycleStatus> {
    .text("Cycle") { OverviewWording.stage($0) }.keyed("stage") { $0.stage.rawValue }
  }
  static var since: Column<CycleStatus> {
    .data("stage_since") { $0.stageSince.map(TimeText.iso8601) }
  }
  static var days: Column<CycleStatus> { .number("Days") { $0.stageDays }.keyed("stage_days") }
  static var next: Column<CycleStatus> {
    .text("Next") { StatusWording.action($0.action) }.keyed("next_action_text")
  }
  static var action: Column<CycleStatus> { .data("next_action") { $0.action.id } }
  static var rank: Column<CycleStatus> { .data("rank") { $0.rank.rawValue } }
  static var group: Column<CycleStatus> { .data("group") { $0.group } }

  /// For a spreadsheet.
  static var data: [Column<CycleStatus>] {
    [
      rank, group, .data("host_names") { $0.members.compactMap(\.hostName) }, devices, accounts,
      deadline, .data("deadline_text") { SiteStatusReport.words($0.deadline) }, left, lastAck,
      lastAckText, waiting, conflicts, stage, since, days, action,
      next,
    ]
  }

  /// All of them, for a terminal that is wide enough, and for a wiki.
  static var all: [Column<CycleStatus>] {
    [name, devices, accounts, deadline, left, lastAck, waiting, stage, days, next]
  }

  /// For a terminal that is too narrow for all; what is missing goes into lines of its own.
  static var folded: [Column<CycleStatus>] {
    [
      name, deadline.cut(11), left.titled("Left"), lastAck.cut(10), waiting, stage, days,
    ]
  }

  /// For a page: the devices stand below the name.
  static var page: [Column<CycleStatus>] {
    [
      name.shown { nameCell($0) }, deadline.whole,
      left.shown {
        .badge(OverviewWording.level(daysLeft: $0.daysLeft), OverviewWording.daysLeft($0.daysLeft))
      }.lifted, lastAck.whole, waiting, stage, days, accounts,
      next.shown { StatusWording.page($0.action) }.pinned,
    ]
  }

  /// The name of a cycle, and its devices below.
  static func nameCell(_ cycle: CycleStatus) -> HTML {
    let devices = StatusWording.deviceWords(cycle.members.map(\.udi))
    let name = StatusWording.name(cycle)
    guard name != "-" else { return .below(devices) }
    return .sequence([.words(name), .below(devices)])
  }
}

extension Column {
  /// The column with the heading of a terminal.
  var loud: Column { titled(title.uppercased()) }

  /// The column without the cells that are wider than this: they are shown in lines of their own.
  func fitting(_ columns: Int) -> Column {
    Column(title: title, isNumber: isNumber, missing: missing) {
      let text = TerminalText.escaped(cell($0))
      return TerminalText.width(text) > columns ? "" : text
    }
  }

  /// The column with cells of at most so many characters.
  func cut(_ columns: Int) -> Column {
    Column(title: title, isNumber: isNumber, missing: missing) {
      WrappedText.cut(TerminalText.escaped(cell($0)), columns: columns)
    }
  }
}
