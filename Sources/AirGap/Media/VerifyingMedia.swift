import Assessment
import LicenseFiles

/// Who may have signed.
public struct SignerPolicy: Sendable, Hashable {
  /// The path of a list of allowed signers (ssh-keygen(1), ALLOWED SIGNERS); nil asks for nothing.
  var allowedSigners: String?
  /// The identity that must have signed; nil allows every one of the list.
  var signer: String?

  /// Creates a policy.
  public init(allowedSigners: String? = nil, signer: String? = nil) {
    self.allowedSigners = allowedSigners
    self.signer = signer
  }
}

/// Checks outbound media and evidence bags, each by itself and then one against the other.
///
/// - Parameters:
///   - paths: the media and bags.
///   - signers: who may have signed them.
///   - runs: what the site in use knows of runs that did not end; nil without a site.
/// - Throws: `ReadingError` when a path cannot be read or is neither; damage is not an error.
func verifyMedia(
  _ paths: [String], signers: SignerPolicy = SignerPolicy(), runs: UnfinishedRuns? = nil,
  hasLeft: (String) -> Bool = { _ in false }
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
      let facts = try await checkOutbound(opened, signers, hasLeft: hasLeft, &verification)
      let name = String(opened.path.split(separator: "/").last ?? Substring(opened.path))
      verification.identify(facts.sha256.map { [.init(sha256: $0, name: name)] } ?? [])
      checkRun(opened, runs?.run(at: opened.path, sha256: facts.sha256), &verification)
      outbound.append(facts)
    case .evidence:
      let facts = try await checkBag(opened, signers, &verification)
      verification.identify(
        facts.media.map { .init(sha256: $0.sha256, name: $0.name) }, siteID: facts.siteID)
      checkRun(
        opened, runs?.run(ofBag: facts.siteID, events: facts.ledgerEvents), &verification)
      bags.append(facts)
    }
    checkLeftOvers(opened, &verification)
  }
  checkAgainstEachOther(outbound, bags, &verification)
  return verification
}

/// Whether the run that made it came to its end.
private func checkRun(
  _ opened: OpenedMedia, _ run: SiteEvent?, _ verification: inout MediaVerification
) {
  var words: String?
  if let parts = PartsMark.standing(of: opened.path) {
    words = "only \(parts.named) of its \(parts.all) parts are complete"
  } else if let run {
    words = "it began at \(TimeText.iso8601(run.time)), but the ledger does not know its result"
  }
  guard let words else { return }
  verification.check(
    MediaCheck.finishedRun, opened.path,
    [
      MediaFindings.runUnfinished.finding(
        at: SourceLocation(file: opened.path),
        "the run of pack that made it did not end: \(words); pack again into the same place")
    ], passed: "")
}

/// Looks for what an interrupted run left beside the media.
private func checkLeftOvers(_ opened: OpenedMedia, _ verification: inout MediaVerification) {
  let parent = PathText.folder(of: opened.path)
  let beside = Partials.leftOvers(in: parent).map { parent == "." ? $0 : parent + "/" + $0 }
  verification.check(
    "left-overs", opened.path,
    beside.map {
      MediaFindings.partialLeft.finding(
        at: SourceLocation(file: $0), "an interrupted run left it behind")
    }, passed: "no interrupted run left a file beside it")
}
