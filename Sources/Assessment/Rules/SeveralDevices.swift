import LicenseFiles

/// The file holds several devices.
struct SeveralDevices: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/several-devices", title: "the file holds several devices", severity: .note,
    looksAt: "the devices of the reports, an HA pair or stack counting as one",
    why: "an ACK is given per device; one file per device keeps them apart",
    remedy: "no action needed, if this is an archive; otherwise keep one file per device",
    basis: .observed(sample: "every known report"),
    trigger: .document(
      ExampleReport.document(
        .standard,
        .standard.with {
          $0.serial = "9ZZEXAMPLE5"; $0.members = []
        })),
    nearMiss: .document(
      ExampleReport.document(
        .standard,
        .standard.with {
          $0.serial = "9ZZEXAMPLE5";
          $0.members = [("Active", "9ZZEXAMPLE1"), ("Standby", "9ZZEXAMPLE5")]
        })))

  /// The most devices to keep apart; past it, what is new is not counted.
  private static let limit = 10_000
  /// Every device and another of its pair or stack; a device that leads to itself stands for it.
  private var leads: [UDI: UDI] = [:]

  init(_ context: RuleContext) {}

  mutating func begin(_ file: String) { leads.removeAll() }

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard let device = report.productInstance, var root = standing(for: device) else { return }
    for member in report.highAvailability ?? [] where member.udi != root {
      guard let other = standing(for: member.udi), other != root else { continue }
      leads[root] = other
      root = other
    }
  }

  /// The device that stands for the pair or stack of this one; nil past the limit.
  private mutating func standing(for device: UDI) -> UDI? {
    guard let first = leads[device] else {
      guard leads.count < Self.limit else { return nil }
      leads[device] = device
      return device
    }
    var root = first
    while let next = leads[root], next != root { root = next }
    if root != first { leads[device] = root }
    return root
  }

  mutating func end(_ outline: DocumentOutline, _ findings: inout [Finding]) {
    let devices = leads.filter { $0.key == $0.value }.keys.sorted()
    guard devices.count > 1 else { return }
    let names = devices.prefix(5).map(\.description).joined(separator: ", ")
    let more = devices.count > 5 ? " and \(devices.count - 5) more" : ""
    findings.append(
      descriptor.finding(
        at: SourceLocation(file: outline.file),
        "reports of \(devices.count) devices: \(names)\(more)"))
  }
}
