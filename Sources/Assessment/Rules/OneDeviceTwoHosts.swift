import LicenseFiles

/// One UDI has two host names.
struct OneDeviceTwoHosts: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/one-udi-two-hosts", title: "one UDI has two host names", severity: .warning,
    looksAt: "the UDI and the host name in smartLicenseSystemInfo, over all files of the run",
    why:
      "the portal knows devices by their UDI, so the usage of two machines is booked as one, and an ACK "
      + "of one is imported on the other: a virtual machine was cloned; or one device was renamed",
    remedy:
      "find out whether two machines run with this UDI (show license udi on both); a clone needs its own "
      + "UDI, for a renamed device no action is needed",
    basis: .inferred("a UDI is given to one machine; every known file has one host name for it"),
    trigger: .documents([
      ExampleReport.document(.standard, host: "edge-1"),
      ExampleReport.document(.standard.with { $0.id = "1700000002" }, host: "edge-2"),
    ]),
    nearMiss: .documents([
      ExampleReport.document(.standard, host: "edge-1"),
      ExampleReport.document(.standard.with { $0.id = "1700000002" }, host: "edge-1"),
    ]))

  private var hosts = KnownHosts()

  init(_ context: RuleContext) {}

  mutating func see(_ block: Block, _ findings: inout [Finding]) {
    guard let account = DeviceAccount(block), let before = hosts.other(than: account) else {
      return
    }
    findings.append(
      descriptor.finding(
        at: block.location, productInstance: account.udi,
        "\(account.udi) is \(account.hostName ?? "") here and \(before) in another file"))
  }
}

/// The host names under which devices told of themselves, the first of each device.
struct KnownHosts: Sendable {
  /// More than this many devices are not remembered.
  private static let limit = 10_000
  private var names: [UDI: String] = [:]

  /// Takes an account; the earlier name of the device where it was another one.
  mutating func other(than account: DeviceAccount) -> String? {
    guard let name = account.hostName else { return nil }
    guard let known = names[account.udi] else {
      if names.count < Self.limit { names[account.udi] = name }
      return nil
    }
    return known.lowercased() == name.lowercased() ? nil : known
  }
}
