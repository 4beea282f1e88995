import Assessment

extension PackSiteOutcome {
  var json: JSONText {
    .object(
      [
        ("name", .string(identity.name)), ("id", .string(identity.id)),
        ("mode", .string(identity.mode.rawValue)), ("run", JSONText(run)),
        ("foreign_files", JSONText(foreign)),
      ] + (coverage?.members(present: "present") ?? []))
  }

  var text: String {
    let mode = identity.mode == .rehearsal ? "  (rehearsal)" : ""
    var text = "site      \(TerminalText.escaped(identity.name))\(mode)"
    text += run.map { "  (recorded, run \($0))\n" } ?? "  (nothing was recorded)\n"
    if let coverage { text += "register  \(coverage.text(present: "present"))\n" }
    if foreign > 0 {
      text += "foreign   \(foreign) file\(foreign == 1 ? " belongs" : "s belong") to another site\n"
    }
    return text
  }
}
