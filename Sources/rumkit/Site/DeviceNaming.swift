import AirGap
import LicenseFiles

extension SiteSession {
  /// The device that a person means: `PID:SERIAL`, or a serial number or host name that is unique in
  /// the site.
  ///
  /// - Parameter mustBeKnown: false when a UDI that the site never met is fine too.
  /// - Throws: ``ExitStatus/usage`` when it names none or several; the candidates have been said.
  func device(
    named name: String, mustBeKnown: Bool = true, _ console: Console
  ) throws(ExitStatus) -> UDI {
    let found = try read(console) { reader throws(LedgerError) in try reader.devices(named: name) }
    if found.count == 1 { return found[0] }
    if found.isEmpty, !mustBeKnown, let device = UDI(name) { return device }
    if found.isEmpty {
      console.error("the site knows no device \(name)")
      console.hint("name it as PID:SERIAL, or see rumkit site devices list")
    } else {
      console.error("\(name) may be \(found.map(\.description).joined(separator: " or "))")
    }
    throw .usage
  }
}
