public import LicenseFiles

/// A finding that the user allows for one device, with the reason: `ID@PID:SERIAL=REASON`.
public struct Waiver: Sendable, Hashable, CustomStringConvertible {
  /// The finding's id.
  public let id: String
  /// The device.
  public let device: UDI
  /// Why it may pass. It goes into the evidence.
  public let reason: String

  init(id: String, device: UDI, reason: String) {
    self.id = id
    self.device = device
    self.reason = reason
  }

  /// Reads `ID@PID:SERIAL=REASON`; nil when a part is missing.
  public init?(_ text: String) {
    guard let at = text.firstIndex(of: "@") else { return nil }
    let rest = text[text.index(after: at)...]
    guard let equals = rest.firstIndex(of: "="), let device = UDI(typed: String(rest[..<equals]))
    else {
      return nil
    }
    let reason = rest[rest.index(after: equals)...].drop { $0 == " " }
    guard !text[..<at].isEmpty, !reason.isEmpty else { return nil }
    self.init(id: String(text[..<at]), device: device, reason: String(reason))
  }

  /// The same for the device that was meant.
  ///
  /// - Throws: `NamingError`.
  public func spelled(by known: KnownDevices) throws(NamingError) -> Waiver {
    Waiver(id: id, device: try known.deviceOrNew(device).udi, reason: reason)
  }

  /// `ID@PID:SERIAL`.
  public var description: String { "\(id)@\(device)" }

  /// True when this waiver speaks of the finding. A finding that names no device is taken for one of
  /// the file's own.
  func covers(_ finding: Finding, of devices: [UDI]) -> Bool {
    guard finding.id == id else { return false }
    if let named = finding.productInstance { return named == device }
    return devices.contains(device)
  }
}

/// A finding that was allowed.
public struct WaivedFinding: Sendable, Hashable {
  /// The finding.
  public var finding: Finding
  /// Who allowed it, and why.
  public var waiver: Waiver
}
