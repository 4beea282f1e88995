import LicenseFiles

extension LogLine {
  /// The UDI of the device, where a message states it: of Plug and Play
  /// (`Best UDI [PID:C9200L-48T-4X,VID:F0,SN:…] identified via …`), or of a virtual machine
  /// (`[serial number: …], [vUDI: PID:…,SN:…], …`), of licensing
  /// (`… installed for udi PID:…,SN:…`), or of trust (`… installed on P:C9300-48U,S:….`), which
  /// a stack prints for each member.
  var observedUDI: Observed<UDI>? {
    let mark: String
    if facility.hasSuffix("SMART_LIC"), mnemonic.hasPrefix("TRUST_") {
      guard let (_, rest) = text[...].prefix(400).parted(by: " on P:") else { return nil }
      let printed = "P:" + rest.prefix { $0 != " " }
      let isEnded = printed.last == "." || printed.last == ":"
      return UDI(printed: isEnded ? String(printed.dropLast()) : printed).map {
        Observed($0, at: location, command: nil)
      }
    }
    if facility.hasSuffix("SMART_LIC") {
      guard let (_, rest) = text[...].prefix(400).parted(by: "udi PID:") else { return nil }
      let printed = "PID:" + rest.prefix { $0 != " " && $0 != "\"" && $0 != ";" }
      let isEnded = printed.last == "." || printed.last == "," || printed.last == ":"
      return UDI(printed: isEnded ? String(printed.dropLast()) : printed).map {
        Observed($0, at: location, command: nil)
      }
    }
    switch facility {
    case "PNP": mark = "UDI ["
    case "VUDI": mark = "[vUDI:"
    case _: return nil
    }
    guard let (_, rest) = text[...].prefix(400).parted(by: mark),
      let (inner, _) = rest.parted(by: "]"),
      let udi = UDI(printed: inner.trimmingBlanks) ?? UDI(String(inner.trimmingBlanks))
    else { return nil }
    return Observed(udi, at: location, command: nil)
  }
}
