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
    let known = try knownDevices(console)
    return try console.naming { () throws(NamingError) in
      guard !mustBeKnown else { return try known.device(named: name) }
      let (device, isNew) = try known.deviceOrNew(named: name)
      if isNew { console.tell(new: [device]) }
      return device
    }
  }
}

extension Console {
  /// Says which devices the site never met.
  func tell(new devices: some Collection<UDI>) {
    guard let first = devices.first else { return }
    let more = devices.count > 1 ? " and \(devices.count - 1) more" : ""
    warning("\(first)\(more): new to this site; make sure that the PID and serial number are right")
  }

  /// Finds out which device was meant, or says why not.
  ///
  /// - Throws: ``ExitStatus/usage``; the reason has been said.
  func naming<Value>(_ body: () throws(NamingError) -> Value) throws(ExitStatus) -> Value {
    do throws(NamingError) {
      return try body()
    } catch {
      self.error(error.reason)
      if !error.hint.isEmpty { hint(error.hint) }
      throw .usage
    }
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
    let found = try read(console) { reader throws(LedgerError) in
      try reader.devices(promptedAs: name)
    }
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
