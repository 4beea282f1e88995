import Assessment
import LicenseFiles

extension LedgerReader {
  /// The events of those files of which no report is new: an earlier file that was taken at the portal has
  /// every one of them.
  ///
  /// - Throws: ``LedgerError``.
  func spent(_ files: [OutboundRecord]) throws(LedgerError) -> Set<Int64> {
    var left: [UDI: [(event: Int64, reports: [SiteReport.Key: SiteReport])]] = [:]
    var spent: Set<Int64> = []
    for file in files {
      if left[file.device] == nil {
        left[file.device] = []
        for other in try outboundFiles(.device(file.device))
        where other.stage.wasAtPortal && other.stage != .duplicate {
          let reports = try reports(ofEvent: other.event).map { ($0.key, $0) }
          left[file.device]?.append(
            (other.event, Dictionary(reports, uniquingKeysWith: { first, _ in first })))
        }
      }
      let reports = try reports(ofEvent: file.event).filter { !$0.isTelemetry }
      let earlier = (left[file.device] ?? []).filter { $0.event < file.event }
      if !reports.isEmpty,
        reports.allSatisfy({ report in
          earlier.contains { file in
            // What was open then has more in it now.
            file.reports[report.key].map { !$0.isOpen || $0.payload == report.payload } ?? false
          }
        })
      {
        spent.insert(file.event)
      }
    }
    return spent
  }

  /// What is known of the reports of each usage file of a plan, by its path on the media.
  ///
  /// - Throws: ``LedgerError``.
  func news(of files: [PlannedFile]) throws(LedgerError) -> [String: PackNews] {
    var known: [UDI: [UInt64: KnownSiteReport]] = [:]
    var waiting: [UDI: [Int64: String]] = [:]
    var result: [String: PackNews] = [:]
    for file in files where file.candidate.purpose == .usage {
      let devices = file.candidate.devices
      for device in devices where known[device] == nil {
        known[device] = Dictionary(
          try reports(of: device).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      }
      for device in devices where waiting[device] == nil {
        let files = try outboundFiles(.device(device)).filter { $0.stage == .exported }
        waiting[device] = Dictionary(
          files.map { ($0.event, $0.media) }, uniquingKeysWith: { first, _ in first })
      }
      var news = PackNews()
      var media: Set<String> = []
      for mark in file.candidate.reports where !mark.isTelemetry {
        news.reports += 1
        guard
          let device = mark.device.flatMap({ devices.indices.contains($0) ? devices[$0] : nil }),
          let report = mark.reportID.flatMap({ known[device]?[$0] }),
          report.states.contains(.exported),
          // What was open then has more in it now.
          !report.isOpen || report.payload == nil || report.payload == mark.payload
        else {
          news.new += 1
          continue
        }
        if report.states.contains(.acknowledged) || report.states.contains(.confirmed) {
          news.acknowledged += 1
        }
        if let event = report.exportEvent,
          let place = waiting[file.candidate.owner ?? device]?[event]
        {
          media.insert(place)
        }
      }
      news.waitingMedia = media.sorted()
      result[file.path] = news
    }
    return result
  }
}
