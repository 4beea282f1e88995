import AirGap
import Assessment
import LicenseFiles
import Presentation

/// What the factory-reset guard says of the files of a run, before anything is written.
struct ExportGuard {
  /// A file that wants to go out. Times are epoch seconds UTC by the device's clock.
  struct File {
    /// Its position among the inputs.
    var position: Int
    /// Its name.
    var name: String
    /// The device whose file it is.
    var device: UDI
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
    "clear", "no reset of a device that is packed is on record")

  /// Asks for each device and its group at once.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been said.
  init(_ files: [File], _ gate: ResetGate) throws(ExitStatus) {
    let recorded = try devicesWithResets(files, gate)
    var words: Set<String> = []
    for file in files where recorded.contains(file.device) {
      let export = UsageExport(
        file: file.name, device: file.device, savedAt: file.savedAt ?? file.latestEnd,
        source: file.savedAt == nil ? .lastMeasurement : .systemTime)
      let answer = try gate.ask(.pack([export]), of: file.device)
      words.insert(answer.word)
      findings += answer.verdict.reasons.map {
        // A person went on against it: the file goes out, and the reason stays visible.
        answer.isOverridden ? $0.graded(min($0.severity, .warning)) : $0
      }
      if !answer.goesOn, let first = answer.verdict.reasons.first {
        refused[file.position] = .guarded(first.message)
      }
    }
    let order = ["refused", "overridden", "warning", "clear"]
    if let word = order.first(where: words.contains) {
      let ids = Set(findings.map(\.id)).sorted().joined(separator: ", ")
      self.answer = ResetGuardAnswer(word, ids.isEmpty ? "the hour is over" : ids)
    }
  }

  /// The devices of which a reset, of themselves or of a member of their group, is on record.
  private func devicesWithResets(
    _ files: [File], _ gate: ResetGate
  ) throws(ExitStatus) -> Set<UDI> {
    try gate.session.read(gate.console) { reader throws(LedgerError) in
      let recorded = Set(try reader.events([.resetRecorded]).compactMap(\.device))
      guard !recorded.isEmpty else { return [] }
      var devices: Set<UDI> = []
      for device in Set(files.map(\.device)) {
        let members = try reader.members(with: device)
        if !recorded.isDisjoint(with: members) { devices.insert(device) }
      }
      return devices
    }
  }
}
