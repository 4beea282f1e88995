import LicenseFiles

/// The UDIs of a report disagree.
struct UDIMismatch: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/udi-mismatch", title: "the UDIs of a report disagree", severity: .warning,
    looksAt: "the UDI of the signature, of the payload and of every HA list in the file",
    why: "the portal books usage by UDI; a mixture points to an edited or assembled file",
    remedy: "check on the device with show license udi; fetch the file again",
    basis: .observed(sample: "every known report"),
    trigger: .document(ExampleReport.document(.standard.with { $0.signer = "9ZZEXAMPLE9" })),
    nearMiss: .document(
      ExampleReport.document(
        .standard.with { $0.signer = "9ZZEXAMPLE2" },
        .standard.with {
          $0.id = "1700000002";
          $0.serial = "9ZZEXAMPLE2";
          $0.members = [("Active", "9ZZEXAMPLE2"), ("Standby", "9ZZEXAMPLE1")]
        })))

  /// A report whose UDIs its own HA list does not explain.
  private struct Doubt {
    let stranger: UDI
    let finding: Finding
  }

  /// More than this many are judged by what the file has said so far.
  private static let limit = 10_000
  private var members: Set<UDI> = []
  /// Most reports repeat the list of the one before.
  private var lastList: [HighAvailabilityMember] = []
  private var doubts: [Doubt] = []

  init(_ context: RuleContext) {}

  mutating func begin(_ file: String) {
    members.removeAll()
    lastList.removeAll()
    doubts.removeAll()
  }

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    let own = report.highAvailability ?? []
    if own != lastList {
      for member in own where members.count < Self.limit { members.insert(member.udi) }
      lastList = own
    }
    guard let device = report.productInstance else { return }
    // After a switchover the former active member may sign for the pair, or be signed for.
    func belongs(_ udi: UDI) -> Bool {
      udi == device || own.contains { $0.udi == udi } || members.contains(udi)
    }
    if let signer = report.envelopeSignature?.udi, !belongs(signer) {
      doubt(
        signer, report, "signed by \(signer), but the payload is about \(device)", &findings)
    } else if !own.isEmpty, !own.contains(where: { $0.udi == device }), !members.contains(device) {
      doubt(
        device, report, "the HA list does not hold the device of the payload, \(device)", &findings)
    }
  }

  private mutating func doubt(
    _ stranger: UDI, _ report: UsageReport, _ message: String, _ findings: inout [Finding]
  ) {
    let finding = finding(in: report, message)
    if doubts.count < Self.limit {
      doubts.append(Doubt(stranger: stranger, finding: finding))
    } else {
      findings.append(finding)
    }
  }

  /// The document is over: a list further down may have named who was a stranger before.
  mutating func end(_ outline: DocumentOutline, _ findings: inout [Finding]) {
    findings += doubts.filter { !members.contains($0.stranger) }.map(\.finding)
    doubts.removeAll()
  }
}
