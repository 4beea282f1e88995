/// One way in which hostile text gets into a command.
struct HostileScenario: ExpressibleByArrayLiteral {
  /// What comes after the command. Words beginning with `$` are those of
  /// ``HostileWorkspace/paths(_:)``.
  let words: [String]
  /// The formats that are tried; nil for every one that the command has.
  var formats: [String]?
  /// Why the text is not to come out; nil where every run must show it.
  var silence: String?

  init(_ words: [String], in formats: [String]? = nil, silence: String? = nil) {
    (self.words, self.formats, self.silence) = (words, formats, silence)
  }

  init(arrayLiteral words: String...) { self.init(words) }

  /// Only in some formats.
  static func only(_ formats: String..., words: [String]) -> Self { Self(words, in: formats) }

  /// The text does not come out, and that is right.
  static func silent(_ reason: String, _ words: [String], in formats: [String]? = nil) -> Self {
    Self(words, in: formats, silence: reason)
  }

  /// A value of a plan that is refused is not shown: it may be a token or hold a login.
  static func unseenValue(_ words: String...) -> Self {
    Self(words, silence: "what is refused may be a secret")
  }

  /// The sheets of a trip are not table.
  static func sheets(_ words: String...) -> Self { Self(words, in: ["html", "md", "json"]) }
}

