public import LicenseFiles

/// What a row of a register says of a device. What is nil is not said.
public struct RegisterRow: Sendable, Hashable {
  /// The line, counted from 1.
  public var line: Int
  /// The device.
  public var device: UDI
  /// Its host name.
  public var hostName: String?
  /// The HA pair or stack.
  public var group: String?
  /// The site or enclave.
  public var site: String?
  /// The virtual account.
  public var account: String?
  /// When changes are allowed.
  public var changeWindow: String?
  /// Whom to ask.
  public var contact: String?

  /// Where it is reached.
  public var address: String?
  /// Where files lie on it.
  public var devicePath: String?

  /// Creates a row that says nothing but the device.
  public init(line: Int, device: UDI) {
    self.line = line
    self.device = device
  }

  /// What the row would change.
  ///
  /// - Parameter known: what the site knows of the device; nil when it never met it.
  /// - Returns: nil when everything is known already.
  public func event(after known: DeviceRecord?) -> SiteEventDraft? {
    let isSame =
      known?.isRegistered == true && says(hostName, known?.hostName) && says(group, known?.group)
      && says(site, known?.site) && says(account, known?.account)
      && says(changeWindow, known?.changeWindow) && says(contact, known?.contact)
      && says(address, known?.address) && says(devicePath, known?.devicePath)
    guard !isSame else { return nil }
    // A group that an HA list named stays one that later lists may change.
    let newGroup = says(group, known?.group) ? nil : group
    return SiteEventDraft(
      .deviceRegistered, device,
      [
        .hostName: hostName, .group: newGroup, .site: site, .account: account,
        .changeWindow: changeWindow, .contact: contact, .address: address,
        .devicePath: devicePath,
      ])
  }

  private func says(_ text: String?, _ known: String?) -> Bool { text == nil || text == known }
}

extension DeviceRecord {
  /// False when the register says that the device belongs to another site or enclave. Upper and lower
  /// case are the same; a device without a site belongs to the one that has it in its register.
  public func belongs(to site: String) -> Bool {
    guard let named = self.site, !named.isEmpty else { return true }
    return named.lowercased() == site.lowercased()
  }
}
