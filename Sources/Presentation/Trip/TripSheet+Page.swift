import Assessment
import LicenseFiles

extension TripSheet {
  /// The hexadecimal digits of a hash that are compared by eye on paper; the whole hash stands in
  /// UPLOAD.txt and SHA256SUMS.
  static let shortHash = 12
  /// The most missing devices, deadlines and ACKs that the page names one by one.
  static let mostNamed = 12

  /// One sheet.
  public var page: Page {
    let site = status.history.identity
    let isRehearsal = site.mode == .rehearsal
    return Page(
      title: "\(site.name), trip of \(TimeText.day(status.now))",
      kicker: "before a trip \u{00B7} \(TimeText.iso8601(status.now))",
      heading: "Site \(site.name)",
      banner: isRehearsal ? RehearsalText.banner : nil,
      opening: [verdict],
      sections: [formSection, devicesSection, deadlineSection, fetchSection, disclosureSection]
        .compactMap(\.self),
      closing: [
        .signatures(["Released by", "Carried by"]),
        .paragraph(
          "rumkit \(toolVersion). Times are UTC. No signature of Cisco can be checked offline.",
          .small),
      ], hasContents: false, paper: fitsColumns ? .oneSheetColumns : .oneSheet)
  }

  /// About how many sheets of paper the page takes.
  public var sheets: Int {
    let lists = [
      files.count, reasons.count, dueBefore.count, toFetch.count, coverage.missing.count / 4,
    ]
    let named = lists[0] + lists.dropFirst().reduce(0) { $0 + min($1, Self.mostNamed) }
    let columns = fitsColumns ? 2 : 1
    // Headings, the signatures, which take every column, and the head of each account.
    return SheetCount.about(
      Double(named + 18 + 9 * columns + 3 * accounts.count),
      perSheet: Self.filesOnSheet * Double(columns))
  }

  /// The files on a sheet, one below the other: the lines to write on are taller than those of a table.
  private static let filesOnSheet = 47.0

  /// True where the names are short enough for tables of half the width of a sheet.
  private var fitsColumns: Bool {
    files.allSatisfy {
      Self.name($0.file.path).count + $0.hostNames.joined(separator: ", ").count <= 48
    }
  }

  private var verdict: HTML {
    let stops = reasons.filter(\.isStop)
    let rest = reasons.filter { !$0.isStop }
    var pieces: [HTML] = [
      isGo
        ? .notice(.good, "GO", rest.isEmpty ? "No reason against the trip was found." : nil)
        : .notice(.bad, "NO-GO")
    ]
    if !stops.isEmpty {
      pieces.append(.list(stops.prefix(Self.mostNamed).map { .text($0.text, limit: 200) }))
      if stops.count > Self.mostNamed {
        pieces.append(.paragraph("and \(stops.count - Self.mostNamed) more: rumkit verify", .small))
      }
    }
    if !rest.isEmpty {
      pieces.append(.paragraph("Look at this first:"))
      pieces.append(.list(rest.prefix(Self.mostNamed).map { .text($0.text, limit: 200) }))
    }
    return .sequence(pieces)
  }

  /// The files and the form in one: what is carried is what is uploaded.
  private var formSection: PageSection {
    let tables = accounts.map { account, files -> HTML in
      let name = account.map { "Virtual account \($0)" } ?? "No virtual account is named: ask first"
      return Table(files, Self.fileColumns).page("\(name): \(counted(files.count, "file"))")
    }
    return PageSection(
      Anchor("files"), "Files and portal form",
      tables.isEmpty ? [.paragraph("no file to upload")] : tables)
  }

  static var path: Column<File> {
    .text("File") { name($0.file.path) }.whole.keyed("path") { $0.file.path }
  }
  static var hash: Column<File> {
    .text("SHA-256 begins") { String($0.file.sha256.prefix(shortHash)) }.code
      .keyed("sha256") { $0.file.sha256 }
  }
  static var host: Column<File> {
    .text("Host") { $0.hostNames.joined(separator: ", ") }.whole
      .keyed("host_names") { $0.hostNames }
  }

  /// The columns of a file: what it is, and room to write what becomes of it.
  static var fileColumns: [Column<File>] {
    [
      path, hash, host,
      .text("Uploaded at", missing: "") { _ in "" }.shown { _ in blank },
      .text("Status", missing: "") { $0.instruction ?? "" }
        .shown { $0.instruction.map { HTML.text($0) } ?? blank },
      .text("ACK", missing: "") { _ in "" }.shown { _ in blank },
    ]
  }

  /// Room to write with a pen.
  private static var blank: HTML { .element(.span, [.looks(.blank)]) }

  private var devicesSection: PageSection {
    let count = coverage.missing.count
    let lead = "expected \(coverage.expected), on the media \(coverage.present.count), missing "
    let named = coverage.missing.prefix(Self.mostNamed).enumerated().flatMap { index, one in
      [HTML.text(index > 0 ? ", " : " "), .words(one.label)]
    }
    let more = count > Self.mostNamed ? " and \(count - Self.mostNamed) more" : ""
    // A line of its own for each would push the signatures off the sheet.
    return PageSection(
      Anchor("devices"), "Devices",
      [
        .element(
          .p, [], [.text(lead + (count == 0 ? "none" : "\(count):"))] + named + [.text(more)])
      ])
  }

  private var deadlineSection: PageSection {
    let carried = Set(files.flatMap(\.file.devices))
    let table = Table(
      dueBefore.prefix(Self.mostNamed),
      Self.deadlineColumns + [
        .text("On the media") { cycle in
          cycle.members.contains { carried.contains($0.udi) } ? "yes" : "NO"
        }
      ]
    ).page("ACK deadlines before \(TimeText.day(next.time)), the next trip (\(next.basis))")
    var notes: [String] = []
    if dueBefore.count > Self.mostNamed { notes.append("\(dueBefore.count - Self.mostNamed) more") }
    if !deadlineUnknown.isEmpty {
      notes.append(
        "\(counted(deadlineUnknown.count, "cycle")) without a known deadline")
    }
    return PageSection(
      Anchor("deadlines"), "Deadlines",
      [table]
        + (notes.isEmpty ? [] : [.paragraph(notes.joined(separator: "; ") + ".", .small)]))
  }

  static var deadlineColumns: [Column<CycleStatus>] {
    [
      .text("Device") { StatusWording.calendarName($0) }.whole,
      .text("Deadline") { StatusWording.deadline($0.deadline) }.whole,
      .text("Left") { OverviewWording.daysLeft($0.daysLeft) }
        .badge { OverviewWording.level(daysLeft: $0.daysLeft) },
    ]
  }

  private var fetchSection: PageSection? {
    guard !toFetch.isEmpty else { return nil }
    let more = toFetch.count - Self.mostNamed
    return PageSection(
      Anchor("fetch"), "Fetch at the portal instead of uploading",
      [.ticks(toFetch.prefix(Self.mostNamed).map { "\($0.name) (\($0.why))" })]
        + (more > 0 ? [.paragraph("and \(more) more: rumkit site status", .small)] : []))
  }

  private var disclosureSection: PageSection {
    PageSection(
      Anchor("disclosure"), "What the media disclose",
      [
        .paragraph(
          disclosedWords
            + ", and in every file entitlement tags, counts and times of use, and signatures. "
            + "rumkit pack --disclose lists every value.")
      ])
  }

  /// The last part of a path.
  static func name(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