/// How each command meets hostile text. A command that is missing here makes the suite fail.
///
/// `--site` and `--now` are added, and every word of `--format` is tried.
enum HostileScenarios {
  static let table: [String: [HostileScenario]] = [
    "inspect": [
      ["$all"], ["$all", "--verbose"], ["$missing"], ["$media", "$bag", "$changed"],
      ["$unreadable"],
      .only("text", "json", words: ["$device.txt", "$aps.txt", "$configuration.txt", "--verbose"]),
      .silent(
        "a skeleton has no values", ["$ack.txt", "$raw.txt", "$device.txt", "--shape"],
        in: ["text", "json"]),
      .only("text", "json", words: ["$missing", "--shape"]),
    ],
    "check": [
      ["$device.txt"], ["$names", "--verbose"], ["$missing"],
      ["$aps.txt", "$device.txt", "--topology", "cslu"],
      .only("text", words: ["$one", "--monitor"]),
    ],
    "commands": [
      [], ["9ZZEXAMPLE1", "--only", "confirm"], ["$text"],
      ["--device-path", "$text"], ["--copy-to", "$text"],
    ],
    "device collect": [["$text", "--dry-run"], ["--group", "$text", "--dry-run"]],
    "diagnose": [
      ["$device.txt"], ["$device.txt", "$names", "--verbose", "--topology", "direct"],
      ["$missing"], ["$captures", "--topology", "cslu"],
      .only("text", words: ["$captures", "$device.txt"]),
    ],
    "plan": [
      ["--check", "$configuration.txt"], ["--check", "$configurations", "--topology", "on-prem"],
      ["--check", "$missing"], .unseenValue("$text"), .unseenValue("direct", "$text"),
      .unseenValue("direct", "--token", "$text"),
      .unseenValue("direct", "--source-interface", "$text"),
      .unseenValue("direct", "--trustpoint", "$text", "--vrf", "$text"),
      .unseenValue("proxy", "--proxy-address", "$text", "--proxy-port", "$text"),
      .unseenValue("cslu", "--url", "$text"),
      .unseenValue("on-prem", "--server", "$text", "--tenant", "$text"),
      .unseenValue("direct", "--name-server", "$text", "--ntp-server", "$text"),
      .unseenValue("direct", "--release", "$text", "--pid", "$text"),
    ],
    "redact": [
      .silent("names are replaced", ["$one-device.txt", "--output", "$new"]),
      ["$ack.txt", "--output", "$odd-new"],
      [
        "$names", "$aps.txt", "--output", "$odd-new", "--map", "$new-map.csv", "--force", "--key",
        "$odd-new",
      ],
      ["$configuration.txt", "$aps.txt", "--output", "$odd-new", "--as-device-output"],
      ["$missing", "--output", "$new"], ["$raw.txt", "--output", "$odd-new"],
      ["$ack.txt", "--output", "$nowhere"],
    ],
    "diff": [
      ["$earlier.txt", "$usage.txt"], ["$usage.txt", "$earlier.txt", "--verbose"],
      ["$earlier", "$names", "--verbose"], ["$earlier-ack.txt", "$ack.txt"],
      ["$missing", "$usage.txt"], ["--last-export", "$names"],
    ],
    "validate": [
      ["$all", "--verbose", "--all-findings"], ["$all", "--expect", "ack"], ["$missing"],
      ["$all", "$unreadable"], ["$media", "$bag", "$changed", "$changed-bag"],
    ],
    "summarize": [
      ["$all", "--verbose"], ["$names", "$unreadable"], .only("text", words: ["$all", "--chart"]),
    ],
    "explain": [["$text"]],
    "pack": [
      ["$all", "--output", "$new", "--skip-bad", "--dry-run"],
      [
        "$names", "--output", "$new", "--skip-bad", "--evidence", "$new", "--verbose", "--disclose",
      ],
      [
        "$good.txt", "--output", "$odd-new", "--evidence", "$odd-new", "--no-site", "--reason",
        "$text", "--virtual-account", "$text", "--operator", "$text", "--site-name", "$text",
        "--host-name", "$text",
      ],
      ["$good.txt", "--output", "$new", "--accounts", "$accounts.csv"],
      ["$good.txt", "--output", "$new", "--accounts", "$known-accounts.csv", "--names", "opaque"],
      ["$good.txt", "--output", "$new", "--allow", "$text", "--request", "$text"],
      ["$good.txt", "--output", "$new", "--override-wait", "$text", "--witness", "$text"],
    ],
    "verify": [
      ["$media", "$bag"], ["$changed"], ["$changed-bag"], ["$missing"],
      ["$media", "--allowed-signers", "$signers.txt", "--signer", "$text"],
    ],
    "unpack": [["$archive.tar.gz", "--output", "$odd-new"], ["$missing", "--output", "$new"]],
    "ack match": [
      ["$all", "--usage", "$all"], ["$ack.txt", "--usage", "$names", "--device", "$text"],
      .only("text", "json", words: ["$ack.txt", "--device-map", "$map.csv"]),
      ["$names", "--accept-names", "$text"], ["$all", "--no-site", "--usage", "$good.txt"],
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
      ["--from", "$resets", "--device", "C9800-CL-K9:9ZZEXAMPLE1"],
      ["--device", "$text", "--at", "2026-08-21T08:00:00Z"],
      ["--device", "9ZZEXAMPLE1", "--at", "$text"],
    ],
    "reset status": [[], ["--device", "$text"]],
    "reset clear": [
      ["--device", "9ZZEXAMPLE6", "$text"], ["--device", "$text", "reason"],
    ],
    "site init": [
      ["--name", "$text", "--operator", "$text"],
      ["--name", "x", "--shared", "$text", "--site", "$new"],
    ],
    "status": [[], ["--all"], .only("text", words: ["--monitor"])],
    "site status": [
      [], ["--all"], ["--device", "$text"],
      .only("text", "json", "ics", words: ["--device", "9ZZEXAMPLE1"]),
      .only("text", words: ["--monitor"]),
    ],
    "site log": [[], ["--device", "9ZZEXAMPLE1"], ["--kind", "$text"], ["--since", "$text"]],
    "site verify": [
      [], ["--anchor", "$bag"], ["--anchor", "$changed-bag"], ["--anchor", "$missing"],
    ],
    "site export": [[], ["--site", "$missing"]],
    "site backup": [["$odd-new"], ["$missing", "--operator", "$text"]],
    "site restore": [
      .silent("the name of the file is harmless", ["$usage.txt", "--site", "$odd-new"]),
      ["$missing", "--site", "$odd-new"],
    ],
    "site clock offset": [
      ["--device", "$text", "5"],
      [
        "--device", "9ZZEXAMPLE1", "--device-time", "$text", "--at", "2026-08-21T08:00:00Z",
      ],
    ],
    "site clock repair": [.silent("no date of the ledger is wrong", ["$text"])],
    "site devices import": [
      .silent("a row that is refused is not quoted", ["$register.csv"]),
      .silent("a dry run counts", ["$known.csv", "--dry-run"]),
      // The second time nothing changes.
      .only("text", words: ["$known.csv"]), ["$missing"],
    ],
    "site devices list": [[]],
    "site devices group": [["$text", "9ZZEXAMPLE1"], ["g", "$text"], ["$text", "--ungroup"]],
    "site devices replace": [
      ["$text", "$text", "$text"], ["9ZZEXAMPLE1", "C9800-CL-K9:9ZZEXAMPLE9", "$text"],
    ],
    "site devices retire": [["9ZZEXAMPLE1", "$text"], ["$text", "reason"]],
    "site devices return": [["9ZZEXAMPLE5", "$text"], ["$text", "reason"]],
    "trip open": [
      ["$text", "$media", "--carrier", "$text"], ["t2", "$changed", "--carrier", "c"],
      .only("text", words: ["t3", "$media", "--carrier", "$text", "--again", "$text"]),
      ["t4", "$missing", "--carrier", "c"],
    ],
    "trip list": [[]],
    "trip close": [
      // Before the ACKs of the others are here: what came back is not lost.
      .only("text", words: ["trip-3", "--lost", "$text"]),
      ["$text"], .only("text", words: ["trip-1", "$ack.txt"]),
      .only("json", words: ["trip-2", "$names"]),
    ],
    "portal record": [
      ["$portal.csv"], ["$portal.csv", "--dry-run"], ["$text", "--status", "pending"],
      .only("text", words: ["$good.txt", "--status", "rejected", "--words", "$text"]),
      ["$portal.csv", "--media", "$text"],
    ],
    "report": [
      ["$all", "--verbose"], ["$media", "$bag", "$changed", "--operator", "$text"],
      ["$device.txt", "$aps.txt", "$inventory.csv", "$configuration.txt", "$names"],
      ["--monday"], .sheets("--trip", "$media"), .sheets("--trip", "$changed"),
      .sheets("--trip", "$missing"), .sheets("--trip", "$media", "--next-trip", "$text"),
    ],
    "aps": [
      ["$all", "--verbose"], ["$names", "--inventory", "$register.csv"], ["$missing"],
      ["$names", "--inventory", "$inventory.csv"], ["$names", "--inventory", "$aps.txt"],
      ["$usage.txt", "--inventory", "$inventory.csv", "--by-model"],
    ],
    "migrate start": [
      ["--device", "$text", "--kind", "slr"],
      .only("text", words: ["--device", "9ZZEXAMPLE1", "--kind", "slr", "--change", "$text"]),
      ["--device", "9ZZEXAMPLE1", "--kind", "slr", "--from", "$missing"],
    ],
    "migrate next": [["--device", "$text"]],
    "migrate record": [["$text", "--device", "$text"]],
    "migrate status": [["--device", "$text"]],
    "migrate report": [["--device", "$text"]],
    "migrate run": [
      ["--device", "$text"], .silent("the questions are our own", ["--list-questions"]),
    ],
    "ritual": [
      ["--answers", "$answers.txt"],
      ["--rehearsal", "--answers", "$answers.txt", "--site", "$new"],
      ["--step", "$text"],
      .silent("the questions are our own", ["--list-questions"]),
    ],
  ]
}
