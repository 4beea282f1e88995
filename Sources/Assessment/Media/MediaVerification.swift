public import LicenseFiles

/// One promise of media, of evidence or of a ledger, and whether it holds.
public struct MediaCheck: Sendable, Hashable {
  /// How a check ended.
  public enum Result: String, Sendable, Hashable, CaseIterable {
    case passed
    case failed
    /// There is nothing to compare it with.
    case notPossible = "not-possible"
  }

  /// Whether the run of `pack` came to its end.
  package static let finishedRun = "finished run"

  /// What was looked at, for example `hash`.
  public let name: String
  /// Where.
  public let subject: String
  /// How it ended.
  public let result: Result
  /// In words: lower case, no full stop.
  public let detail: String

  /// Creates a check that was made.
  public init(name: String, subject: String, result: Result, detail: String) {
    self.name = name
    self.subject = subject
    self.result = result
    self.detail = detail
  }
}

/// Every check that was made of media and bags, and what was found.
public struct MediaVerification: Sendable {
  /// What a path turned out to be.
  public enum Kind: String, Sendable, Hashable {
    case media
    case evidence
  }

  /// A media or a bag that was looked at.
  public struct Subject: Sendable, Hashable {
    /// The path as the user named it.
    public let path: String
    /// What it is.
    public let kind: Kind
    /// The media, by their hashes and names: itself, or those that a bag seals.
    public package(set) var media: [Media] = []
    /// The site whose ledger a bag is anchored in; nil for media, and for a bag made without a site.
    public package(set) var siteID: String?

    /// A media by hash and name.
    public struct Media: Sendable, Hashable {
      /// The hash by which it is known.
      public let sha256: String
      /// Its name.
      public let name: String

      package init(sha256: String, name: String) {
        self.sha256 = sha256
        self.name = name
      }
    }
  }

  /// What was looked at, in the order of the command line.
  public private(set) var subjects: [Subject] = []
  /// The checks, in the order in which they were made.
  public private(set) var checks: [MediaCheck] = []
  /// What is wrong, or worth knowing.
  public private(set) var findings: [Finding] = []

  /// Nothing was looked at.
  public init() {}

  /// True when a check failed.
  public var foundDamage: Bool { checks.contains { $0.result == .failed } }

  /// The checks of a media or a bag, those against the others included.
  public func checks(of subject: Subject) -> [MediaCheck] {
    checks.filter { check in
      check.subject == subject.path || check.subject.hasPrefix(subject.path + "/")
        || check.subject.hasPrefix(subject.path + "!")
    }
  }

  package mutating func begin(_ path: String, _ kind: Kind) {
    subjects.append(Subject(path: path, kind: kind))
  }

  package mutating func identify(_ media: [Subject.Media], siteID: String? = nil) {
    guard let last = subjects.indices.last else { return }
    subjects[last].media = media
    subjects[last].siteID = siteID
  }

  /// Records a check that fails when there are findings.
  package mutating func check(
    _ name: String, _ subject: String, _ faults: [Finding], passed: String
  ) {
    findings += faults
    let worst = faults.map(\.severity).max() ?? .note
    let detail = faults.isEmpty ? passed : faults[0].message
    let more = faults.count > 1 ? " (and \(faults.count - 1) more)" : ""
    checks.append(
      MediaCheck(
        name: name, subject: subject, result: worst < .error ? .passed : .failed,
        detail: detail + more))
  }

  package mutating func cannot(_ name: String, _ subject: String, _ why: String) {
    checks.append(MediaCheck(name: name, subject: subject, result: .notPossible, detail: why))
  }
}
