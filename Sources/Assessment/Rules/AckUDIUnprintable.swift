import LicenseFiles

/// A UDI in what the portal returned holds invisible characters.
struct AckUDIUnprintable: Rule {
  static let descriptor = FindingDescriptor(
    id: "ack/udi-unprintable", title: "a UDI in the ACK holds invisible characters",
    severity: .error,
    looksAt: "every UDI in the data of smartLicenseRumAck, and that of an authorization",
    why:
      "no device has such a UDI, so no device accepts the file; it is damaged or forged",
    remedy: "download the file again from the portal",
    basis: .observed(sample: "every known UDI is made of letters, digits and a few signs"),
    trigger: .document(ExampleAck.naming(#"9ZZEX\u0000MPLE1"#)),
    nearMiss: .document(ExampleAck.naming("9ZZ EXAMPLE/1")))

  init(_ context: RuleContext) {}

  mutating func see(_ block: Block, _ findings: inout [Finding]) {
    let named: [UDI]
    switch block.kind {
    case .rumAck: named = AckData(block.element["data"]?.text ?? "").devices.map(\.udi)
    case .authorization, .specificReservation:
      named = [UDI(portalText: block.element["udi"]?.trimmedText ?? "")].compactMap(\.self)
    case .rumReport, .systemInfo, .authorizationRequest, .policy, .accountInfo, .correlationID,
      .unknown:
      named = []
    }
    guard let udi = named.first(where: { !$0.isVisible }) else { return }
    findings.append(
      descriptor.finding(
        at: block.location, productInstance: udi,
        "the UDI \(udi) holds an invisible character"))
  }
}
