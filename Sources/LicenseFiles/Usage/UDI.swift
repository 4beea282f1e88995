/// A unique device identifier: the product id and the serial number that together name a product
/// instance at the portal.
public struct UDI: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// `udi_pid`, for example `C9800-CL-K9`.
  public let pid: String
  /// `udi_serial_number`.
  public let serial: String

  /// Creates a UDI from its two parts.
  public init(pid: String, serial: String) {
    self.pid = pid
    self.serial = serial
  }

  /// Reads `PID:SERIAL`, the spelling of this tool's command line. A PID holds no colon.
  ///
  /// Returns nil when either part is empty.
  public init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let pid = text[..<colon]
    let serial = text[text.index(after: colon)...]
    guard !pid.isEmpty, !serial.isEmpty else { return nil }
    self.init(pid: String(pid), serial: String(serial))
  }

  /// Reads `P:<pid>,S:<serial>`, the spelling of the portal's authorizations; what follows a second
  /// comma (`U:<uuid>`) is skipped.
  ///
  /// Returns nil when either part is missing or empty.
  ///
  /// Source: authorizations of Cisco's GVE repository and Cisco doc 214381.
  public init?(portalText text: String) {
    var parts: [Substring: Substring] = [:]
    for part in text.split(separator: ",", maxSplits: 3) {
      let trimmed = part.drop { $0 == " " }
      guard let colon = trimmed.firstIndex(of: ":") else { continue }
      parts[trimmed[..<colon]] = trimmed[trimmed.index(after: colon)...]
    }
    guard let pid = parts["P"], let serial = parts["S"] else { return nil }
    func trimmed(_ text: Substring) -> String {
      String(text.reversed().drop { $0.isWhitespace }.reversed())
    }
    guard !trimmed(pid).isEmpty, !trimmed(serial).isEmpty else { return nil }
    self.init(pid: trimmed(pid), serial: trimmed(serial))
  }

  /// `PID:SERIAL`.
  public var description: String { "\(pid):\(serial)" }

  /// True when a person sees all of it.
  package var isVisible: Bool { pid.isVisible && serial.isVisible }

  /// Orders by PID, then by serial number.
  public static func < (left: UDI, right: UDI) -> Bool {
    (left.pid, left.serial) < (right.pid, right.serial)
  }
}
