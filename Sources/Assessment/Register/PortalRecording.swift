public import LicenseFiles

/// Puts what the portal did to the files of the ledger. A plain judgement over the files that went out:
/// it is asked inside the transaction that records, so that nobody changes them in between.
public struct PortalRecording: Sendable {
  /// What is to be recorded.
  public private(set) var drafts: [SiteEventDraft] = []
  /// The files that it concerns, in the same order.
  public private(set) var files: [(file: OutboundRecord, status: PortalStatus, words: String?)] = []
  /// How many rows say what the ledger has already.
  public private(set) var unchanged = 0
  /// Times of the form that are kept in their own words: nobody can tell what moment they mean.
  public private(set) var timesInWords: [String] = []
  /// What is wrong; nothing may be recorded when there is anything.
  public private(set) var findings: [Finding] = []

  private let now: Int64
  private let outbound: [String: [OutboundRecord]]
  private let bySHA256: [String: [OutboundRecord]]
  private var latest: [Int64: [SiteDetail: String]] = [:]

  /// - Parameters:
  ///   - outbound: every file that went out.
  ///   - recorded: what was recorded of the portal before.
  ///   - now: the current time, epoch seconds UTC.
  public init(_ outbound: [OutboundRecord], recorded: [SiteEvent], now: Int64) {
    self.now = now
    self.outbound = Dictionary(grouping: outbound) { $0.name.lowercased() }
    bySHA256 = Dictionary(grouping: outbound, by: \.sha256)
    for event in recorded {
      if let number = event.number(.event) { latest[number] = event.details }
    }
  }

  /// Takes one row.
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - place: the name of the form or file, for findings.
  ///   - media: the media that it speaks of, by name or hash; nil for any.
  ///   - time: when it happened, epoch seconds UTC, where the row's words are a time.
  public mutating func take(
    _ row: PortalForm.Row, of place: String, media: String? = nil, time: Int64? = nil
  ) {
    guard let file = file(row, place, media) else { return }
    if let time, let fault = fault(of: time, for: file) {
      findings.append(
        FindingDescriptor.portalTimeImpossible.finding(
          at: SourceLocation(file: place, line: row.line > 0 ? row.line : nil),
          productInstance: file.device, "\(file.name): \(row.time ?? "the time") \(fault)"))
      return
    }
    let details: [SiteDetail: String?] = [
      .event: String(file.event), .status: row.status.rawValue, .words: row.words,
      .name: file.name, .at: time.map(String.init), .text: row.time, .file: row.ackFile,
    ]
    let present = details.compactMapValues(\.self)
    guard latest[file.event] != present else {
      unchanged += 1
      return
    }
    latest[file.event] = present
    if let words = row.time, time == nil { timesInWords.append(words) }
    drafts.append(SiteEventDraft(.portalRecorded, file.device, details))
    files.append((file, row.status, row.words))
  }

  /// What is wrong with a time; nil where nothing is. Clocks may differ, and a day is said without its hour.
  private func fault(of time: Int64, for file: OutboundRecord) -> String? {
    if time > now.addingClamped(Self.doubt) { return "is in the future" }
    guard time < file.exportedAt.subtractingClamped(Self.doubt) else { return nil }
    return "is before the file was packed (\(TimeText.iso8601(file.exportedAt)))"
  }

  private static let doubt: Int64 = 86_400

  private mutating func file(
    _ row: PortalForm.Row, _ place: String, _ media: String?
  ) -> OutboundRecord? {
    let name = row.file.map { String($0.split(separator: "/").last ?? Substring($0)).lowercased() }
    var found = row.sha256.map { bySHA256[$0] ?? [] } ?? name.map { outbound[$0] ?? [] } ?? []
    if row.sha256 != nil, let name { found = found.filter { $0.name.lowercased() == name } }
    if let media {
      found = found.filter { $0.media.lowercased() == media.lowercased() || $0.mediaHash == media }
    }
    // The same bytes on two media: the one that travels is meant.
    if found.count > 1 {
      let travelling = found.filter(\.isTripOpen)
      if travelling.count == 1 { found = travelling }
    }
    let location = SourceLocation(file: place, line: row.line > 0 ? row.line : nil)
    let label = row.file ?? row.sha256 ?? ""
    guard let file = found.first else {
      findings.append(
        FindingDescriptor.portalFileUnknown.finding(
          at: location,
          row.sha256.map { "\(label): no file with the SHA-256 \($0) went out under this name" }
            ?? "no file went out as \(label)"))
      return nil
    }
    guard found.count == 1 else {
      let list = found.prefix(20).map { "\($0.name) of \($0.device) on \($0.media)" }
        .joined(separator: ", ")
      findings.append(
        FindingDescriptor.portalFileAmbiguous.finding(
          at: location, "\(label) is \(found.count) files: \(list)"))
      return nil
    }
    return file
  }
}
