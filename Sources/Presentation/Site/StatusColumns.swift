import Assessment
import LicenseFiles

/// The columns of the one table of a Monday: on a page, in a wiki, and on a terminal wide or narrow.
enum StatusColumns {
  private static var name: Column<CycleStatus> {
    .text("Group or host") { StatusWording.name($0) }
  }
  private static var devices: Column<CycleStatus> {
    .text("UDI") {
      StatusWording.devices($0.members.map(\.udi))
    }
  }
  private static var accounts: Column<CycleStatus> {
    .text("Virtual account") { $0.accounts }
  }
  private static var deadline: Column<CycleStatus> {
    .text("Deadline") {
      StatusWording.deadline($0.deadline)
    }
  }
  private static var left: Column<CycleStatus> {
    .number("Days left", missing: "?") { $0.daysLeft }
  }
  private static var lastAck: Column<CycleStatus> {
    .text("Last ACK", missing: "unknown") {
      $0.lastAck.map(TimeText.day) ?? $0.lastAckText
    }
  }
  private static var waiting: Column<CycleStatus> {
    .number("Waiting") { $0.waiting }
  }
  private static var stage: Column<CycleStatus> {
    .text("Cycle") { OverviewWording.stage($0) }
  }
  private static var days: Column<CycleStatus> {
    .number("Days") { $0.stageDays }
  }
  private static var next: Column<CycleStatus> {
    .text("Next") { StatusWording.action($0.action) }
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
      }, lastAck.whole, waiting, stage, days, accounts,
      next.shown { StatusWording.page($0.action) }.pinned,
    ]
  }

  /// The name of a cycle, and its devices below.
  static func nameCell(_ cycle: CycleStatus) -> HTML {
    let devices = StatusWording.deviceWords(cycle.members.map(\.udi))
    let name = StatusWording.name(cycle)
    guard name != "-" else { return .below(devices) }
    return .sequence([.whole(name), .below(devices)])
  }
}

extension Column {
  /// The column with the heading of a terminal.
  var loud: Column { titled(title.uppercased()) }

  /// The column with cells of at most so many characters.
  func cut(_ columns: Int) -> Column {
    Column(title: title, isNumber: isNumber, missing: missing) {
      WrappedText.cut(TerminalText.escaped(cell($0)), columns: columns)
    }
  }
}
