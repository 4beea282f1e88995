import AirGap
import LicenseFiles
import Presentation

extension SiteSession {
  /// The device that a person means: `PID:SERIAL`, or a serial number or host name that is unique in
  /// the site.
  ///
  /// - Throws: ``ExitStatus/usage`` when there is none or more than one; the reason has been said.
  func device(named name: String, _ console: Console) throws(ExitStatus) -> UDI {
    let found = try read(console) { reader throws(LedgerError) in try reader.devices(named: name) }
    guard let device = found.first else {
      console.error("the site knows no device \(name)")
      console.hint("name it as PID:SERIAL, or by a serial number or host name of the site")
      throw .usage
    }
    guard found.count == 1 else {
      let names = found.prefix(8).map(\.description).joined(separator: ", ")
      console.error("\(name) may be \(found.count) devices: \(names)")
      throw .usage
    }
    return device
  }
}
