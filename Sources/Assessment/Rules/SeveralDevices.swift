public import LicenseFiles

/// The file holds several devices.
public struct SeveralDevices: Rule {
  /// The published text.
  public static let descriptor = FindingDescriptor(
    id: "usage/several-devices", title: "the file holds several devices", severity: .note,
    looksAt: "the devices of the reports, an HA pair or stack counting as one",
    why: "an ACK is given per device; one file per device keeps them apart",
    remedy: "nothing, if this is an archive; else keep one file per device",
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

  /// A file of many devices is not one that needs every name.
  private static let limit = 1000
  private var groups: [Set<UDI>] = []

  /// A rule that has seen nothing.
  public init(_ context: RuleContext) {}

  /// A new document begins.
  public mutating func begin(_ file: String) { groups = [] }

  /// A report.
  public mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard let device = report.productInstance else { return }
    let members = report.highAvailability ?? []
    if groups.count == 1, groups[0].contains(device),
      members.allSatisfy({ groups[0].contains($0.udi) })
    {
      return
    }
    guard groups.count < Self.limit else { return }
    var group: Set<UDI> = [device]
    for member in members { group.insert(member.udi) }
    groups.removeAll { other in
      guard !other.isDisjoint(with: group) else { return false }
      group.formUnion(other)
      return true
    }
    groups.append(group)
  }

  /// The document is over.
  public mutating func end(_ outline: DocumentOutline, _ findings: inout [Finding]) {
    guard groups.count > 1 else { return }
    let names = groups.compactMap { $0.min() }.sorted().prefix(5).map(\.description)
    let more = groups.count > 5 ? " and \(groups.count - 5) more" : ""
    findings.append(
      descriptor.finding(
        at: SourceLocation(file: outline.file),
        "reports of \(groups.count) devices: \(names.joined(separator: ", "))\(more)"))
  }
}
