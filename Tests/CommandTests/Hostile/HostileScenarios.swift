/// How each command meets hostile text. A command that is missing here makes the suite fail.
///
/// Words beginning with `$` are those of ``HostileWorkspace/paths(_:)``. `--site` and `--now` are added,
/// and every word of `--format` is tried.
enum HostileScenarios {
  static let table: [String: [[String]]] = [
    "inspect": [["$all"], ["$all", "--verbose"], ["$missing"], ["$media", "$bag", "$changed"]],
    "validate": [
      ["$all", "--verbose", "--all-findings"], ["$all", "--expect", "ack"], ["$missing"],
      ["$media", "$bag", "$changed", "$changed-bag"],
    ],
    "summarize": [["$all", "--verbose"], ["$names"], ["$all", "--chart"]],
    "explain": [["$text"]],
    "pack": [
      ["$all", "--output", "$new", "--skip-bad", "--dry-run"],
      [
        "$names", "--output", "$new", "--skip-bad", "--evidence", "$new", "--verbose", "--disclose",
      ],
      ["$good.txt", "--output", "$odd-new", "--evidence", "$odd-new", "--no-site", "--reason"]
        + ["$text", "--virtual-account", "$text", "--operator", "$text", "--site-name", "$text"]
        + ["--host-name", "$text"],
      ["$good.txt", "--output", "$new", "--accounts", "$accounts.csv"],
      ["$good.txt", "--output", "$new", "--accounts", "$known-accounts.csv", "--names", "opaque"],
      ["$good.txt", "--output", "$new", "--allow", "$text", "--request", "$text"],
      ["$good.txt", "--output", "$new", "--override-wait", "$text", "--witness", "$text"],
    ],
    "verify": [
      ["$media", "$bag"], ["$changed"], ["$changed-bag"], ["$archive.tar.gz"], ["$missing"],
      ["$media", "--allowed-signers", "$signers.txt", "--signer", "$text"],
    ],
    "unpack": [["$archive.tar.gz", "--output", "$odd-new"], ["$missing", "--output", "$new"]],
    "ack match": [
      ["$all", "--usage", "$all"], ["$ack.txt", "--usage", "$names", "--device", "$text"],
      ["$ack.txt", "--device-map", "$map.csv"], ["$names", "--accept-names", "$text"],
      ["$all", "--no-site", "--usage", "$good.txt"],
    ],
    "import": [
      ["$all", "--dry-run"], ["$names", "--run-sheet", "$text", "--origin", "$text"],
      ["$names", "--to", "$odd-new", "--operator", "$text", "--again", "$text"],
      ["$ack.txt", "--device-map", "$map.csv", "--accept-names", "$text"],
      ["$names", "--by-hand", "$text", "--device", "$text"],
      ["$names", "--override-wait", "$text"],
    ],
    "confirm": [
      ["$all"], ["$device.txt"], ["$device.txt", "--device", "$text"],
      ["$device.txt", "--dry-run", "--device", "C9800-CL-K9:9ZZEXAMPLE1"],
    ],
    "reset record": [
      ["--from", "$device.txt"], ["--device", "$text", "--at", "2026-08-21T08:00:00Z"],
      ["--device", "9ZZEXAMPLE1", "--at", "$text"],
    ],
    "reset status": [[], ["--device", "$text"], ["--device", "9ZZEXAMPLE1"]],
    "reset clear": [
      ["--device", "9ZZEXAMPLE1", "$text"], ["--device", "$text", "reason"],
    ],
    "site init": [
      ["--name", "$text", "--operator", "$text"], ["--name", "x", "--shared", "$text"],
    ],
    "site status": [
      [], ["--all"], ["--device", "9ZZEXAMPLE1"], ["--device", "$text"],
    ],
    "site log": [[], ["--device", "9ZZEXAMPLE1"], ["--kind", "$text"], ["--since", "$text"]],
    "site verify": [
      [], ["--anchor", "$bag"], ["--anchor", "$changed-bag"], ["--anchor", "$missing"],
    ],
    "site export": [[], ["--site", "$missing"]],
    "site backup": [["$odd-new"], ["$missing", "--operator", "$text"]],
    "site restore": [["$usage.txt", "--site", "$new"], ["$missing", "--site", "$odd-new"]],
    "site clock offset": [
      ["--device", "$text", "5"], ["--device", "9ZZEXAMPLE1", "--device-time", "$text"],
      ["--device", "9ZZEXAMPLE1", "5"],
    ],
    "site clock repair": [["$text"]],
    "site devices import": [
      ["$register.csv"], ["$register.csv", "--skip-bad"], ["$known.csv"],
      ["$known.csv", "--dry-run"],
      ["$missing"], ["$usage.txt"],
    ],
    "site devices list": [[]],
    "site devices group": [["$text", "9ZZEXAMPLE1"], ["g", "$text"], ["$text", "--ungroup"]],
    "site devices replace": [
      ["$text", "$text", "$text"], ["9ZZEXAMPLE1", "C9800-CL-K9:9ZZEXAMPLE9", "$text"],
    ],
    "site devices retire": [["9ZZEXAMPLE1", "$text"], ["$text", "reason"]],
    "trip open": [
      ["$text", "$media", "--carrier", "$text"], ["t2", "$changed", "--carrier", "c"],
      ["t3", "$media", "--carrier", "$text", "--again", "$text"],
      ["t4", "$missing", "--carrier", "c"],
    ],
    "trip list": [[]],
    "trip close": [
      ["$text"], ["trip-1", "$ack.txt"], ["trip-1", "$names"], ["trip-1", "--lost", "$text"],
    ],
    "portal record": [
      ["$portal.csv"], ["$portal.csv", "--dry-run"], ["$text", "--status", "pending"],
      ["$good.txt", "--status", "rejected", "--words", "$text"],
      ["$portal.csv", "--media", "$text"], ["$usage.txt"],
    ],
    "report": [
      ["$all", "--verbose"], ["$media", "$bag", "$changed", "--operator", "$text"],
      ["--monday"], ["--trip", "$media"], ["--trip", "$changed"], ["--trip", "$missing"],
      ["--trip", "$media", "--next-trip", "$text"],
    ],
    "aps": [["$all", "--verbose"], ["$names", "--inventory", "$register.csv"], ["$missing"]],
    "ritual": [
      ["--answers", "$answers.txt"],
      ["--rehearsal", "--answers", "$answers.txt", "--site", "$new"],
      ["--step", "$text"], ["--list-questions"],
    ],
  ]
}
