import LicenseFiles

/// One reason of the guard, before it is known whether it refuses or warns.
struct ResetReason: Hashable {
  /// What it does to the question.
  enum Weight: Hashable {
    /// It stands in the way until a moment; nil where waiting alone does not help.
    case blocks(until: Int64?)
    /// It is worth knowing.
    case informs
  }

  let finding: Finding
  let weight: Weight
  /// True when the hour is documented for the device.
  let isDocumented: Bool

  var blocks: Bool { if case .blocks = weight { true } else { false } }

  var until: Int64? { if case .blocks(let until) = weight { until } else { nil } }

  init(_ reset: ResetRecord, _ weight: Weight, _ finding: Finding) {
    self.finding = finding
    self.weight = weight
    isDocumented = reset.isDocumented
  }
}

/// The verdict that reasons add up to.
///
/// 1. Nothing that blocks: clear.
/// 2. A block by a device for which the hour is documented: refused. Other blocks: a warning.
/// 3. A block by another device never weighs more than a warning.
/// 4. The wait ends when the last block ends, if every one ends by itself.
extension ResetVerdict {
  init(_ reasons: [ResetReason]) {
    var seen: Set<ResetReason> = []
    let reasons = reasons.filter { seen.insert($0).inserted }
    let blocks = reasons.filter(\.blocks)
    let notes = reasons.filter { !$0.blocks }.map(\.finding)
    // 1.
    guard let first = blocks.first else {
      self = .clear(notes)
      return
    }
    // 3.
    let graded = blocks.map { reason in
      reason.isDocumented
        ? reason.finding : reason.finding.graded(min(reason.finding.severity, .warning))
    }
    // 4.
    let ends = blocks.compactMap(\.until)
    let until = ends.count == blocks.count ? ends.max() : nil
    // 2.
    if blocks.contains(where: \.isDocumented) {
      self = .refused(until: until, graded + notes)
    } else {
      let device = first.finding.productInstance
      let other = ResetFindings.not9800.finding(
        at: first.finding.location, productInstance: device,
        "\(device.map(\.description) ?? "the device") is not a 9800 controller: this is a warning, "
          + "not a refusal")
      self = .warning(until: until, graded + [other] + notes)
    }
  }
}
