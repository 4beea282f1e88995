import Assessment
import LicenseFiles

/// A column of the one table of a Monday: on a page, in a wiki, and on a terminal wide or narrow.
struct StatusColumn {
  /// Its heading on a page.
  let title: String
  /// On a terminal.
  let wide: Column<CycleStatus>
  /// The level of a badge on a page, and its words, which stand in a wiki too.
  var badge: ((CycleStatus) -> (PageLevel, String))?
  /// On a terminal that is too narrow for all columns; nil where a cell goes below the others.
  var folded: Column<CycleStatus>?

  /// A number without a badge stands on the right.
  var isNumberOnPage: Bool { wide.isNumber && badge == nil }

  var markdown: Column<CycleStatus> { .text(title) { badge?($0).1 ?? wide.cell($0) } }

  func page(_ cycle: CycleStatus) -> HTML {
    badge.map { HTML.badge($0(cycle).0, $0(cycle).1) } ?? .text(wide.cell(cycle))
  }
}

extension Column {
  /// The column with cells of at most so many characters.
  func cut(_ columns: Int) -> Column {
    Column(title: title, isNumber: isNumber, missing: missing) {
      WrappedText.cut(TerminalText.escaped(cell($0)), columns: columns)
    }
  }
}

extension SiteStatusReport {
  static var columns: [StatusColumn] {
    let name = Column<CycleStatus>.text("GROUP OR HOST") { StatusWording.name($0) }
    let deadline = Column<CycleStatus>.text("DEADLINE") { StatusWording.deadline($0.deadline) }
    let lastAck = Column<CycleStatus>.text("LAST ACK", missing: "unknown") {
      $0.lastAck.map(TimeText.day) ?? $0.lastAckText
    }
    let waiting = Column<CycleStatus>.number("WAITING") { $0.waiting }
    let stage = Column<CycleStatus>.text("CYCLE") { OverviewWording.stage($0) }
    let days = Column<CycleStatus>.number("DAYS") { $0.stageDays }
    return [
      StatusColumn(title: "Group or host", wide: name, folded: name),
      StatusColumn(
        title: "Devices", wide: .text("UDI") { StatusWording.devices($0.members.map(\.udi)) }),
      StatusColumn(title: "Virtual account", wide: .text("VIRTUAL ACCOUNT") { $0.accounts }),
      StatusColumn(title: "Deadline", wide: deadline, folded: deadline.cut(11)),
      StatusColumn(
        title: "Left", wide: .number("DAYS LEFT", missing: "?") { $0.daysLeft },
        badge: {
          (OverviewWording.level(daysLeft: $0.daysLeft), OverviewWording.daysLeft($0.daysLeft))
        }, folded: .number("LEFT", missing: "?") { $0.daysLeft }),
      StatusColumn(title: "Last ACK", wide: lastAck, folded: lastAck.cut(10)),
      StatusColumn(title: "Waiting", wide: waiting, folded: waiting),
      StatusColumn(title: "Cycle", wide: stage, folded: stage),
      StatusColumn(title: "Days", wide: days, folded: days),
      StatusColumn(title: "Next", wide: .text("NEXT") { StatusWording.action($0.action) }),
    ]
  }
}
