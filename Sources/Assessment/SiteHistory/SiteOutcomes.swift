public import LicenseFiles

/// A site that was made.
public struct SiteMakingOutcome: Sendable, Hashable {
  /// The site.
  public let site: SiteIdentity
  /// The end of its chain.
  public let head: ChainHead

  package init(_ site: SiteIdentity, head: ChainHead) {
    self.site = site
    self.head = head
  }
}

/// A copy of the ledger of a site.
public struct SiteBackupOutcome: Sendable, Hashable {
  /// The site.
  public let site: SiteIdentity
  /// The end of the chain in the copy.
  public let head: ChainHead
  /// The number of the event that recorded it; nil where the site can only be read.
  public let event: Int64?

  /// What a verification of the copy found.
  public let findings: [Finding]

  package init(_ site: SiteIdentity, head: ChainHead, event: Int64?, findings: [Finding] = []) {
    self.findings = findings
    self.site = site
    self.head = head
    self.event = event
  }
}

/// A site that was made out of a backup.
public struct SiteRestorationOutcome: Sendable {
  /// The site.
  public let site: SiteIdentity
  /// The end of the chain in the backup.
  public let had: ChainHead
  /// The check of the site that was made.
  public let verification: LedgerVerification

  package init(_ site: SiteIdentity, had: ChainHead, verification: LedgerVerification) {
    self.site = site
    self.had = had
    self.verification = verification
  }
}

/// What the check of a site found.
public struct SiteVerificationOutcome: Sendable {
  /// The site.
  public let site: SiteIdentity
  /// The check.
  public package(set) var verification: LedgerVerification
  /// The last event that it did not look at, where it went on from an earlier check; nil when it looked at
  /// all of it.
  public package(set) var after: Int64?
  /// What was wrong in the index before it was rebuilt; nil when it was not.
  public package(set) var rebuilt: String?
  /// The number of the event that recorded it; nil when it was not recorded.
  public package(set) var recordedAs: Int64?
  /// True when it should have been recorded, and that failed.
  public package(set) var isUnrecorded = false

  package init(_ site: SiteIdentity, _ verification: LedgerVerification) {
    self.site = site
    self.verification = verification
  }
}

/// Events of a site.
public struct SiteLogOutcome: Sendable {
  /// The events, oldest first.
  public package(set) var events: [SiteEvent]
  /// How many reports events have, by number.
  public package(set) var reportCounts: [Int64: Int]

  /// Creates an outcome.
  public init(_ events: [SiteEvent] = [], reportCounts: [Int64: Int] = [:]) {
    self.events = events
    self.reportCounts = reportCounts
  }
}
