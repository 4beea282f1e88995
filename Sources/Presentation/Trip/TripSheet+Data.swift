import Assessment
import LicenseFiles

extension TripSheet {
  /// `rumkit.trip-sheet/1`.
  public var json: JSONText {
    .fields([
      "": SiteHeading.json("rumkit.trip-sheet/1", status.history.identity),
      "now": TimeText.iso8601(status.now), "go": isGo,
      "stops": reasons.filter(\.isStop).map(\.text),
      "attention": reasons.filter { !$0.isStop }.map(\.text),
      "next_trip": JSONText.fields(["at": TimeText.iso8601(next.time), "basis": next.basis]),
      "files": files.map(Self.json), "": coverage.json(present: "on_media"),
      "deadlines": dueBefore.map { cycle in
        JSONText.fields([
          "": [StatusColumns.group].json(cycle), "devices": cycle.members.map(\.udi),
          "earliest": cycle.deadline.earliest.map(TimeText.iso8601),
          "": [StatusColumns.left].json(cycle),
        ])
      }, "deadline_unknown": deadlineUnknown.flatMap { $0.members.map(\.udi) },
      "fetch": toFetch.map { JSONText.fields(["name": $0.name, "why": $0.why]) },
      "discloses": JSONText.object(
        disclosed.map { ($0.kind.replacing(" ", with: "_"), JSONText($0.count)) }),
    ])
  }

  private static func json(_ file: File) -> JSONText {
    .fields([
      "media": file.media, "": [path, hash].json(file), "virtual_account": file.file.account,
      "devices": file.file.devices, "": [host].json(file), "at_portal": file.earlier != nil,
    ])
  }

  /// For a ticket or a change request.
  public var markdown: String {
    let site = status.history.identity
    var text = site.mode == .rehearsal ? "**\(RehearsalText.banner)**\n\n" : ""
    text += "# \(isGo ? "GO" : "NO-GO"): site \(MarkdownText.escaped(site.name)), "
    text += "trip of \(TimeText.day(status.now))\n\n"
    for reason in reasons {
      text += "- \(reason.isStop ? "**stop**:" : "look at this first:") "
      text += MarkdownText.escaped(reason.text) + "\n"
    }
    text += reasons.isEmpty ? "No reason against the trip was found.\n\n" : "\n"
    for (account, files) in accounts {
      text += "## "
      text += account.map { "Virtual account \(MarkdownText.escaped($0))" } ?? "No virtual account"
      text += "\n\n"
      text += Table(files, Self.fileColumns).markdown
    }
    text += "## Devices\n\n\(MarkdownText.escaped(coverage.text(present: "on the media")))\n\n"
    text += "## Deadlines before \(TimeText.day(next.time)) (\(next.basis))\n\n"
    text += Table(dueBefore, Self.deadlineColumns).markdown
    if !toFetch.isEmpty {
      text += "## Fetch at the portal instead of uploading\n\n"
      for one in toFetch { text += "- [ ] \(MarkdownText.escaped("\(one.name) (\(one.why))"))\n" }
      text += "\n"
    }
    text += "## What the media disclose\n\n"
    text += disclosedWords + "\n\n"
    return text + "Released by: ______________________ Date: ______________\n\n"
      + "Carried by: ______________________ Date: ______________\n"
  }
}
