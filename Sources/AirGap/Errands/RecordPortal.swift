public import Assessment
import LicenseFiles

/// What the portal did with the files that were carried out.
public struct RecordPortal: Sendable {
  /// Who tells of it.
  public enum Source: Sendable, Hashable {
    /// Forms that were filled in at the portal, as of the parts of a split package: files, or `-`.
    case forms([String])
    /// A person, of one file.
    case word(PortalWord)
  }

  private let source: Source
  private let media: String?
  private let isDryRun: Bool

  /// - Parameters:
  ///   - source: who tells of it.
  ///   - media: the media that is meant, by its name or hash.
  ///   - isDryRun: judge only.
  public init(_ source: Source, media: String? = nil, isDryRun: Bool = false) {
    self.source = source
    self.media = media
    self.isDryRun = isDryRun
  }

  /// Finds the files, and records what happened to them: all of it or nothing.
  ///
  /// - Throws: ``ErrandError``: the form cannot be read, or the ledger refuses. What does not fit is no
  ///   error: the outcome tells.
  public func run(in session: SiteSession) throws(ErrandError) -> PortalOutcome {
    var forms: [(path: String, form: PortalForm)] = []
    if case .forms(let paths) = source {
      forms = try paths.map { path throws(ErrandError) in
        (path, PortalForm(try ErrandError.reading(try tableBytes(path)), file: path))
      }
    }
    var outcome: PortalOutcome?
    func judge(_ reader: LedgerReader) throws(LedgerError) -> [SiteEventDraft] {
      let judged = PortalOutcome(
        try recording(forms, reader, now: session.now), forms: forms.map(\.form), isDryRun: isDryRun
      )
      outcome = judged
      return judged.isRecorded ? judged.recording.drafts : []
    }
    if isDryRun {
      _ = try session.read { reader throws(LedgerError) in try judge(reader) }
    } else {
      try session.record { reader throws(LedgerError) in try judge(reader) }
    }
    guard var outcome else { throw ErrandError(.failed, "the ledger was not asked") }
    outcome.isRehearsal = session.isRehearsal
    let duplicates = outcome.recording.files.filter { $0.status == .duplicate }.map(\.file)
    outcome.newReports = try session.read { reader throws(LedgerError) in
      try reader.newReports(in: duplicates)
    }
    return outcome
  }

  private func recording(
    _ forms: [(path: String, form: PortalForm)], _ reader: LedgerReader, now: Int64
  ) throws(LedgerError) -> PortalRecording {
    var rows = forms.flatMap { path, form in form.rows.map { (place: path, row: $0) } }
    if case .word(let word) = source { rows = [(word.file, try word.row(reader))] }
    var recording = PortalRecording(
      try reader.outboundFiles(.all), recorded: try reader.events([.portalRecorded]), now: now)
    for (place, row) in rows {
      recording.take(
        row, of: place, media: media, time: row.time.flatMap { GivenTime.seconds($0) })
    }
    return recording
  }
}

/// What a person says of one file.
public struct PortalWord: Sendable, Hashable {
  /// The file: by its name on the media, by its hash, or by a path to a copy.
  public let file: String
  private let status: PortalStatus
  private let words: String?
  private let at: String?

  /// - Parameters:
  ///   - file: the file: by its name on the media, by its hash, or by a path to a copy.
  ///   - status: what the portal did.
  ///   - said: what the portal calls it, where that is another word.
  ///   - words: the portal's own words.
  ///   - at: when it was, as it was typed.
  public init(
    _ file: String, _ status: PortalStatus, said: String? = nil, words: String? = nil,
    at: String? = nil
  ) {
    self.file = file
    self.status = status
    self.words = PortalStatus.words(words, said: said)
    self.at = at
  }

  /// The one file as a row of a form. A name is one on the media first; a path that is there is known
  /// by its bytes, wherever it was copied to.
  fileprivate func row(_ ledger: LedgerReader) throws(LedgerError) -> PortalForm.Row {
    var hash: String?
    if file.count == 64, file.allSatisfy(\.isHexDigit) {
      hash = file.lowercased()
    } else {
      let named = try ledger.outboundFiles(.name(file))
      if named.isEmpty { hash = fileDigest(file)?.description }
    }
    return PortalForm.Row(
      line: 0, file: hash == nil ? file : nil, sha256: hash, status: status, words: words,
      time: at)
  }
}
