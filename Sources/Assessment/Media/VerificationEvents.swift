/// What the ledger of a site keeps of a check of media and bags. A bag of another site, and media that
/// such a bag seals, are not this ledger's business: only that they were found is kept.
public struct VerificationEvents: Sendable {
  /// What is to be recorded.
  public private(set) var drafts: [SiteEventDraft] = []
  /// Paths of what is another site's.
  public private(set) var foreign: [String] = []

  /// Judges what was checked.
  ///
  /// - Parameters:
  ///   - verification: the check.
  ///   - site: the site.
  public init(_ verification: MediaVerification, in site: SiteIdentity) {
    func isForeign(_ subject: MediaVerification.Subject) -> Bool {
      subject.siteID.map { $0 != site.id } ?? false
    }
    let foreignMedia = Set(
      verification.subjects.filter(isForeign).flatMap { $0.media.map(\.sha256) })
    for subject in verification.subjects {
      if isForeign(subject) || subject.media.contains(where: { foreignMedia.contains($0.sha256) }) {
        foreign.append(subject.path)
      } else {
        drafts.append(Self.verified(subject, verification.checks(of: subject)))
      }
    }
    if !foreign.isEmpty { drafts.append(PackEvents.foreign(foreign, command: "verify")) }
  }

  private static func verified(
    _ subject: MediaVerification.Subject, _ checks: [MediaCheck]
  ) -> SiteEventDraft {
    SiteEventDraft(
      .mediaVerified, nil,
      [
        .media: SiteDetail.list(subject.media.map(\.name)),
        .mediaHash: subject.media.map(\.sha256).joined(separator: " "),
        .path: subject.path, .text: subject.kind.rawValue,
        .passed: String(checks.count { $0.result == .passed }),
        .failed: String(checks.count { $0.result == .failed }),
      ])
  }
}
