public import LicenseFiles

/// One promise of media, of evidence or of a ledger, and whether it holds.
public struct MediaCheck: Sendable, Hashable {
  /// How a check ended.
  public enum Result: String, Sendable, Hashable, CaseIterable {
    case passed
    case failed
    /// There is nothing to hold it against.
    case notPossible = "not-possible"
  }

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
    public internal(set) var media: [Media] = []
    /// The site whose ledger a bag is anchored in; nil for media, and for a bag made without a site.
    public internal(set) var siteID: String?

    /// A media by hash and name.
    public struct Media: Sendable, Hashable {
      /// The hash by which it is known.
      public let sha256: String
      /// Its name.
      public let name: String
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

  mutating func begin(_ path: String, _ kind: Kind) {
    subjects.append(Subject(path: path, kind: kind))
  }

  mutating func identify(_ media: [Subject.Media], siteID: String? = nil) {
    guard let last = subjects.indices.last else { return }
    subjects[last].media = media
    subjects[last].siteID = siteID
  }

  /// Records a check that fails when there are findings.
  mutating func check(_ name: String, _ subject: String, _ faults: [Finding], passed: String) {
    findings += faults
    let worst = faults.map(\.severity).max() ?? .note
    let detail = faults.isEmpty ? passed : faults[0].message
    let more = faults.count > 1 ? " (and \(faults.count - 1) more)" : ""
    checks.append(
      MediaCheck(
        name: name, subject: subject, result: worst < .error ? .passed : .failed,
        detail: detail + more))
  }

  mutating func cannot(_ name: String, _ subject: String, _ why: String) {
    checks.append(MediaCheck(name: name, subject: subject, result: .notPossible, detail: why))
  }
}

/// Who may have signed.
public struct SignerPolicy: Sendable, Hashable {
  /// The path of a list of allowed signers (ssh-keygen(1), ALLOWED SIGNERS); nil asks for nothing.
  public var allowedSigners: String?
  /// The identity that must have signed; nil allows every one of the list.
  public var signer: String?

  /// Creates a policy.
  public init(allowedSigners: String? = nil, signer: String? = nil) {
    self.allowedSigners = allowedSigners
    self.signer = signer
  }
}

/// Checks outbound media and evidence bags, each by itself and then one against the other.
///
/// - Throws: `ReadingError` when a path cannot be read or is neither; damage is no error.
public func verifyMedia(
  _ paths: [String], signers: SignerPolicy = SignerPolicy()
) async throws(ReadingError) -> MediaVerification {
  var verification = MediaVerification()
  var outbound: [OutboundFacts] = []
  var bags: [BagFacts] = []
  for path in paths {
    let opened = try OpenedMedia(path)
    verification.begin(opened.path, opened.kind)
    for fault in opened.faults { verification.check("archive", path, [fault], passed: "") }
    switch opened.kind {
    case .media:
      let facts = try await checkOutbound(opened, signers, &verification)
      let name = String(opened.path.split(separator: "/").last ?? Substring(opened.path))
      verification.identify(facts.sha256.map { [.init(sha256: $0, name: name)] } ?? [])
      outbound.append(facts)
    case .evidence:
      let facts = try await checkBag(opened, signers, &verification)
      verification.identify(
        facts.media.map { .init(sha256: $0.sha256, name: $0.name) }, siteID: facts.siteID)
      bags.append(facts)
    }
    checkLeftOvers(opened, &verification)
  }
  checkAgainstEachOther(outbound, bags, &verification)
  return verification
}

/// Looks for what an interrupted run left behind, in the media and beside it.
private func checkLeftOvers(_ opened: OpenedMedia, _ verification: inout MediaVerification) {
  let parent = Partials.folder(of: opened.path)
  let beside = Partials.leftOvers(in: parent).map { parent == "." ? $0 : parent + "/" + $0 }
  let inside = opened.folder.leftOvers.map { opened.path + "/" + $0 }
  verification.check(
    "left-overs", opened.path,
    (beside + inside).map {
      MediaFindings.partialLeft.finding(
        at: SourceLocation(file: $0), "an interrupted run left it behind")
    }, passed: "none here or beside it")
}
