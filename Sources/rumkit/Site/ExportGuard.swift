import AirGap
import Assessment
import LicenseFiles

/// What the reset guard says of the files of a run, before anything is written.
struct ExportGuard {
  /// A file that wants to go out. Times are epoch seconds UTC by the device's clock.
  struct File {
    /// Its position among the inputs.
    var position: Int
    /// Its name.
    var name: String
    /// The device whose file it is.
    var device: UDI
    /// Every device that it speaks of.
    var devices: [UDI]
    /// When the device saved it; nil when it does not say.
    var savedAt: Int64?
    /// The end of its last measurement.
    var latestEnd: Int64?
  }

  /// What is refused, by position.
  var refused: [Int: LeftOutFile.Reason]
  /// What the evidence says.
  var answer: ResetGuardAnswer

  /// Asks.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been said.
  static func ask(
    _ files: [File], _ session: SiteSession, _ console: Console
  ) throws(ExitStatus) -> ExportGuard {
    let resets = try session.read(console) { reader throws(LedgerError) in
      var members: Set<UDI> = []
      for file in files { members.formUnion(try reader.members(with: file.device)) }
      let recorded = Set(try reader.events([.resetRecorded]).compactMap(\.device))
      return members.intersection(recorded)
    }
    // Waiting times are not judged here: only that there is nothing to judge can be said.
    return ExportGuard(
      refused: [:],
      answer: resets.isEmpty
        ? ResetGuardAnswer("clear", "no reset of a device that is packed is on record")
        : ResetGuardAnswer(
          "not asked", "\(resets.count) of the devices have a reset on record"))
  }
}
