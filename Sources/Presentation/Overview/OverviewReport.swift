public import Assessment
import DeviceOutput
import LicenseFiles

/// `report`: one value for the page, JSON, CSV and Markdown. It joins what files, device output and
/// the site say of each device; it decides nothing.
public struct OverviewReport: JSONReport, CSVReport, PageReport, MarkdownReport, Sendable {
  /// One device.
  struct Device: Sendable {
    /// Nil for usage or output that names no device.
    var udi: UDI?
    /// What its usage files say.
    var usage: ProductInstanceUsage?
    /// The access points after its counts.
    var accessPoints: ControllerAccessPoints?
    /// What the site knows of it.
    var record: DeviceRecord?
    /// Where its cycle stands.
    var cycle: CycleStatus?
    /// What it printed.
    var output: DeviceSnapshot?
    /// The findings that name it.
    var findings: [Finding] = []

    /// The host name: the register's, else the device's own.
    var hostName: String? { record?.hostName ?? output?.hostName.latest?.value }

    /// The deadline: by what the site knows, the outputs that were given among it; else by these alone.
    func deadline() -> AckDeadline {
      if let cycle, cycle.deadline != .unknown { return cycle.deadline }
      return AckDeadline(output?.nextAckDeadline.latest)
    }

    /// Releases, those of the usage files first.
    var releases: [String] {
      var releases = usage?.softwareVersions ?? []
      for release in [output?.release.latest?.value.raw, record?.release].compactMap(\.self)
      where !releases.contains(release) {
        releases.append(release)
      }
      return releases
    }
  }

  let material: OverviewMaterial
  /// The devices, those that need attention first.
  let devices: [Device]
  /// The same in rows: the members of an HA pair or stack are one.
  let rows: [Row]
  /// Findings that name no device of the list.
  let otherFindings: [Finding]

  var making: OverviewMaterial.Making { material.making }
  var site: SiteStatus? { material.site }

  /// Joins what is known.
  public init(_ material: OverviewMaterial) {
    self.material = material
    var join = DeviceJoin(now: material.making.now)
    for usage in material.usage.productInstances { join.take(usage) }
    for controller in material.accessPoints?.productInstances ?? [] { join.take(controller) }
    if let site = material.site { join.take(site) }
    for output in material.outputs { join.take(output) }
    otherFindings = join.take(material.findings.listed, of: material.acknowledgements)
    devices = join.sorted
    rows = Self.rows(devices)
  }

  /// True for a practice site.
  var isRehearsal: Bool { site?.history.identity.mode == .rehearsal }

  /// What the report is about, in words.
  var subject: String {
    if let site { return site.history.identity.name }
    if devices.count == 1 { return Self.name(devices[0]) }
    return counted(devices.count, "device")
  }

  /// A device in words.
  static func name(_ device: Device) -> String {
    guard let udi = device.udi else { return device.hostName ?? "device that is not named" }
    return device.hostName.map { "\($0) (\(udi))" } ?? udi.description
  }

  /// How a device reports; nil where no output of it was given.
  func way(of device: Device) -> ReportingWay? {
    device.output.map { ReportingWay($0, isSite: site != nil) }
  }

  /// Whole days until the earliest moment that a deadline can mean; negative when it is over.
  func daysLeft(_ device: Device) -> Int64? {
    device.deadline().earliest.map { CycleStatus.days(from: making.now, to: $0) }
  }
}

/// Puts together what different sources say of one device.
private struct DeviceJoin {
  private var devices: [OverviewReport.Device] = []
  private var places: [UDI?: Int] = [:]
  /// Where site status has the cycle of a device.
  private var standings: [UDI: Int] = [:]
  private let now: Int64

  init(now: Int64) { self.now = now }

  private mutating func place(_ udi: UDI?) -> Int {
    if let place = places[udi] { return place }
    devices.append(OverviewReport.Device(udi: udi))
    places[udi] = devices.count - 1
    return devices.count - 1
  }

  mutating func take(_ controller: ControllerAccessPoints) {
    devices[place(controller.udi)].accessPoints = controller
  }

  mutating func take(_ usage: ProductInstanceUsage) { devices[place(usage.udi)].usage = usage }

  /// Every device in service is in the report; one that is out of service only when a file is about
  /// it.
  mutating func take(_ site: SiteStatus) {
    for (standing, cycle) in site.cycles.enumerated() {
      for member in cycle.members {
        let place = place(member.udi)
        standings[member.udi] = standing
        devices[place].record = member
        devices[place].cycle = cycle
      }
    }
    for record in site.history.devices {
      if let place = places[record.udi], devices[place].record == nil {
        devices[place].record = record
      }
    }
  }

  /// Output belongs to the device whose UDI it prints, else to the only one of its host name, here and in
  /// the outputs.
  mutating func take(_ output: DeviceSnapshot) {
    if let udi = output.udi.latest?.value {
      devices[place(udi)].output = output
      return
    }
    let name = output.hostName.latest?.value
    let isClear = name != nil && output.namesakes.isEmpty
    let named = devices.indices.filter { isClear && devices[$0].hostName == name }
    if named.count == 1 {
      devices[named[0]].output = output
    } else {
      devices.append(OverviewReport.Device(output: output))
    }
  }

  /// Gives each device its findings; what is wrong with an ACK of one device is its. Returns the others.
  mutating func take(_ findings: [Finding], of acks: [AckContent]) -> [Finding] {
    var others: [Finding] = []
    let owners = Dictionary(
      acks.filter { $0.devices.count == 1 }.map { ($0.file, $0.devices[0].udi) }
    ) { first, _ in first }
    for finding in findings {
      if let udi = finding.productInstance ?? owners[finding.location.file],
        let place = places[udi]
      {
        devices[place].findings.append(finding)
      } else {
        others.append(finding)
      }
    }
    return others
  }

  /// What is overdue, wrong or near comes first; then as site status has them, then by deadline and name.
  var sorted: [OverviewReport.Device] {
    let keyed = devices.enumerated().map { index, device in
      (
        (
          rank(device), device.udi.flatMap { standings[$0] } ?? .max,
          device.deadline().earliest ?? .max
        ), index, device
      )
    }
    return keyed.sorted { left, right in
      if left.0 != right.0 { return left.0 < right.0 }
      switch (left.2.udi, right.2.udi) {
      case (let first?, let second?): return first < second
      case (_?, nil): return true
      case (nil, _?): return false
      case (nil, nil): return left.1 < right.1
      }
    }.map(\.2)
  }

  private func rank(_ device: OverviewReport.Device) -> Int {
    let days = device.deadline().earliest.map { CycleStatus.days(from: now, to: $0) }
    let worst = device.findings.map(\.severity).max()
    if (days ?? 0) < 0 || device.cycle?.rank == .overdue { return 0 }
    if device.cycle?.rank == .failed || worst == .error { return 1 }
    if let days, days <= SiteStatus.soonDays { return 2 }
    if worst == .warning { return 3 }
    if let rank = device.cycle?.rank, rank == .underWay || rank == .neverExported { return 4 }
    return device.cycle == nil && device.deadline() == .unknown ? 6 : 5
  }
}
