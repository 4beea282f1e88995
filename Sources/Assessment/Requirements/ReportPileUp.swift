import DeviceOutput
import LicenseFiles

// Reports that nobody acknowledges pile up: field notice FN72578.
extension RequirementSubject {
  func fieldNotice72578() -> RequirementResult {
    if let model, let system = model.system, system != .iosXE {
      return pileUp(.notApplicable, "the field notice is about IOS XE, and this is another system")
    }
    let counts = WaitingReports.all(in: device)
    guard let release = device.release.latest else {
      return withoutRelease(WaitingReports.newest(of: counts))
    }
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
    let busy = FieldNotice72578.busyProcess(in: device)
    let isTrouble = waiting.count >= marks.trouble && busy != nil
    var found = pileUp(
      isTrouble ? .overdue : .due,
      waiting.words
        + (isTrouble ? ", and a process that the field notice names loads the processor" : "")
        + "; the release was not printed, and the field notice names "
        + FieldNotice72578.affectedReleases)
    found.seen = waiting.seen + [busy].compactMap(\.self)
    found.steps = Self.pileUpRemedies
    return settle(found, "show version")
  }

  /// In this order; the field notice's factory reset comes after them.
  private static let pileUpRemedies = [
    "save usage, upload it and import the ACK, which removes the reports",
    "plan an upgrade to \(FieldNotice72578.fixedReleases)",
  ]

  private func affected(_ counts: [WaitingReports]) -> RequirementResult {
    guard let last = WaitingReports.newest(of: counts) else {
      var found = settle(
        pileUp(.due, "the release is affected; the number of waiting reports was not printed"),
        "show license all")
      found.steps = Self.pileUpRemedies
      return found
    }
    let busy = FieldNotice72578.busyProcess(in: device)
    let isTrouble =
      last.atLeast >= marks.trouble || (last.count >= marks.trouble && busy != nil)
    var found = pileUp(
      isTrouble ? .overdue : .due,
      "the release is affected, and \(last.words)"
        + (isTrouble ? ": \(marks.meaning)" : ""))
    found.seen = last.seen
    found.steps = Self.pileUpRemedies
    let alike = counts.filter { $0.measure == last.measure }
    if let first = alike.first, alike.count > 1,
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
