public import LicenseFiles

/// The devices that a person may name: the one place that decides which device a typed name means.
///
/// What comes out of files is kept as it is; only what was typed is compared without regard to case.
public struct KnownDevices: Sendable {
  /// A device by its names.
  public struct Device: Sendable, Hashable {
    /// The device.
    public let udi: UDI
    /// Its host name, as far as it is known.
    public var hostName: String?
    /// False when it was replaced or retired.
    public var isInService: Bool
    /// The HA pair or stack that it is a member of.
    public var group: String?
    /// When it exported or answered last; epoch seconds UTC.
    public var lastSeen: Int64?

    /// Creates a device.
    public init(
      _ udi: UDI, hostName: String? = nil, isInService: Bool = true, group: String? = nil,
      lastSeen: Int64? = nil
    ) {
      self.udi = udi
      self.hostName = hostName
      self.isInService = isInService
      self.group = group
      self.lastSeen = lastSeen
    }

    /// A device as the ledger has it.
    package init(_ record: DeviceRecord) {
      self.init(
        record.udi, hostName: record.hostName, isInService: record.isInService,
        group: record.group,
        lastSeen: [record.exportedAt, record.observedAt].compactMap(\.self).max())
    }

    /// The one that stands for all of these, where they are members of one group: of those in service the
    /// one that exported or answered last; before any did, one with a host name. After a switchover both
    /// members have the host name.
    package static func standing(for devices: some Collection<Device>) -> Device? {
      guard let group = devices.first?.group, devices.allSatisfy({ $0.group == group }) else {
        return nil
      }
      let inService = devices.filter(\.isInService)
      return (inService.isEmpty ? Array(devices) : inService).max {
        ($0.lastSeen ?? .min, $0.hostName == nil ? 0 : 1, $1.udi)
          < ($1.lastSeen ?? .min, $1.hostName == nil ? 0 : 1, $0.udi)
      }
    }
  }

  private var bySerial: [String: [Device]] = [:]
  private var byHost: [String: [Device]] = [:]
  private var byGroup: [String: [Device]] = [:]

  /// Creates what is known.
  public init(_ devices: some Sequence<Device> = []) {
    for device in devices { add(device) }
  }

  /// What names a device or a cycle alone: host names, groups and serial numbers, sorted.
  public var names: [String] {
    Set(
      bySerial.values.flatMap(\.self).flatMap { device in
        let host = device.hostName.flatMap { name in
          let namesakes = byHost[name.lowercased()] ?? []
          return namesakes.count == 1 || Device.standing(for: namesakes) != nil ? name : nil
        }
        return [host, device.group, device.udi.serial].compactMap(\.self)
      }
    ).sorted()
  }

  /// Adds a device, unless it is there.
  public mutating func add(_ device: Device) {
    guard bySerial[device.udi.foldedSerial]?.contains(where: { $0.udi == device.udi }) != true
    else { return }
    bySerial[device.udi.foldedSerial, default: []].append(device)
    if let name = device.hostName { byHost[name.lowercased(), default: []].append(device) }
    if let group = device.group { byGroup[group.lowercased(), default: []].append(device) }
  }

  /// The member that stands for the HA pair or stack that a person typed: by the name of the group, or by
  /// a host name that several members and nobody else have. Nil for the name of one device, and for one
  /// that means none.
  public func member(standingFor typed: String) -> Device? {
    guard case .word(let word)? = try? TypedDevice(typed) else { return nil }
    let named = matches(word.lowercased())
    let found = named.isEmpty ? byGroup[word.lowercased()] ?? [] : named
    let isOne = !named.isEmpty && (named.count == 1 || named.count(where: \.isInService) == 1)
    return isOne ? nil : Device.standing(for: found)
  }

  /// The device that a person typed.
  ///
  /// - Throws: ``NamingError`` when none is known by that name, or several.
  public func device(named typed: String) throws(NamingError) -> UDI {
    let device = try deviceOrNew(named: typed)
    guard !device.isNew else { throw unknown(typed) }
    return device.udi
  }

  /// The device that a person typed, which may be new; a new one has to be named by the PID and serial
  /// number as they are printed.
  ///
  /// - Throws: ``NamingError``.
  public func deviceOrNew(named typed: String) throws(NamingError) -> (udi: UDI, isNew: Bool) {
    switch try TypedDevice(typed) {
    case .udi(let device): return try deviceOrNew(device)
    case .word(let word):
      let found = matches(word.lowercased())
      if let one = try single(found, typed) { return (one, false) }
      throw unknown(word)
    }
  }

