public import LicenseFiles

/// A device that exists only in a rehearsal, and what it would print and save.
///
/// Everything is invented, and says so where a person looks. The shape of the data inside the ACK is
/// assumed: Cisco has not published it.
public struct RehearsalDevice: Sendable, Hashable {
  /// The device; its serial number is not a real one.
  public let udi: UDI
  /// Its host name.
  public let hostName: String

  /// The devices of every rehearsal.
  public static let all = (1...2).map { number in
    RehearsalDevice(
      udi: UDI(pid: "C9800-CL-K9", serial: "9ZZREHEARS\(number)"),
      hostName: "rehearsal-wlc-\(number)", number: Int64(number))
  }

  /// Keeps the report ids of the devices apart.
  private let number: Int64

  /// The rehearsal device with a UDI; nil when there is none.
  public static func named(_ udi: UDI) -> RehearsalDevice? { all.first { $0.udi == udi } }

  /// What `license smart save usage all` would write.
  ///
  /// - Parameter now: when it is saved, epoch seconds UTC.
  public func usage(savedAt now: Int64) -> String {
    let day: Int64 = 86_400
    let blocks = (0..<2 as Range<Int64>).map { place in
      let end = now - (1 - place) * 10 * day - 3600
      return ExampleReport.standard.with { report in
        report.id = String(end - 10 * day + number)
        report.pid = udi.pid
        report.serial = udi.serial
        report.members = [("Active", udi.serial)]
        var measurement = ExampleMeasurement()
        measurement.start = Int(clamping: end - 10 * day)
        measurement.end = Int(clamping: end)
        report.measurements = [measurement]
      }.block + "\n"
    }
    let info =
      #"{"sudi":{"udi_pid":"\#(udi.pid)","udi_serial_number":"\#(udi.serial)"},"#
      + #""timestamp":\#(now)000,"nonce":"1","hostname":"\#(hostName)"}"#
    return "<smartLicense>\n" + blocks.joined()
      + "<smartLicenseSystemInfo><data><![CDATA[\(info)]]></data></smartLicenseSystemInfo>\n"
      + "</smartLicense>\n"
  }

  /// What the portal might return for reports.
  public func acknowledgement(of reports: [UInt64]) -> String {
    let numbers = reports.map(String.init).joined(separator: ",")
    let data =
      #"[{"note":"REHEARSAL: the inner shape is assumed","sudi":{"udi_pid":"\#(udi.pid)","#
      + #""udi_serial_number":"\#(udi.serial)"},"report_ids":[\#(numbers)],"status":"COMPLETE"}]"#
    return "<smartLicense><smartLicenseRumAck><data><![CDATA[\(data)]]></data>"
      + "<signature>UkVIRUFSU0FM</signature></smartLicenseRumAck></smartLicense>"
  }

  /// What a terminal would show of the import and of the commands that prove it.
  ///
  /// - Parameters:
  ///   - file: the name of the ACK on the device.
  ///   - reports: the reports that it acknowledges.
  ///   - now: when it is imported, epoch seconds UTC.
  public func output(importing file: String, _ reports: [UInt64], at now: Int64) -> String {
    let rows = reports.map { "\($0)  ACK  N  air-network-advantage\n" }.joined()
    return """
      \(hostName)#license smart import \(DevicePath.bootflash.text)\(file)
      Import Data Successful
      \(hostName)#show license udi
      UDI: PID:\(udi.pid),SN:\(udi.serial)

      \(hostName)#show license status
      Usage Reporting:
        Last ACK received: \(Self.printed(now))
        Next ACK deadline: \(Self.printed(now + 90 * 86_400))

      \(hostName)#show license rum id all
      Report Id,     State,    Flag,    Feature Name
      \(rows)\(hostName)#

      """
  }

  /// `Nov 24 10:00:00 2026 UTC`, as IOS XE prints a time.
  private static func printed(_ time: Int64) -> String {
    let text = TimeText.iso8601(time)
    let parts = text.split { "-T:Z".contains($0) }
    guard parts.count == 6, let month = Int(parts[1]), (1...12).contains(month) else { return text }
    return "\(months[month - 1]) \(parts[2]) \(parts[3]):\(parts[4]):\(parts[5]) \(parts[0]) UTC"
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
