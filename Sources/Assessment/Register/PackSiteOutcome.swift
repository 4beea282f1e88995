/// What the site in use says of a run of `pack`.
public struct PackSiteOutcome: Sendable {
  /// The site.
  public let identity: SiteIdentity
  /// The run in the ledger; nil when nothing was recorded.
  public let run: String?
  /// The register against the files that go out; nil without a register.
  public let coverage: RegisterCoverage?
  /// How many files are another site's.
  public let foreign: Int
  /// What the ledger knew of the reports of each file before the run, by its path on the media.
  public let news: [String: PackNews]

  /// Creates an outcome.
  public init(
    identity: SiteIdentity, run: String? = nil, coverage: RegisterCoverage?, foreign: Int,
    news: [String: PackNews] = [:]
  ) {
    self.identity = identity
    self.run = run
    self.coverage = coverage
    self.foreign = foreign
    self.news = news
  }
}
