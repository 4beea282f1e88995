public import LicenseFiles

/// A device as a person types it: `PID:SERIAL`, what a device prints (`PID:…,SN:…`, `P:…,S:…`), or one
/// word, which is a serial number or a host name.
enum TypedDevice: Hashable {
  case udi(UDI)
  case word(String)

  /// - Throws: ``NamingError`` when it is neither.
  init(_ typed: String) throws(NamingError) {
    var text = Self.trimmed(typed)
    if text.lowercased().hasPrefix("udi:") { text = Self.trimmed(text.dropFirst(4)) }
    guard !text.isEmpty else {
      throw NamingError(
        .unreadable, "a device is named by PID:SERIAL, serial number or host name, not '\(typed)'")
    }
    guard let colon = text.firstIndex(of: ":") else {
      self = .word(text)
      return
    }
    let label = Self.trimmed(text[..<colon]).uppercased()
    let device =
      Self.labels[label] == nil
      ? UDI(
        pid: Self.trimmed(text[..<colon]), serial: Self.trimmed(text[text.index(after: colon)...]))
      : Self.labelled(text)
    guard let device, device.isSound else {
      throw NamingError(.unreadable, "a device is named PID:SERIAL, not '\(typed)'")
    }
    self = .udi(device)
  }

  /// What devices and the portal write before the parts of a UDI; nothing is a PID of that name.
  private static let labels: [String: Part] = [
    "P": .pid, "PID": .pid, "S": .serial, "SN": .serial, "V": .other, "VID": .other, "U": .other,
    "UUID": .other,
  ]
  private enum Part { case pid, serial, other }

  private static func labelled(_ text: String) -> UDI? {
    var parts: [Part: String] = [:]
    for piece in text.split(separator: ",", maxSplits: 5) {
      guard let colon = piece.firstIndex(of: ":"),
        let part = labels[trimmed(piece[..<colon]).uppercased()]
      else { return nil }
      let value = trimmed(piece[piece.index(after: colon)...])
      guard part == .other || parts.updateValue(value, forKey: part) == nil else { return nil }
    }
    guard let pid = parts[.pid], let serial = parts[.serial] else { return nil }
    return UDI(pid: pid, serial: serial)
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(start.prefix(start.count - start.reversed().prefix(while: \.isWhitespace).count))
  }
}

extension UDI {
  /// Reads a UDI that a person typed, in every spelling that commands take; nil when it is none.
  public init?(typed text: String) {
    guard case .udi(let device)? = try? TypedDevice(text) else { return nil }
    self = device
  }

  /// True when both parts are there and hold nothing that separates them from other text.
  public var isSound: Bool {
    [pid, serial].allSatisfy { part in
      !part.isEmpty && part.utf8.count <= 128
        && !part.unicodeScalars.contains { $0.properties.isWhitespace || $0 == "," || $0 == ":" }
    }
  }

  /// The serial number as it is compared with what people typed.
  public var foldedSerial: String { serial.lowercased() }

  /// True when it has the serial number of the other, and another PID.
  public func isNamesake(of other: UDI) -> Bool {
    foldedSerial == other.foldedSerial && !isSpelled(like: other)
  }

  /// True when only the case of letters differs, or nothing.
  func isSpelled(like other: UDI) -> Bool {
    foldedSerial == other.foldedSerial && pid.lowercased() == other.pid.lowercased()
  }
}
