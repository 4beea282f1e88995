/// A block of licensing output, and the headings that begin one.
enum LicenseBlockKind {
  case none, usingPolicy, account, transport, policy, reporting, trust, usage, product, summary
  case conversion, exportKey, utility, registration, compliance, evaluation, privacy, custom
  case agentVersion
  case jobs, certificates, highAvailability, channel, enforcement, agent, platforms
  case authorization(AuthorizationLines.Part)
  /// Headings of other blocks stand in it as headings of its own.
  case communications
  case unknown
  case license(LicenseUse)

  private static let titles: [Substring: LicenseBlockKind] = [
    "Utility": .utility, "Smart Licensing Using Policy": .usingPolicy,
    "Account Information": .account, "Data Privacy": .privacy, "Transport": .transport,
    "Miscellaneous": .custom, "Policy": .policy, "Usage Reporting": .reporting,
    "License Conversion": .conversion, "Export Authorization Key": .exportKey,
    "License Usage": .usage, "Product Information": .product, "HA UDI List": .product,
    "Agent Version": .agentVersion, "License Authorizations": .authorization(.head),
    "Reservation Info": .authorization(.head), "Overall status": .authorization(.overall),
    "Derived Licenses": .authorization(.derived), "Authorizations": .authorization(.licenses),
    "Specified license reservations": .authorization(.licenses),
    "Purchased Licenses": .authorization(.purchased),
    "Last Reporting Not Required": .authorization(.notRequired),
    "Usage Report Summary": .summary, "Telemetry Report Summary": .channel,
    "Device Telemetry Report Summary": .channel, "Product Analytics Report Summary": .channel,
    "Device Enforcement State": .enforcement, "Evaluation Period": .evaluation,
    "Registration": .registration, "License Authorization": .compliance,
    "Smart Licensing Status": .none, "Trust Code Installed": .trust,
    "Communication Statistics": .communications, "Upcoming Scheduled Jobs": .jobs,
    "License Certificates": .certificates, "HA Info": .highAvailability, "Other Info": .agent,
    "Platform Provided Mapping Table": .platforms,
  ]
  private static let loweredTitles = Dictionary(
    titles.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })

  /// NX-OS writes the same headings with other capitals.
  init?(heading: Substring) {
    let lowered = { heading.utf8.count <= 60 ? Self.loweredTitles[heading.lowercased()] : nil }
    guard let kind = Self.titles[heading] ?? lowered() else { return nil }
    self = kind
  }
}
