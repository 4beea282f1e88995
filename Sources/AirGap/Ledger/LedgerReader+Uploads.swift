public import Assessment
public import LicenseFiles

/// Which uploads an answer of the portal is about.
extension LedgerReader {
  /// The uploads that files answer whose report ids cannot be read: that of the file's name, else the
  /// latest one of its device or group that was not answered yet.
  ///
  /// - Returns: numbers of `exported` events, by the name of the file.
  public func uploads(answeredBy result: AckMatchResult) throws(LedgerError) -> [String: [Int64]] {
    var uploads: [String: [Int64]] = [:]
    let isWritten = result.files.contains { $0.tie == .form }
    let forms = try isWritten ? portalForms() : []
    for file in result.files
    where file.outcome == .matched && file.content.hasAck && !file.hasReadableIDs {
      var numbers: [Int64] = []
      for device in file.groupDevices(in: result) {
        let members = Set(try members(with: device))
        let written = forms.last {
          members.contains($0.device) && AckNames.key($0.ackFile) == AckNames.key(file.content.file)
        }
        if file.tie == .form, let export = written?.export {
          numbers.append(export)
          continue
        }
        let name = AckNames.uploadedName(of: file.content.file)
        let named = try name.map { name throws(LedgerError) in
          try outboundFiles(.name(name)).last { members.contains($0.device) }
        }
        if let named = named ?? nil {
          numbers.append(named.event)
        } else {
          var latest: OutboundRecord?
          for member in members {
            for upload in try outboundFiles(.device(member))
            where upload.stage < .acknowledged && upload.event > (latest?.event ?? 0) {
              latest = upload
            }
          }
          if let latest { numbers.append(latest.event) }
        }
      }
      uploads[file.content.file] = numbers
    }
    return uploads
  }

  /// The exports that an answer is about, with the moment at which the device saved each.
  ///
  /// - Parameters:
  ///   - members: the devices of one cycle.
  ///   - acknowledged: the reports that it acknowledges.
  ///   - uploads: the uploads that it answers where its ids cannot be read.
  public func exports(
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
      let saved = event.number(.savedAt)
      exports.append(
        UsageExport(
          file: event[.name] ?? "", device: device, savedAt: saved ?? event.number(.lastEnd),
          source: saved == nil ? .lastMeasurement : .systemTime))
    }
    return exports
  }
}
