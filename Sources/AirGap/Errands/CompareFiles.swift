public import Assessment
import LicenseFiles

/// Compares two sets of files, each file read once: usage with usage, files of the portal with files of
/// the portal.
public struct CompareFiles: Sendable {
  /// What is compared with.
  public enum Old: Sendable {
    /// A file, a folder, a pattern, media, a bag, or `-`.
    case files(String)
    /// What a site exported last of the same devices, from its evidence.
    case lastExport(SitePlace)
  }

  private let old: Old
  private let request: InputRequest

  /// - Parameters:
  ///   - old: what is compared with.
  ///   - request: what is compared.
  public init(_ old: Old, with request: InputRequest) {
    self.old = old
    self.request = request
  }

  /// Reads both and compares them.
  ///
  /// - Throws: ``ErrandError``: the two hold nothing that can be compared, or the site has no such
  ///   export. A file that cannot be read to its end is not an error: the outcome tells.
  public func run(_ tell: @escaping Notice.Teller) throws(ErrandError) -> DiffOutcome {
    var comparison = Comparison(request, tell)
    let label: String
    switch old {
    case .files(let path):
      label = path
      try comparison.readOld([path])
    case .lastExport(let place):
      label = "last export"
      try comparison.readOld(try LastExport(of: request, at: place, tell))
    }
    try comparison.readNew()
    return try comparison.outcome(
      old: label, new: request.files.joined(separator: " "))
  }
}

private struct Comparison {
  /// What one of the two holds.
  private struct Side {
    var hasUsage = false
    var acks: [AckContent] = []
    /// False when it could not be opened, which has been reported.
    var isThere = true

    var holds: String? {
      hasUsage ? "usage" : acks.isEmpty ? nil : "files from the portal"
    }
  }

  private let request: InputRequest
  private let tell: Notice.Teller
  private var fold = UsageDiffFold()
  private var old = Side()
  private var new = Side()
  private var replacements: [DeviceDiff.Replacement] = []
  private var groups: [[UDI]] = []
  private var isLastExport = false
  private var failed = false
  private var findings: FindingsReport

  init(_ request: InputRequest, _ tell: @escaping Notice.Teller) {
    self.request = request
    self.tell = tell
    findings = FindingsReport(listsAll: request.listsAll)
  }

  mutating func readOld(_ files: [String]) throws(ErrandError) {
    old = try read(files)
    fold.turn()
  }

  /// What was exported last. A file that is not what the ledger has on record is a finding.
  mutating func readOld(_ export: LastExport) throws(ErrandError) {
    isLastExport = true
    replacements = export.replacements
    groups = export.groups
    old = try read(export.files.map(\.path), known: export.files)
    // The ledger vouches for usage, also where it has none of these devices.
    old.hasUsage = true
    old.acks = []
    fold.turn()
  }

  mutating func readNew() throws(ErrandError) {
    new = try read(request.files)
    if isLastExport { new.acks = [] }
  }

  private mutating func read(
    _ files: [String], known: [LastExport.File] = []
  ) throws(ErrandError) -> Side {
    var side = Side()
    guard !files.isEmpty else { return side }
    let context = RuleContext(now: 0)
    let expected = Dictionary(known.map { ($0.path, $0) }) { first, _ in first }
    var builder = AckContentBuilder("", context: context)
    var fold = fold
    self.fold = UsageDiffFold()
    var findings = findings
    var damaged: [(file: String, reason: String)] = []
    var fault: Finding?
    var reading = try InputReading(request.reading(files), tell)
    reading.each(
      hashing: true,
      // Lists and forms of media and bags are not part of what is compared.
      holding: { _ in },
      begin: {
        fold.begin($0)
        fault = nil
        builder = AckContentBuilder($0, context: context)
      },
      item: { item in
        builder.take(item)
        fold.take(item)
        if case .finding(let finding) = item {
          findings.add(finding)
          if finding.severity == .error { fault = finding }
        }
      },
      end: { outline in
        fold.end(outline)
        if !outline.isComplete {
          damaged.append(
            (outline.file, fault?.message ?? "it could not be read to its end"))
        }
        if outline.isOfUsage { side.hasUsage = true }
        let content = builder.end(outline)
        if content.comesFromPortal { side.acks.append(content) }
        if let file = expected[outline.file], file.sha256 != outline.sha256?.description {
          findings.add(file.finding(outline.sha256))
        }
      })
    for one in damaged { tell(.error("\(one.file): \(one.reason)")) }
    side.isThere = !reading.failed
    failed = failed || reading.failed || !damaged.isEmpty
    self.fold = fold
    self.findings = findings
    return side
  }

  mutating func outcome(old oldName: String, new newName: String) throws(ErrandError) -> DiffOutcome
  {
    let comparesUsage = old.hasUsage && new.hasUsage
    let comparesAcks = !old.acks.isEmpty && !new.acks.isEmpty
    guard comparesUsage || comparesAcks else { throw incomparable(oldName, newName) }
    for (name, side) in [("OLD", old), ("NEW", new)] {
      if side.hasUsage, !comparesUsage {
        tell(.hint("\(name) holds usage too, and the other does not: it is left out"))
      }
      if !side.acks.isEmpty, !comparesAcks {
        tell(
          .hint(
            "\(name) holds files from the portal too, and the other does not: they are left out"))
      }
    }
    let usage = comparesUsage ? fold.finish(replacements: replacements, groups: groups) : nil
    fold = UsageDiffFold()
    for finding in usage?.findings ?? [] { findings.add(finding) }
    return DiffOutcome(
      old: oldName, new: newName, usage: usage,
      acknowledgements: comparesAcks ? AckDiff(old: old.acks, new: new.acks) : nil,
      findings: findings, isIncomplete: failed)
  }

  private func incomparable(_ oldName: String, _ newName: String) -> ErrandError {
    guard let before = old.holds, let after = new.holds else {
      return ErrandError(
        .unreadable,
        [(oldName, old), (newName, new)].filter { $0.1.holds == nil && $0.1.isThere }
          .map { "\($0.0): it holds neither usage nor a file from the portal" })
    }
    return ErrandError(
      .unreadable,
      "\(oldName) holds \(before) and \(newName) holds \(after): they cannot be compared",
      hint: "give two of a kind; rumkit ack match compares ACKs with usage")
  }
}

extension DocumentOutline {
  /// True for what a device saves: reports, or its account of itself where it has none to report.
  fileprivate var isOfUsage: Bool {
    kind == .usage || (blocks[.systemInfo] ?? 0) > 0
  }
}
