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
      ], hasContents: false, isOneSheet: true)
  }

  private var verdict: HTML {
    let stops = reasons.filter(\.isStop)
    let rest = reasons.filter { !$0.isStop }
    var pieces: [HTML] = [
      isGo
        ? .notice(.good, "GO", rest.isEmpty ? "Nothing speaks against the trip." : nil)
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
      var table = PageTable(
        "\(name): \(counted(files.count, "file"))",
        [
          .init("File"), .init("SHA-256 begins"), .init("Host"), .init("Uploaded at"),
          .init("Status"), .init("ACK"),
        ])
      for file in files {
        let hosts = file.hostNames.joined(separator: ", ")
        table.add([
          .text(Self.name(file.file.path)), .code(String(file.file.sha256.prefix(Self.shortHash))),
          .text(hosts.isEmpty ? "-" : hosts, limit: 40), Self.blank,
          file.earlier == nil ? Self.blank : .text("fetch, do not upload"), Self.blank,
        ])
      }
      return table.html
    }
    return PageSection(
      Anchor("files"), "Files and portal form",
      tables.isEmpty ? [.paragraph("no file to upload")] : tables)
  }

  /// Room to write with a pen.
  private static let blank = HTML.text("______________")

  private var devicesSection: PageSection {
    let missing = coverage.missing.prefix(Self.mostNamed).map(\.label).joined(separator: ", ")
    let more = coverage.missing.count - Self.mostNamed
    let words =
      coverage.missing.isEmpty
      ? "missing none" : "missing \(coverage.missing.count): " + missing
    // A line of its own for each would push the signatures off the sheet.
    return PageSection(
      Anchor("devices"), "Devices",
      [
        .element(
          .p, [],
          [
            .text(
              "expected \(coverage.expected), on the media \(coverage.present.count), " + words
                + (more > 0 ? " and \(more) more" : ""), limit: 900)
          ])
      ])
  }

  private var deadlineSection: PageSection {
    var table = PageTable(
      "ACK deadlines before \(TimeText.day(next.time)), the next trip (\(next.basis))",
      [.init("Device"), .init("Deadline"), .init("Left"), .init("On the media")],
      whenEmpty: "none")
    let carried = Set(files.flatMap(\.file.devices))
    for cycle in dueBefore.prefix(Self.mostNamed) {
      table.add([
        .text(StatusWording.calendarName(cycle), limit: 60),
        .text(StatusWording.deadline(cycle.deadline)),
        .badge(
          OverviewWording.level(daysLeft: cycle.daysLeft),
          OverviewWording.daysLeft(cycle.daysLeft)),
        .text(cycle.members.contains { carried.contains($0.udi) } ? "yes" : "NO"),
      ])
    }
    var notes: [String] = []
    if dueBefore.count > Self.mostNamed { notes.append("\(dueBefore.count - Self.mostNamed) more") }
    if !deadlineUnknown.isEmpty {
      notes.append(
        "\(counted(deadlineUnknown.count, "cycle")) without a known deadline")
    }
    return PageSection(
      Anchor("deadlines"), "Deadlines",
      [table.html]
        + (notes.isEmpty ? [] : [.paragraph(notes.joined(separator: "; ") + ".", .small)]))
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
          disclosed.map { "\($0.count) \($0.kind)" }.joined(separator: ", ")
            + ", and in every file entitlement tags, counts and times of use, and signatures. "
            + "rumkit pack --disclose lists every value.")
      ])
  }

  /// The last part of a path.
  static func name(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
