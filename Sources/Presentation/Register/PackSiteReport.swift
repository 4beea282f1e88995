public import Assessment

/// What the site in use says of a run of `pack`.
public struct PackSiteReport: Sendable {
  /// The site.
  public var identity: SiteIdentity
  /// The run in the ledger; nil when nothing was recorded.
  public var run: String?
  /// The register against the files that go out; nil without a register.
  public var coverage: RegisterCoverage?
  /// How many files are another site's.
  public var foreign: Int
  /// What the ledger knew of the reports of each file before the run, by its path on the media.
  public var news: [String: PackNews]

  /// Creates a report.
  public init(
    identity: SiteIdentity, run: String? = nil, coverage: RegisterCoverage?, foreign: Int,
    news: [String: PackNews] = [:]
  ) {
    self.news = news
    self.identity = identity
    self.run = run
    self.coverage = coverage
    self.foreign = foreign
  }

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
