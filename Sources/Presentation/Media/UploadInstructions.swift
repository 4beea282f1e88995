import Assessment
import LicenseFiles

/// `UPLOAD.txt`: for the person at a locked-down desktop with a browser and nothing else.
///
/// Source of the portal's words: Cisco doc 221758. Words that are only remembered are marked.
struct UploadInstructions: Sendable {
  private let volume: OutboundVolume
  private let settings: PackSettings

  /// - Parameters:
  ///   - volume: the media on which the instructions lie.
  ///   - settings: what is known of the run.
  init(_ volume: OutboundVolume, _ settings: PackSettings) {
    self.volume = volume
    self.settings = settings
  }

  /// The text, with CR LF as Windows wants it.
  var bytes: [UInt8] {
    let lines = (heading + check + upload + write + table + bundles + unverified)
      .flatMap(Self.wrapped)
    return Array(lines.joined(separator: "\r\n").utf8) + [0x0D, 0x0A]
  }

  /// Lines of at most 80 columns; what is pasted stays whole.
  private static func wrapped(_ line: String) -> [String] {
    let margin = line.prefix { $0 == " " }
    let isItem = line.dropFirst(margin.count + 1).hasPrefix(". ")
    return WrappedText.lines(
      line, columns: 80, indent: margin + (isItem ? "   " : ""), breaksWords: false)
  }

  private var heading: [String] {
    let part = volume.count > 1 ? ", part \(volume.number) of \(volume.count)" : ""
    let number = volume.files.count
    let practice = [
      "REHEARSAL: THESE FILES WERE PACKED FOR PRACTICE. UPLOAD NOTHING.", "",
    ]
    return (settings.isRehearsal ? practice : []) + [
      "UPLOAD TO CISCO: \(counted(number, "file"))\(part)",
      "",
      "Packed \(TimeText.iso8601(settings.now)) with rumkit \(settings.toolVersion).",
      "The portal is Cisco Smart Software Manager (CSSM), now Cisco License Central.",
      "",
    ]
  }

  private var check: [String] {
    var lines = [
      "1. CHECK THE FILES",
      "",
      "   In the folder of this text, all at once; each file is OK or DIFFERS.",
      "   Windows PowerShell:",
      "     \(WrappedText.command(Self.powerShell))",
      "   Windows Command Prompt (Windows 10 and later):",
      "     \(WrappedText.command(Self.commandPrompt))",
      "   Linux:",
      "     sha256sum -c SHA256SUMS",
      "",
      "   The hash of each file must be:",
    ]
    lines += volume.files.flatMap {
      ["     \(WrappedText.command($0.path))", "       \($0.sha256)"]
    }
    if settings.signingKey != nil {
      lines += [
        "", "   SHA256SUMS is signed: SHA256SUMS.sig (ssh-keygen -Y verify -n rumkit-media).",
      ]
    }
    return lines + [
      "", "   If one differs, stop. Upload nothing and ask the person who packed it.", "",
    ]
  }

  /// One line for PowerShell 5 and later. A file that is not there differs.
  static let powerShell =
    "Get-Content SHA256SUMS -Encoding UTF8 | ForEach-Object { $hash, $file = $_ -split ' [ *]', 2; "
    + "if ((Get-FileHash -LiteralPath $file -Algorithm SHA256).Hash -eq $hash) { \"OK $file\" } "
    + "else { \"DIFFERS $file\" } }"

  /// The same for cmd.exe. Before Windows 10 certutil prints the hash with spaces, and every file
  /// differs.
  static let commandPrompt =
    "for /f \"usebackq tokens=1,*\" %h in (\"SHA256SUMS\") do @(certutil -hashfile \"%i\" SHA256 "
    + "| findstr /i \"%h\" >nul && echo OK %i || echo DIFFERS %i)"

  private var upload: [String] {
    [
      "2. UPLOAD EACH FILE BY ITSELF, UNCHANGED",
      "",
      "   Do not open and save a file first: a single changed space makes it worthless.",
    ] + Self.way.map { "   " + $0 } + [""]
  }

  /// The way through the portal, for one file.
  static let way = [
    "a. https://software.cisco.com > Smart Software Manager > Manage Licenses",
    "b. Reports > Usage Data Files",
    "c. Upload Usage Data... (*) > Browse > choose the file > Upload Data",
    "d. If it asks for a virtual account (*), choose the one in the table below.",
    "   An upload into the wrong one is hard to undo.",
    "e. Wait until the file is listed without errors (\"No Errors\") (*).",
    "f. Column Acknowledgement: Download. The file is called ACK_ and the name of the upload.",
    "   Save it without opening it.",
  ]

  private var write: [String] {
    [
      "3. WRITE DOWN WHAT HAPPENED",
      "",
      "   On a printout of the table below, or in portal.csv. Do not change this file.",
      "   The status is one of: \(PortalStatus.words).",
      "   In a row with the name of an ACK any word of the portal is accepted.",
      "   Take every ACK file and portal.csv back with you.",
      "",
    ]
  }

  private var table: [String] {
    var lines: [String] = []
    let accounts = Dictionary(grouping: volume.files) { Self.account($0.account) }
    for account in accounts.keys.sorted() {
      lines += [account.isEmpty ? "   FILES" : "   VIRTUAL ACCOUNT \(account)", ""]
      for file in accounts[account] ?? [] {
        lines += [
          "   [ ] \(WrappedText.command(file.path))",
          "       time ______________ status ______________ ACK ____________________",
        ]
      }
      lines.append("")
    }
    return lines
  }

  private var bundles: [String] {
    guard !volume.bundles.isEmpty else { return [] }
    return [
      "EXPERIMENTAL, UNVERIFIED",
      "",
      "   These archives hold the same usage once more, in the shape of Cisco's own packer.",
      "   Nobody has confirmed that the portal accepts them. Use the files above, or these, "
        + "never both: the portal refuses a report that it already has.",
    ] + volume.bundles.map { "     \(WrappedText.command($0.path))" } + [""]
  }

  private var unverified: [String] {
    [Self.mark]
  }

  /// What the mark after some words of the portal means.
  static let mark = "(*) These words of the portal are unverified; yours may differ."

  /// The account as the operator must choose it.
  static func account(_ answer: VirtualAccounts.Answer) -> String {
    switch answer {
    case .notAsked: ""
    case .known(let name): TerminalText.escaped(name)
    case .unknown: VirtualAccounts.unknownWords
    }
  }
}
