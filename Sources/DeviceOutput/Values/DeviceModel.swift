/// What a device is, by its product id or by a printed model, in any case.
///
/// A Catalyst switch that runs the wireless controller has the name of a switch: what it prints
/// tells, see ``DeviceSnapshot/model``.
public struct DeviceModel: Sendable, Hashable {
  /// The operating system.
  public enum System: String, Sendable, Hashable { case iosXE, iosXR, nxOS }

  /// As printed; nil where only the output tells what it is.
  public let name: String?
  /// Nil for a name that is in no table.
  public let system: System?
  /// A Catalyst 9800 of any kind: appliance, virtual, in an access point (EWC) or in a switch.
  public let isWirelessController: Bool
  /// A virtual machine.
  package let isVirtual: Bool
  /// One that can be a member of a stack.
  package let isStackable: Bool
  /// A router.
  package let isRouter: Bool

  /// The device of a product id or a model: `C9800-CL-K9`, `c9800-cl`.
  public init(_ name: String) {
    let key = Self.key(name)
    let family = Self.families.first { $0.names.contains { key.hasPrefix($0) } }
    self.init(name: name, system: family?.system, kinds: family?.kinds ?? [])
  }

  /// A wireless controller of a name that does not say so, or of none.
  init(controllerNamed name: String?) {
    let named = name.map { DeviceModel($0) }
    var kinds: Kinds = .controller
    if named?.isVirtual == true { kinds.insert(.virtual) }
    if named?.isStackable == true { kinds.insert(.stackable) }
    self.init(name: name, system: .iosXE, kinds: kinds)
  }

  /// The device of this system, by any name or none.
  init(named name: String?, _ system: System) {
    let named = name.map { DeviceModel($0) }
    var kinds: Kinds = []
    if named?.isVirtual == true { kinds.insert(.virtual) }
    if named?.isStackable == true { kinds.insert(.stackable) }
    if named?.isRouter == true { kinds.insert(.router) }
    self.init(name: name, system: system, kinds: kinds)
  }

  private init(name: String?, system: System?, kinds: Kinds) {
    self.name = name
    self.system = system
    isWirelessController = kinds.contains(.controller)
    isVirtual = kinds.contains(.virtual)
    isStackable = kinds.contains(.stackable)
    isRouter = kinds.contains(.router)
  }

  /// True for the Catalyst 9800-CL.
  public var isVirtualController: Bool { isWirelessController && isVirtual }

  /// True when its name begins with one of these, whatever the case and the hyphens.
  public func isNamed(_ beginnings: [String]) -> Bool {
    guard let key = name.map(Self.key) else { return false }
    return beginnings.contains { key.hasPrefix(Self.key($0)) }
  }

  /// True for a license that only a wireless controller has in use.
  public static func isControllerLicense(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasPrefix("air-") || name.hasPrefix("cisco-wireless-")
  }
}

// What it prints.
extension DeviceModel {
  /// Whether such a device has the command; nil where that is not known.
  ///
  /// Source: Cisco doc 222723 (`show license rum id` from 17.9 on, on a 9800), Cisco doc 217348
  /// (`show license air entities`).
  public func has(_ command: DeviceCommand, on release: IOSRelease?) -> Bool? {
    switch command {
    case .showAPSummary, .showAPInventory, .showAPConfigGeneral, .showAPName,
      .showLicenseAirEntities:
      return isWirelessController
    case .showLicenseRUMIDAll, .showLicenseRUMIDDetail:
      guard system == .iosXE, let release else { return nil }
      if release.isAtLeast(17, 9) { return true }
      return isWirelessController ? false : nil
    case .showPKITrustpoints, .showCallHomeProfile: return system.map { $0 == .iosXE }
    case .showVersion, .showInventory, .showClock, .showLogging, .showRunningConfig, .reload:
      return true
    case .showLicenseAll, .showLicenseStatus, .showLicenseSummary, .showLicenseUsage,
      .showLicenseUDI, .showLicenseTechSupport, .showLicenseHistoryMessage, .showLicenseEventLog,
      .showLicenseAuthorization, .showLicenseReservation, .showLicense, .showLicenseRightToUse,
      .showNTPStatus,
      .licenseReservation, .licenseAuthorization, .licenseImport, .licenseSaveUsage,
      .licenseFactoryReset:
      return system == .iosXE ? true : nil
    }
  }

  /// The same of a command line: true unless it is known that such a device does not have it.
  public func mayHave(_ line: String, on release: IOSRelease?) -> Bool {
    TypedCommand(echo: line[...]).command.flatMap { has($0, on: release) } ?? true
  }
}

// The families, by how their names begin.
extension DeviceModel {
  private struct Kinds: OptionSet {
    let rawValue: Int
    static let controller = Kinds(rawValue: 1)
    static let virtual = Kinds(rawValue: 2)
    static let stackable = Kinds(rawValue: 4)
    static let router = Kinds(rawValue: 8)
  }

  private struct Family {
    let names: [String]
    let system: System
    let kinds: Kinds

    init(_ names: String, _ system: System, _ kinds: Kinds = []) {
      self.names = names.split(separator: " ").map(String.init)
      self.system = system
      self.kinds = kinds
    }
  }

  /// Without hyphens; the first that fits counts.
  private static let families = [
    Family("C9800CL 9800CL", .iosXE, [.controller, .virtual]),
    Family("C9800 CW9800 9800L 980040 980080", .iosXE, .controller),
    // An access point that prints licenses of its own is an Embedded Wireless Controller.
    Family("C9105 C9115 C9117 C9120 C9124 C9130", .iosXE, .controller),
    Family("C8000V CSR1000V ISRV", .iosXE, [.router, .virtual]),
    Family("IOSXRV RIOSXRV XRV XRD", .iosXR, [.router, .virtual]),
    Family("C9KV CAT9KV", .iosXE, .virtual),
    Family("N9KC9300V N9KC9500V N9K9000V NEXUS9000V", .nxOS, .virtual),
    Family("C92 C93 WSC3650 WSC3850 C3650 C3850", .iosXE, .stackable),
    // The image that the Catalyst 9000 switches share.
    Family("CAT9K", .iosXE),
    Family("C94 C95 C96 IE3 IE9 ESS3 ESS9", .iosXE),
    Family(
      "ISR C8 C1100 C1101 C1109 C111 C112 C113 C116 ASR10 ASR902 ASR903 ASR907 ASR914 ASR920 "
        + "NCS42 NCS520 IR1 IR8 ESR6 VG4 ENCS", .iosXE, .router),
    Family(
      "ASR9 A9K CRS NCS N540 81 82 86 87 88", .iosXR, .router),
    Family("N2K N3K N5K N6K N7K N77 N9K DSC NEXUS", .nxOS),
  ]

  private static func key(_ name: String) -> String {
    var key = name.uppercased().filter { $0 != "-" && $0 != " " }
    if key.hasPrefix("CISCO") { key.removeFirst(5) }
    return key
  }
}
