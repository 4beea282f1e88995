import Assessment
import LicenseFiles

/// Which uploads an answer of the portal is about.
extension LedgerReader {
  /// The uploads that files answer whose report ids cannot be read, or that acknowledge none of those that
  /// they list: that of the file's name, else one of its device or group that was not answered yet; the latest
  /// that was carried before the answer was written.
  ///
  /// - Returns: numbers of `exported` events, by the name of the file.
  func uploads(answeredBy result: AckMatchResult) throws(LedgerError) -> [String: [Int64]] {
    var uploads: [String: [Int64]] = [:]
    let isWritten = result.files.contains { $0.tie == .form }
    let forms = try isWritten ? portalForms() : []
    for file in result.files where file.outcome == .matched && file.content.hasAck {
      var numbers: [Int64] = []
      for device in file.groupDevices(in: result) {
        let members = Set(try members(with: device))
        let doubts = members.contains { file.doubted[$0] != nil }
        let acknowledges = members.contains { file.acknowledged[$0]?.isEmpty == false }
        guard !file.hasReadableIDs || (doubts && !acknowledges) else { continue }
        let written = forms.last {
          members.contains($0.device) && AckNames.key($0.ackFile) == AckNames.key(file.content.file)
        }
        if file.tie == .form, let export = written?.export {
          numbers.append(export)
          continue
        }
        let name = AckNames.uploadedName(of: file.content.file)
        let writtenAt = file.content.account?.time
        if let name,
          let named = try outboundFiles(.name(name)).filter({ members.contains($0.device) })
            .carried(before: writtenAt)
        {
          numbers.append(named.event)
        } else {
          var open: [OutboundRecord] = []
          for member in members.sorted() {
            open += try outboundFiles(.device(member)).filter { $0.stage < .acknowledged }
          }
          if let latest = open.carried(before: writtenAt) { numbers.append(latest.event) }
        }
      }
      if !numbers.isEmpty || !file.hasReadableIDs { uploads[file.content.file] = numbers }
    }
    return uploads
  }

  /// The exports that an answer is about, with the moment at which the device saved each.
  ///
  /// - Parameters:
  ///   - members: the devices of one cycle.
  ///   - acknowledged: the reports that it acknowledges.
  ///   - uploads: the uploads that it answers where its ids cannot be read.
  func exports(
    of members: [UDI], acknowledged: [UDI: [UInt64]], uploads: Set<Int64>
  ) throws(LedgerError) -> [UsageExport] {
    var wanted = uploads
    for (device, ids) in acknowledged {
      let ids = Set(ids)
      for report in try reports(of: device) where ids.contains(report.id) {
        if let event = report.exportEvent { wanted.insert(event) }
      }
    }
    var exports: [UsageExport] = []
    for event in try events([.exported], of: members) where wanted.contains(event.number) {
      guard let device = event.device else { continue }
      exports.append(
        UsageExport(
          file: event[.name] ?? "", device: device, savedAt: event.usageSavedAt,
          source: event.number(.savedAt) == nil ? .lastMeasurement : .systemTime))
    }
    return exports
  }
}

extension [OutboundRecord] {
  /// The upload that an answer of the portal can be about: the latest that left before the answer was
  /// written. Where nobody told of a trip, the latest that was packed by then; clocks may be wrong, so
  /// the times alone never leave none.
  fileprivate func carried(before written: Int64?) -> OutboundRecord? {
    let left = filter { $0.stage != .exported && $0.stage != .lost }
    let candidates = left.isEmpty ? self : left
    let earlier = written.map { written in candidates.filter { $0.exportedAt <= written } } ?? []
    return (earlier.isEmpty ? candidates : earlier).max { $0.event < $1.event }
  }
}