  /// The same for a device that stands in a table that people write.
  ///
  /// - Throws: ``NamingError``.
  public func deviceOrNew(_ typed: UDI) throws(NamingError) -> (udi: UDI, isNew: Bool) {
    let namesakes = bySerial[typed.foldedSerial] ?? []
    if namesakes.contains(where: { $0.udi == typed }) { return (typed, false) }
    if let one = try single(namesakes.filter { $0.udi.isSpelled(like: typed) }, typed.description) {
      return (one, false)
    }
    if !namesakes.isEmpty {
      throw NamingError(
        .otherPID, "the serial number of \(typed) is known under another PID",
        hint: "it is \(Self.list(namesakes)): use that name if you mean it")
    }
    try Self.expectPrinted(typed)
    return (typed, true)
  }

  /// The spelling of a device that is known by its PID and serial number in another case; nil when it
  /// is known as it stands, or not at all.
  func otherSpelling(of device: UDI) -> UDI? {
    let namesakes = (bySerial[device.foldedSerial] ?? []).map(\.udi)
    return namesakes.contains(device) ? nil : namesakes.first { $0.isSpelled(like: device) }
  }

  /// A device that is known by the same serial number, whatever its PID; nil when this one is known as it
  /// stands, or none is.
  package func namesake(of device: UDI) -> UDI? {
    let namesakes = (bySerial[device.foldedSerial] ?? []).map(\.udi)
    return namesakes.contains(device) ? nil : namesakes.first
  }

  /// What may be wrong, in words, where the serial number of a device that is not known is known under
  /// another PID.
  package func otherPID(of devices: some Sequence<UDI>) -> String? {
    for device in devices.sorted() {
      guard let known = namesake(of: device) else { continue }
      return "the site knows serial number \(known.serial) as PID \(known.pid), not \(device.pid)"
    }
    return nil
  }

  /// Serial numbers and host names come without a mark of what they are.
  private func matches(_ word: String) -> [Device] {
    let serials = bySerial[word] ?? []
    return serials
      + (byHost[word] ?? []).filter { host in !serials.contains { $0.udi == host.udi } }
  }

  /// The one that is meant; nil when there is none. A replaced device keeps its host name: the one in
  /// service is meant.
  private func single(_ found: [Device], _ typed: String) throws(NamingError) -> UDI? {
    let inService = found.filter(\.isInService)
    let meant = inService.count == 1 ? inService : found
    guard meant.count > 1 else { return meant.first?.udi }
    throw NamingError(
      .ambiguous, "\(typed) may be \(found.count) devices: \(Self.list(found))",
      hint: "name one as PID:SERIAL")
  }

  private static func list(_ devices: [Device]) -> String {
    devices.map(\.udi).sorted().prefix(20).map(\.description).joined(separator: ", ")
  }

  private func unknown(_ typed: String) -> NamingError {
    if let members = byGroup[typed.lowercased()] {
      return NamingError(
        .ambiguous, "\(typed) is a group of \(members.count) devices: \(Self.list(members))",
        hint: "name one as PID:SERIAL")
    }
    return NamingError(
      .unknown, "the site knows no device \(typed)" + NearNames.question(typed, among: names),
      hint: "rumkit site devices list shows them; rumkit site devices import adds new ones")
  }

  /// A device that nobody met cannot be corrected: its later files would be those of another one.
  private static func expectPrinted(_ device: UDI) throws(NamingError) {
    let text = device.description
    if let odd = text.unicodeScalars.first(where: { !(0x21...0x7E).contains($0.value) }) {
      let code = zeroPadded(odd.value, 4, radix: 16, uppercase: true)
      throw NamingError(
        .notAsPrinted, "'\(odd)' (U+\(code)) is used in no PID or serial number: \(text)",
        hint: "type it as the device prints it (show license udi)")
    }
    if text.contains(where: \.isLowercase) {
      throw NamingError(
        .notAsPrinted, "no device \(text) is known",
        hint: "name a new one as the device prints it (show license udi): \(text.uppercased())?")
    }
  }
}
