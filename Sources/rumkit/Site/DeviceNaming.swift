import AirGap
import Assessment
import LicenseFiles

extension SiteSession {
  /// Every device that the site knows, for what people type.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been said.
  func knownDevices(_ console: Console) throws(ExitStatus) -> KnownDevices {
    try read(console) { reader throws(LedgerError) in try reader.knownDevices() }
  }

  /// The device that a person means by `PID:SERIAL`, by a serial number or by a host name.
  ///
  /// - Parameter mustBeKnown: false when a UDI that the site never met is fine too; that it is new is
  ///   said.
  /// - Throws: ``ExitStatus/usage`` when the site knows none or several; the reason has been said.
  func device(
    named name: String, mustBeKnown: Bool = true, _ console: Console
  ) throws(ExitStatus) -> UDI {
    try console.errand(
      try mustBeKnown ? device(named: name) : deviceOrNew(named: name, console.tell))
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
