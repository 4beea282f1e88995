public import LicenseFiles

/// Learns from usage files, and from the media and evidence bags that hold them, what was exported:
/// the reports, and the names under which they went.
public struct UsageExports: Sendable {
  /// The reports.
  public private(set) var known: KnownReports
  /// The names.
  public private(set) var names: AckNames

  private var file = ""
  private var isUpload = false
  /// The devices of the file under way, in the order in which they appear.
  private var devices: [UDI] = []
  private var numbers: [UDI: UInt32] = [:]
  private var savedAt: Int64?
  /// The reports of the file under way, until its time is known.
  private var waiting: [(id: UInt64, device: UInt32)] = []

  /// Begins with what is known otherwise, from a ledger; with nothing by default.
  public init(known: KnownReports = KnownReports(), names: AckNames = AckNames()) {
    self.known = known
    self.names = names
  }

  /// A document begins.
  ///
  /// - Parameters:
  ///   - file: its name.
  ///   - isUpload: true when `pack` gave out that name.
  public mutating func begin(_ file: String, isUpload: Bool = false) {
    self.file = file
    self.isUpload = isUpload
    devices.removeAll()
    numbers.removeAll()
    savedAt = nil
    waiting.removeAll(keepingCapacity: true)
  }

  /// An item of it.
  public mutating func take(_ item: DocumentItem) {
    switch item {
    case .report(let report):
      known.add(report, exportedAt: savedAt)
      guard let device = report.productInstance else { return }
      let number = number(of: device)
      if savedAt == nil, let id = report.reportID { waiting.append((id, number)) }
    case .block(let block):
      if block.kind == .systemInfo {
        savedAt = [savedAt, Self.time(of: block.element)].compactMap(\.self).max()
      }
    case .finding: break
    }
  }

  /// The document is over.
  public mutating func end(_ outline: DocumentOutline) {
    if let savedAt {
      for one in waiting {
        let device = devices[Int(one.device)]
        guard let report = known.report(one.id, of: device) else { continue }
        known.add(
          one.id, of: device, payload: report.payload, isOpen: report.isOpen,
          isTelemetry: report.isTelemetry, exportedAt: savedAt)
      }
    }
    for device in devices {
      if isUpload { names.giveOut(file, to: device) } else { names.hint(file, at: device) }
    }
  }

  private mutating func number(of device: UDI) -> UInt32 {
    if let number = numbers[device] { return number }
    let number = UInt32(clamping: devices.count)
    devices.append(device)
    numbers[device] = number
    return number
  }

  /// Says that these devices are one cycle.
  mutating func join(_ members: [UDI]) { known.join(members) }

  /// `timestamp` of the system info, from milliseconds.
  static func time(of element: XMLElement) -> Int64? {
    let value = try? JSONValue(Array((element["data"]?.text ?? "").utf8))
    return value?["timestamp"]?.secondsOfMilliseconds
  }
}
