import Assessment
import LicenseFiles

/// What the factory-reset guard says of the files of a run, before anything is written.
struct ExportGuard {
  /// A file that is to go out. Times are epoch seconds UTC by the device's clock.
  struct File {
    /// Its position among the inputs.
    var position: Int
    /// Its name.
    var name: String
    /// The device whose file it is.
    var device: UDI
    /// Every device that it has reports of or names as a member of the same pair or stack: the ledger
    /// may not know yet that they are one cycle.
    var others: [UDI] = []
    /// When the device saved it; nil when it does not say.
    var savedAt: Int64?
    /// The end of its last measurement.
    var latestEnd: Int64?
  }

  /// What is refused, by position.
  private(set) var refused: [Int: LeftOutFile.Reason] = [:]
  /// What the guard found, for the report and the evidence.
  private(set) var findings: [Finding] = []
  /// What the evidence says.
  private(set) var answer = ResetGuardAnswer(
    "clear", "no reset of a packed device is recorded")

  /// Asks for each device of a file and its group.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  init(_ files: [File], _ gate: ResetGate) throws(ErrandError) {
    let recorded = try groupsWithResets(files, gate)
    var words: Set<String> = []
    for file in files {
      // What was measured later than it says to be saved was saved later.
      let export = UsageExport(
        file: file.name, device: file.device,
        savedAt: [file.savedAt, file.latestEnd].compactMap(\.self).max(),
        source: (file.savedAt ?? .min) < (file.latestEnd ?? .min) || file.savedAt == nil
          ? .lastMeasurement : .systemTime)
      var asked: Set<UDI> = []
      for device in [file.device] + file.others {
        guard let group = recorded[device], asked.isDisjoint(with: group) else { continue }
        asked.formUnion(group)
        let answer = try gate.ask(.pack([export]), of: device)
        words.insert(answer.word)
        findings += answer.verdict.reasons.map {
          // A person went on against it: the file goes out, and the reason stays visible.
          answer.isOverridden ? $0.graded(min($0.severity, .warning)) : $0
        }
        if !answer.goesOn, let first = answer.verdict.reasons.first {
          refused[file.position] = .guarded(first.message)
        }
      }
    }
    let order = ["refused", "overridden", "warning", "clear"]
    if let word = order.first(where: words.contains) {
      let ids = Set(findings.map(\.id)).sorted().joined(separator: ", ")
      self.answer = ResetGuardAnswer(word, ids.isEmpty ? "the hour is over" : ids)
    }
  }

  /// The groups of the devices of which a reset, of themselves or of a member, is on record.
  private func groupsWithResets(
    _ files: [File], _ gate: ResetGate
  ) throws(ErrandError) -> [UDI: [UDI]] {
    try gate.session.read { reader throws(LedgerError) in
      let recorded = Set(try reader.devicesWithResets().map(\.foldedSerial))
      guard !recorded.isEmpty else { return [:] }
      var groups: [UDI: [UDI]] = [:]
      for device in Set(files.flatMap { [$0.device] + $0.others }) {
        let members = try reader.members(with: device)
        if members.contains(where: { recorded.contains($0.foldedSerial) }) {
          groups[device] = members
        }
      }
      return groups
    }
  }
}
