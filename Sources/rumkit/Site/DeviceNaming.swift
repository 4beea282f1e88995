import AirGap
import Assessment
import LicenseFiles

extension SiteSession {
  /// The device that a person means by `PID:SERIAL`, by a serial number or by a host name.
  ///
  /// - Parameter mustBeKnown: false when a UDI that the site never met is fine too.
  /// - Throws: ``ExitStatus/usage`` when the site knows none or several; the reason has been said.
  func device(
    named name: String, mustBeKnown: Bool = true, _ console: Console
  ) throws(ExitStatus) -> UDI {
    let all = try read(console) { reader throws(LedgerError) in try reader.devices(named: name) }
    // A replaced device keeps its host name; the one in service is meant.
    var inService: [UDI] = []
    for device in all {
      let record = try read(console) { reader throws(LedgerError) in try reader.device(device) }
      if record?.isInService ?? true { inService.append(device) }
    }
    let found = inService.count == 1 ? inService : all
    if let device = found.first, found.count == 1 || device.description == name { return device }
    if found.isEmpty, !mustBeKnown, let device = UDI(name) { return device }
    if found.isEmpty {
      console.error("the site knows no device \(name)")
      console.hint("rumkit site devices list shows them; a new one comes in with devices import")
    } else {
      let list = found.prefix(20).map(\.description).joined(separator: ", ")
      console.error("\(name) may be \(found.count) devices: \(list)")
      console.hint("name one as PID:SERIAL")
    }
    throw .usage
  }
}

extension SiteSession {
  /// The device whose host name stands in output that shows no UDI; nil when the site knows no device,
  /// or several, of that name.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been said.
  func device(
    promptedAs name: String?, _ console: Console
  ) throws(ExitStatus) -> UDI? {
    guard let name else { return nil }
    let found = try read(console) { reader throws(LedgerError) in try reader.devices(named: name) }
    return found.count == 1 ? found[0] : nil
  }
}

extension Console {
  /// The bytes of a table that the user named, `-` for standard input.
  ///
  /// - Throws: ``ExitStatus/unreadable``; the reason has been said.
  func table(_ path: String) throws(ExitStatus) -> [UInt8] {
    do throws(ReadingError) {
      return try tableBytes(path)
    } catch {
      self.error(error.description)
      throw .unreadable
    }
  }
}
