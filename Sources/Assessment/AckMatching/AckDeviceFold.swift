import LicenseFiles

/// Folds what each file says into what is known of each device.
struct AckDeviceFold {
  private let matcher: AckMatcher
  private var numbers: [String: [SHA256Digest?: AckReportNumbers]] = [:]
  private var acknowledged: [UDI: Set<UInt64>] = [:]
  /// The same by the device that stands for the group: another member may have exported the report as well.
  private var acknowledgedInGroup: [UDI: Set<UInt64>] = [:]
  private var undetermined: [UDI: Set<UInt64>] = [:]
  private var unknown: [UDI: Set<UInt64>] = [:]
  /// The files matched to each group, by the device that stands for it.
  private var acks: [UDI: [String]] = [:]
  /// When the portal wrote the last of them, epoch seconds UTC; the latest there is where one does not say.
  private var written: [UDI: Int64] = [:]
  /// Groups with an ACK that shows an id, and groups with one that shows none.
  private var readable: Set<UDI> = []
  private var unreadable: Set<UDI> = []
  private var tied: Set<UDI> = []

  init(_ matcher: AckMatcher, _ matched: inout [AckMatchResult.File]) {
    self.matcher = matcher
    for index in matched.indices where matched[index].outcome == .matched {
      let file = matched[index]
      let said = AckReportNumbers(
        file.content, tied: file.devices, known: matcher.known, groups: matcher.groups)
      numbers[file.content.file, default: [:]][file.content.sha256] = said
      acknowledged.merge(said.acknowledged) { $0.union($1) }
      undetermined.merge(said.undetermined) { $0.union($1) }
      unknown.merge(said.unknown.mapValues { Set($0.keys) }) { $0.union($1) }
      tied.formUnion(file.devices)
      let groups = matcher.representatives(file.devices)
      for group in groups {
        acks[group, default: []].append(file.content.file)
        written[group] = max(written[group] ?? .min, file.content.account?.time ?? .max)
      }
      matched[index].hasReadableIDs = !said.readable.isEmpty
      matched[index].acknowledged = said.acknowledged.mapValues { $0.sorted() }
      matched[index].doubted = said.undetermined.mapValues { $0.sorted() }
      guard file.content.hasAck else { continue }
      readable.formUnion(said.readable)
      unreadable.formUnion(groups.subtracting(said.readable))
    }
    for (device, ids) in acknowledged {
      acknowledgedInGroup[matcher.known.representative(of: device), default: []].formUnion(ids)
    }
  }

  /// The devices with reports, and those that a file is matched to, sorted.
  func devices() -> [AckMatchResult.Device] {
    tied.union(matcher.known.devices).sorted().map { udi in
      let group = matcher.known.representative(of: udi)
      let members = (matcher.groups[group] ?? [udi]).prefix(AckMatchResult.mostMembers)
      var device = AckMatchResult.Device(udi: udi, group: Array(members))
      device.acks = Array((acks[group] ?? []).prefix(AckMatchResult.mostAcks))
      device.unknown = (unknown[udi] ?? []).sorted()
      let listed = acknowledged[udi] ?? []
      let doubtful = undetermined[udi] ?? []
      for id in matcher.known.reportIDs(of: udi) {
        if listed.contains(id) {
          device.acknowledged.append(id)
          if matcher.known.report(id, of: udi)?.isTelemetry == true { device.telemetry.append(id) }
        } else if doubtful.contains(id) {
          device.undetermined.append(id)
        } else if let report = matcher.known.report(id, of: udi), !report.isTelemetry,
          !report.isAcknowledged, acknowledgedInGroup[group]?.contains(id) != true
        {
          if unreadable.contains(group) {
            device.undetermined.append(id)
          } else {
            device.outstanding.append(id)
          }
        }
      }
      return device
    }
  }

  // MARK: Findings

  /// Numbers of a file that were never exported.
  func findings(_ file: AckMatchResult.File) -> [Finding] {
    guard let said = numbers[file.content.file]?[file.content.sha256] else { return [] }
    return said.unknown.keys.sorted().flatMap { device in
      (said.unknown[device] ?? [:]).sorted { $0.key < $1.key }.map { id, path in
        FindingDescriptor.ackUnknownReport.finding(
          at: SourceLocation(file: file.content.file), reportID: id, productInstance: device,
          "\(id) at \(path) is not a report that \(device) is known to have exported")
      }
    }
  }

  /// True for a report that was saved last after the portal wrote the ACKs of its group: it is on its way again,
  /// and none of them can list it. A device whose clock is ahead of this host says nothing.
  private func isLater(_ id: UInt64, of device: UDI, _ group: UDI) -> Bool {
    guard let saved = matcher.known.report(id, of: device)?.exportedAt, saved <= matcher.now else {
      return false
    }
    return saved > written[group] ?? .max
  }

  /// Reports that the ACKs of their device do not list.
  func findings(_ devices: [AckMatchResult.Device]) -> [Finding] {
    devices.flatMap { device -> [Finding] in
      let group = matcher.known.representative(of: device.udi)
      guard readable.contains(group), let file = acks[group]?.last else { return [] }
      let asked = device.outstanding.filter { !isLater($0, of: device.udi, group) }
      let (open, closed) = asked.reduce(into: ([UInt64](), [UInt64]())) {
        if matcher.known.report($1, of: device.udi)?.isOpen == true {
          $0.0.append($1)
        } else {
          $0.1.append($1)
        }
      }
      func finding(_ ids: [UInt64], _ words: String) -> Finding? {
        guard let first = ids.first else { return nil }
        let listed = ids.prefix(5).map { String($0) }.joined(separator: ", ")
        let more = ids.count > 5 ? " and \(ids.count - 5) more" : ""
        return FindingDescriptor.ackReportNotAcknowledged.finding(
          at: SourceLocation(file: file), reportID: ids.count == 1 ? first : nil,
          productInstance: device.udi,
          "\(ids.count) of the \(words) of \(device.udi) \(ids.count == 1 ? "is" : "are")"
            + " not listed: \(listed)\(more)")
      }
      return [
        finding(closed, "reports"),
        finding(open, "reports that were open when they were saved")?.graded(.note),
      ].compactMap { $0 }
    }
  }
}
