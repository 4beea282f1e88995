import Assessment
import DeviceOutput
public import LicenseFiles

extension SiteSession {
  /// The device that a person means by `PID:SERIAL`, by a serial number or by a host name.
  ///
  /// - Throws: ``ErrandError/Code/usage`` when the site knows none or several.
  public func device(named name: String) throws(ErrandError) -> UDI {
    let known = try read { reader throws(LedgerError) in try reader.knownDevices() }
    return try ErrandError.naming(try known.device(named: name))
  }

  /// The same where a cycle may be named: the group of an HA pair or stack, or a host name that only its
  /// members have, means the member that exported or answered last; a notice says which.
  ///
  /// - Throws: ``ErrandError/Code/usage`` when the site knows none, or several that are not one cycle.
  public func member(
    named name: String, _ tell: Notice.Teller
  ) throws(ErrandError) -> UDI {
    let known = try read { reader throws(LedgerError) in try reader.knownDevices() }
    if let member = member(named: name, known, tell) { return member }
    return try ErrandError.naming(try known.device(named: name))
  }

  private func member(
    named name: String, _ known: KnownDevices, _ tell: Notice.Teller
  ) -> UDI? {
    guard let member = known.member(standingFor: name) else { return nil }
    tell(
      .hint(
        "\(name) means \(member.udi), "
          + (member.lastSeen == nil
            ? "a member of the group \(member.group ?? name) of which none has exported or answered yet"
            : "the member of the group \(member.group ?? name) that exported or answered last")))
    return member.udi
  }

  /// The same where a UDI that the site never met is fine too; a notice says that it is new.
  ///
  /// - Throws: ``ErrandError/Code/usage`` when none can be meant, or several.
  func deviceOrNew(
    named name: String, _ tell: Notice.Teller
  ) throws(ErrandError) -> UDI {
    let known = try read { reader throws(LedgerError) in try reader.knownDevices() }
    if let member = member(named: name, known, tell) { return member }
    let (device, isNew) = try ErrandError.naming(try known.deviceOrNew(named: name))
    if isNew { tell(.new([device])) }
    return device
  }

  /// The device whose host name stands in output that shows no UDI; nil when the site knows no device,
  /// or several, of that name, or the outputs show several.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  func device(promptedBy snapshot: DeviceSnapshot) throws(ErrandError) -> UDI? {
    guard let name = snapshot.hostName.latest?.value, snapshot.namesakes.isEmpty else { return nil }
    let found = try read { reader throws(LedgerError) in try reader.devices(promptedAs: name) }
    return found.count == 1 ? found[0] : nil
  }
}

extension ErrandError {
  /// Finds out which device was meant.
  static func naming<Value>(
    _ body: @autoclosure () throws(NamingError) -> Value
  ) throws(ErrandError) -> Value {
    do throws(NamingError) {
      return try body()
    } catch {
      throw ErrandError(.usage, error.reason, hint: error.hint.isEmpty ? nil : error.hint)
    }
  }
}

extension Notice {
  /// Which devices the site never met.
  static func new(_ devices: [UDI]) -> Notice {
    let names = devices.first.map { "\($0)" } ?? ""
    let more = devices.count > 1 ? " and \(devices.count - 1) more" : ""
    return .warning(
      "\(names)\(more): new to this site; make sure that the PID and serial number are right")
  }
}
