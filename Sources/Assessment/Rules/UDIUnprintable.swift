import LicenseFiles

/// A UDI holds invisible characters.
struct UDIUnprintable: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/udi-unprintable", title: "a UDI holds invisible characters",
    severity: .error,
    looksAt: "the PID and the serial number of the device, of who signed, and of every HA list",
    why:
      "no device has such a UDI; the portal would book the usage for a device that does not exist, "
      + "and two devices could look like one",
    remedy: "compare with show license udi on the device, and fetch the file again",
    basis: .observed(sample: "every known UDI is made of letters, digits and a few signs"),
    trigger: .document(
      ExampleReport.document(.standard.with { $0.serial = #"9ZZEX\u0000MPLE1"# })),
    nearMiss: .document(
      ExampleReport.document(
        .standard.with {
          $0.serial = "9ZZ EXAMPLE/1"; $0.members = [("Active", "9ZZ EXAMPLE/1")]
        })))

  /// Most reports repeat the list of the one before.
  private var lastList: [HighAvailabilityMember] = []

  init(_ context: RuleContext) {}

  mutating func begin(_ file: String) { lastList.removeAll() }

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    var named = [report.productInstance, report.envelopeSignature?.udi].compactMap(\.self)
    let own = report.highAvailability ?? []
    if own != lastList {
      named += own.map(\.udi)
      lastList = own
    }
    guard let udi = named.first(where: { !$0.isVisible }) else { return }
    findings.append(finding(in: report, Self.words(udi)))
  }

  mutating func see(_ block: Block, _ findings: inout [Finding]) {
    guard let udi = DeviceAccount(block)?.udi, !udi.isVisible else { return }
    findings.append(descriptor.finding(at: block.location, productInstance: udi, Self.words(udi)))
  }

  private static func words(_ udi: UDI) -> String {
    "the UDI \(udi) holds an invisible character"
  }
}
