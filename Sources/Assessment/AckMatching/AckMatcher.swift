import LicenseFiles

/// Matches ACKs to devices and finds which reports they acknowledge.
///
/// 1. A device that can be read in the content matches the file to it and its group. When none of those
///    that can be read is known, the file is foreign.
/// 2. Otherwise report ids decide, when they are those of one group more than of any other.
/// 3. Otherwise the user's hand does, then a form of the portal that names the file as the ACK of an upload,
///    and then the name that `pack` gave to the upload: for one file at
///    once, for several only when the user accepts names.
/// 4. What the files say is then read number by number (`AckReportNumbers`). A report of a matched group
///    that no file lists is outstanding; it is undetermined when a matched ACK shows no id that can be read.
///
/// Everything is a pure function of its values; the order of the files does not matter.
public struct AckMatcher: Sendable {
  let known: KnownReports
  let names: AckNames
  let choices: AckChoices
  let facts: AckSiteFacts
  let now: Int64
  let groups: [UDI: [UDI]]

  /// Creates a matcher.
  ///
  /// - Parameters:
  ///   - known: the reports and groups, from usage files or a ledger.
  ///   - names: the names of uploads.
  ///   - choices: what the user has decided.
  ///   - facts: what a site knows besides.
  ///   - now: the current time, epoch seconds UTC.
  public init(
    known: KnownReports, names: AckNames = AckNames(), choices: AckChoices = AckChoices(),
    facts: AckSiteFacts = AckSiteFacts(), now: Int64
  ) {
    var settled = known
    settled.settle()
    self.known = settled
    self.names = names
    self.choices = choices
    self.facts = facts
    self.now = now
    groups = settled.groups()
  }

  /// Matches the files.
  public func match(_ contents: [AckContent]) -> AckMatchResult {
    let sorted = contents.sorted {
      ($0.file, $0.sha256?.description ?? "") < ($1.file, $1.sha256?.description ?? "")
    }
    var ties = AckTies(self)
    var files = sorted.map { ties.file($0) }
    ties.tieByName(&files)
    let fold = AckDeviceFold(self, &files)
    var seen: [SHA256Digest: String] = [:]
    var findings: [Finding] = []
    for file in files {
      findings += file.content.findings + ties.findings(file) + fold.findings(file)
      if file.outcome != .notAnAck {
        findings += duplicate(file, &seen) + siteFindings(file)
      }
    }
    let devices = fold.devices()
    return AckMatchResult(
      devices: devices, files: files, findings: findings + fold.findings(devices))
  }

  /// The devices and the members of their groups that stand for them.
  func representatives(_ devices: [UDI]) -> Set<UDI> {
    Set(devices.map(known.representative))
  }

  private func duplicate(
    _ file: AckMatchResult.File, _ seen: inout [SHA256Digest: String]
  ) -> [Finding] {
    guard let sha256 = file.content.sha256 else { return [] }
    let place = SourceLocation(file: file.content.file)
    if let other = seen[sha256] {
      return [FindingDescriptor.ackDuplicate.finding(at: place, "it has the bytes of \(other)")]
    }
    seen[sha256] = file.content.file
    guard let words = facts.seen[sha256] else { return [] }
    return [FindingDescriptor.ackDuplicate.finding(at: place, "it was seen before: \(words)")]
  }
}
