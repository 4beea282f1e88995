import Assessment
import LicenseFiles

extension PackSiteOutcome {
  var json: JSONText {
    .fields([
      "name": identity.name, "id": identity.id, "mode": identity.mode.rawValue, "run": run,
      "foreign_files": foreign, "": coverage?.json(present: "present"),
    ])
  }

  var text: String {
    let mode = identity.mode == .rehearsal ? "  (rehearsal)" : ""
    var text = "site      \(TerminalText.escaped(identity.name))\(mode)"
    text += run.map { "  (recorded, run \($0))\n" } ?? "  (nothing was recorded)\n"
    if let coverage { text += "register  \(coverage.text(present: "present"))\n" }
    if foreign > 0 {
      text += "left out  \(counted(foreign, "file")) of another site\n"
    }
    return text
  }
}
