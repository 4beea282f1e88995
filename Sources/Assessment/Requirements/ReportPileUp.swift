import DeviceOutput
import LicenseFiles

// Reports that nobody acknowledges pile up: field notice FN72578.
extension RequirementSubject {
  func fieldNotice72578() -> RequirementResult {
    if let model, let system = model.system, system != .iosXE {
      return pileUp(.notApplicable, "the field notice is about IOS XE, and this is another system")
    }
    guard let release = device.release.latest else {
      return settle(
        pileUp(.unknown, "the release was not printed"), "show version")
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
      found = affected()
      if let model, !FieldNotice72578.names(model) {
        found.notes.append(FieldNotice72578.productNote)
      }
    }
    found.seen.insert(seen, at: 0)
    return found
  }

  private func affected() -> RequirementResult {
    let counts = device.observations.compactMap { Waiting($0) }
    let remedies = [
      "save usage, upload it and import the ACK, which takes the reports away",
      "plan an upgrade to \(FieldNotice72578.fixedReleases)",
    ]
    guard let last = counts.last else {
      var found = settle(
        pileUp(.due, "the release is affected; how many reports wait was not printed"),
        "show license all")
      found.steps = remedies
      return found
    }
    let isTrouble = last.count >= marks.trouble
    var found = pileUp(
      isTrouble ? .overdue : .due,
      "the release is affected, and \(last.count) reports wait"
        + (isTrouble ? ": \(marks.meaning)" : ""))
    found.seen = last.seen
    found.steps = remedies
    if let first = counts.first, counts.count > 1, let trend = Trend(from: first, to: last, marks) {
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

/// How many reports of one output are not acknowledged.
private struct Waiting {
  let count: UInt64
  /// The device's clock then, epoch seconds UTC, where it was printed and is certain.
  let time: Int64?
  let seen: [Observed<String>]

  init?(_ observation: Observation) {
    time = observation.clock?.time.value.utc
    if let summary = observation.license?.reportSummary {
      let parts: [(String, Observed<ReportCount>?)] = [
        ("Waiting for Ack", summary.waitingForAck),
        ("Available to Report", summary.availableToReport),
        ("Collecting Data", summary.collectingData),
      ]
      let printed = parts.compactMap { part in part.1.map { (part.0, $0) } }
      guard !printed.isEmpty else { return nil }
      count = printed.reduce(0) { $0.addingReportingOverflow($1.1.value.count).partialValue }
      seen = printed.map { name, value in value.map { "\(name): \($0.count)" } }
    } else if case .reportStates(let rows) = observation.content, !observation.isFiltered {
      let open = rows.filter { !["ACK", "DELETED"].contains($0.value.state) }
      count = UInt64(open.count)
      seen = open.prefix(1).map { row in row.map { "report \($0.reportID): \($0.state)" } }
    } else {
      return nil
    }
  }
}

/// The trend from the first output to the last.
private struct Trend {
  let text: String

  init?(from first: Waiting, to last: Waiting, _ marks: FieldNotice72578.Marks) {
    guard last.count != first.count else {
      text = "the number did not change between the first and the last output"
      return
    }
    guard last.count > first.count else {
      text = "the number fell from \(first.count) to \(last.count)"
      return
    }
    var text = "the number rose from \(first.count) to \(last.count)"
    if let start = first.time, let end = last.time, end > start,
      last.count < marks.trouble
    {
      let perDay = Double(last.count - first.count) * 86_400 / Double(end - start)
      let days = Double(marks.trouble - last.count) / perDay
      if days < 36_500 {
        text += ", which reaches \(marks.trouble) in about \(Int(days.rounded(.up))) days"
      }
    }
    self.text = text
  }
}
