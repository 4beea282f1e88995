import DeviceOutput
import LicenseFiles

// Reports that nobody acknowledges pile up: field notice FN72578.
extension RequirementSubject {
  func fieldNotice72578() -> RequirementResult {
    if let model, let system = model.system, system != .iosXE {
      return pileUp(.notApplicable, "the field notice is about IOS XE, and this is another system")
    }
    let counts = device.observations.compactMap { WaitingReports($0) }
    guard let release = device.release.latest else { return withoutRelease(counts.last) }
    let seen = line("release", release, release.value.raw)
    var found: RequirementResult
    switch FieldNotice72578(release.value) {
    case .earlier: found = pileUp(.notApplicable, "the release is older than the field notice's")
    case .fixed: found = pileUp(.notApplicable, "the release is not among the affected ones")
    case .notNamed:
      found = pileUp(
        .unknown, "the field notice names this release neither as affected nor as fixed")
      found.steps = ["plan \(FieldNotice72578.fixedReleases)"]
    case .affected:
      found = affected(counts)
      if let model, !FieldNotice72578.names(model) {
        found.notes.append(FieldNotice72578.productNote)
      }
    }
    found.seen.insert(seen, at: 0)
    return found
  }

  /// The reports are counted all the same: so many are the trouble itself, on an affected release.
  private func withoutRelease(_ waiting: WaitingReports?) -> RequirementResult {
    guard let waiting, waiting.count >= marks.many else {
      return settle(pileUp(.unknown, "the release was not printed"), "show version")
    }
    let busy = busyProcess
    let isTrouble = waiting.count >= marks.trouble && busy != nil
    var found = pileUp(
      isTrouble ? .overdue : .due,
      "\(waiting.count) reports wait"
        + (isTrouble ? ", and a process that the field notice names loads the processor" : "")
        + "; the release was not printed, and the field notice names "
        + FieldNotice72578.affectedReleases)
    found.seen = waiting.seen + [busy].compactMap(\.self)
    found.steps = Self.pileUpRemedies
    return settle(found, "show version")
  }

  /// A line with one of the processes that search the reports.
  private var busyProcess: Observed<String>? {
    for observation in device.observations.reversed() {
      for line in observation.unknownLines
      where FieldNotice72578.processes.contains(where: line.text.contains) {
        return Observed(
          String(line.text.withoutBlanks),
          at: SourceLocation(file: observation.location.file, line: line.number), command: nil)
      }
    }
    return nil
  }

  /// In this order; the field notice's factory reset comes after them.
  private static let pileUpRemedies = [
    "save usage, upload it and import the ACK, which removes the reports",
    "plan an upgrade to \(FieldNotice72578.fixedReleases)",
  ]

  private func affected(_ counts: [WaitingReports]) -> RequirementResult {
    guard let last = counts.last else {
      var found = settle(
        pileUp(.due, "the release is affected; the number of waiting reports was not printed"),
        "show license all")
      found.steps = Self.pileUpRemedies
      return found
    }
    let isTrouble = last.count >= marks.trouble
    var found = pileUp(
      isTrouble ? .overdue : .due,
      "the release is affected, and \(last.count) reports wait"
        + (isTrouble ? ": \(marks.meaning)" : ""))
    found.seen = last.seen
    found.steps = Self.pileUpRemedies
    if let first = counts.first, counts.count > 1,
      let trend = WaitingTrend(from: first, to: last, marks)
    {
      found.notes.append(RequirementNote(trend.text, .inferred("two outputs of the device")))
    }
    if isTrouble {
      found.notes.append(
        RequirementNote(
          "the field notice's own last resort is `license smart factory reset` with a reload: it throws "
            + "away usage that was not reported, so save usage first",
          FieldNotice72578.basis))
    }
    return found
  }

  private func pileUp(_ verdict: Verdict, _ conclusion: String) -> RequirementResult {
    RequirementResult(
      .fieldNotice72578, verdict, conclusion, basis: FieldNotice72578.basis)
  }
}
