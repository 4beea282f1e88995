import AirGap
import Assessment
import LicenseFiles
import Presentation

/// Reads OLD and then NEW, each file once, and compares what both hold: usage with usage, files of the
/// portal with files of the portal.
struct DiffComparison {
  /// What one of the two holds.
  private struct Side {
    var hasUsage = false
    var acks: [AckContent] = []
    /// False when it could not be opened, which has been said.
    var isThere = true
  }

  private let common: CommonOptions
  private let output: OutputOptions
  private var fold = UsageDiffFold()
  private var old = Side()
  private var new = Side()
  private var replacements: [DeviceDiff.Replacement] = []
  private var groups: [[UDI]] = []
  private var isLastExport = false
  private var failed = false
  /// What was found by reading and by comparing.
  private(set) var findings: FindingsReport

  init(_ common: CommonOptions, _ output: OutputOptions, listsAll: Bool) {
    self.common = common
    self.output = output
    findings = FindingsReport(listsAll: listsAll)
  }

  /// - Throws: ``ExitStatus/usage`` when the result would be written over one of the inputs.
  mutating func readOld(_ arguments: [String]) throws(ExitStatus) {
    old = try read(arguments)
    fold.turn()
  }

  /// What was exported last. A file that is not what the ledger has on record is a finding.
  ///
  /// - Throws: as ``readOld(_:)``.
  mutating func readOld(_ export: LastExport) throws(ExitStatus) {
    isLastExport = true
    replacements = export.replacements
    groups = export.groups
    old = try read(export.files.map(\.path), known: export.files)
    // The ledger vouches for usage, also where it has none of these devices.
    old.hasUsage = true
    old.acks = []
    fold.turn()
  }

  /// - Throws: as ``readOld(_:)``.
  mutating func readNew(_ arguments: [String]) throws(ExitStatus) {
    new = try read(arguments)
    if isLastExport { new.acks = [] }
  }

  private mutating func read(
    _ arguments: [String], known: [LastExport.File] = []
  ) throws(ExitStatus) -> Side {
    var side = Side()
    guard !arguments.isEmpty else { return side }
    let context = RuleContext(now: 0)
    let expected = Dictionary(known.map { ($0.path, $0) }) { first, _ in first }
    var builder = AckContentBuilder("", context: context)
    var fold = fold
    self.fold = UsageDiffFold()
    var findings = findings
    var damaged: [(file: String, reason: String)] = []
    var fault: Finding?
    var reading = try InputReading(arguments, common, writingTo: output)
    reading.each(
      hashing: true,
      // Lists and forms of media and bags are no part of what is compared.
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
    for one in damaged { common.console.error("\(one.file): \(one.reason)") }
    side.isThere = !reading.failed
    failed = failed || reading.failed || !damaged.isEmpty
    self.fold = fold
    self.findings = findings
    return side
  }

  /// What changed.
  ///
  /// - Returns: the report, and whether something could not be read.
  /// - Throws: ``ExitStatus/unreadable`` when the two hold nothing that can be compared; the reason has
  ///   been said.
  mutating func report(
    old oldName: String, new newName: String
  ) throws(ExitStatus) -> (DiffReport, failed: Bool) {
    let comparesUsage = old.hasUsage && new.hasUsage
    let comparesAcks = !old.acks.isEmpty && !new.acks.isEmpty
    guard comparesUsage || comparesAcks else {
      sayWhatIsMissing(oldName, newName)
      throw .unreadable
    }
    for (name, side) in [("OLD", old), ("NEW", new)] {
      if side.hasUsage, !comparesUsage {
        common.console.hint("\(name) holds usage too, and the other does not: it is left out")
      }
      if !side.acks.isEmpty, !comparesAcks {
        common.console.hint(
          "\(name) holds files from the portal too, and the other does not: they are left out")
      }
    }
    let usage = comparesUsage ? fold.finish(replacements: replacements, groups: groups) : nil
    fold = UsageDiffFold()
    for finding in usage?.findings ?? [] { findings.add(finding) }
    let acks = comparesAcks ? AckDiff(old: old.acks, new: new.acks) : nil
    let report = DiffReport(
      old: oldName, new: newName, usage: usage, acknowledgements: acks, findings: findings)
    return (report, failed)
  }

  private func sayWhatIsMissing(_ oldName: String, _ newName: String) {
    func holds(_ side: Side) -> String? {
      side.hasUsage ? "usage" : side.acks.isEmpty ? nil : "files from the portal"
    }
    let console = common.console
    guard let before = holds(old), let after = holds(new) else {
      for (name, side) in [(oldName, old), (newName, new)] where holds(side) == nil && side.isThere
      {
        console.error("\(name): it holds neither usage nor a file from the portal")
      }
      return
    }
    console.error(
      "\(oldName) holds \(before) and \(newName) holds \(after): they cannot be compared")
    console.hint("give two of a kind; rumkit ack match holds ACKs against usage")
  }
}

extension DocumentOutline {
  /// True for what a device saves: reports, or its account of itself where it has none to report.
  fileprivate var isOfUsage: Bool {
    kind == .usage || (blocks[.systemInfo] ?? 0) > 0
  }
}
