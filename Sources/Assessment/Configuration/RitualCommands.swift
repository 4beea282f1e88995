import DeviceOutput
public import LicenseFiles

/// The commands of the offline ritual, right for what a device is and what it runs.
///
/// Source: Cisco doc 221758 (9800 in an air gap); `Cisco-IOS-XE-rpc.yang` for the grammar.
public struct RitualCommands: Sendable {
  private let model: DeviceModel?
  private let release: IOSRelease?
  /// Where files lie on the device.
  public let path: DevicePath

  /// The commands of a device.
  ///
  /// - Parameters:
  ///   - pid: its product id or model; nil when it is not known, then what every IOS XE has.
  ///   - release: the release that it runs; nil when it is not known.
  ///   - path: where files lie on it.
  public init(pid: String? = nil, release: String? = nil, path: DevicePath = .bootflash) {
    model = pid.map { DeviceModel($0) }
    self.release = release.flatMap { IOSRelease($0) }
    self.path = path
  }

  /// The commands of a device of a site.
  ///
  /// - Parameters:
  ///   - record: what the site knows of it.
  ///   - path: where files lie on it; nil for what the register says, else `bootflash:`.
  public init(_ record: DeviceRecord, path: DevicePath? = nil) {
    self.init(
      pid: record.udi.pid, release: record.release,
      path: path ?? record.devicePath.flatMap { DevicePath($0) } ?? .bootflash)
  }

  /// False for a device whose system is known to be another than IOS XE: how it saves and imports is in
  /// no source of this tool.
  var isIOSXE: Bool { model?.system ?? .iosXE == .iosXE }

  /// True for IOS XE from before Smart Licensing Using Policy: it saves no usage report and takes no ACK.
  public var isBeforePolicy: Bool {
    isIOSXE && release.map { PolicyStart.isAfter($0, on: .iosXE) } ?? false
  }

  /// True for a virtual machine, which has no socket for a stick.
  public var isVirtual: Bool { model?.isVirtual ?? false }

  private func has(_ command: DeviceCommand) -> Bool { model?.has(command, on: release) ?? false }

  // MARK: Looking

  /// What to save of the device so that `check`, `diagnose` and `migrate` have what they need.
  public var capture: [DeviceInstruction] {
    let common = [
      DeviceInstruction(
        .exec, "terminal length 0", basis: .inferred("a pager stops a pasted block")),
      DeviceInstruction(.exec, "show clock", basis: Self.offline),
      DeviceInstruction(.exec, "show version", basis: Self.offline),
      DeviceInstruction(.exec, "show license all", basis: .doc217348("show commands")),
    ]
    guard isIOSXE else {
      let seen = Basis.observed(sample: "public device logs of IOS XR and NX-OS")
      return common.dropLast() + [
        DeviceInstruction(.exec, "show license status", basis: seen),
        DeviceInstruction(.exec, "show license all", basis: seen),
      ]
    }
    return common + [
      DeviceInstruction(.exec, "show license history message", basis: .doc217348("show commands"))
    ] + reportStates + accessPoints
  }

  /// The same with what gives evidence its date.
  func dated(_ commands: [DeviceInstruction]) -> [DeviceInstruction] {
    capture.prefix(2) + commands
  }

  private var accessPoints: [DeviceInstruction] {
    guard has(.showLicenseAirEntities) else { return [] }
    return [
      DeviceInstruction(
        .exec, "show license air entities summary", expects: "Upcoming license report time",
        note: "access points that joined since the last report time are counted at the upcoming "
          + "one, up to 8 hours later; wait for it when they matter",
        basis: .doc217348("Reporting interval"))
    ]
  }

  private var reportStates: [DeviceInstruction] {
    guard has(.showLicenseRUMIDAll) else { return [] }
    return [
      DeviceInstruction(
        .exec, "show license rum id all", expects: "ACK",
        note: "the reports of the ACK in state ACK",
        basis: .documented(title: "Cisco doc 222723", section: "RUM reports"))
    ]
  }

  // MARK: Out

  /// Saves all usage and shows that the file is there. Saving prints nothing when it works.
  ///
  /// - Parameters:
  ///   - name: its name on the device.
  ///   - counting: true to see first when access points are counted next.
  public func save(
    _ name: DeviceFileName, counting: Bool = true
  ) -> [DeviceInstruction] {
    guard isIOSXE else { return [] }
    return (counting ? accessPoints : []) + [
      DeviceInstruction(
        .exec, "license smart save usage all file \(path.file(name))",
        note: "it prints nothing when it works; any answer is a failure", basis: Self.offline),
      DeviceInstruction(
        .exec, "dir \(path.file(name))", expects: name.text,
        note: "note the size, and compare it with the file on this host",
        basis: .inferred("saving prints nothing, so the folder has to show the file")),
    ]
  }

  /// Takes the saved file off the device.
  ///
  /// - Parameters:
  ///   - name: its name on the device.
  ///   - place: how the device names where it goes, for example `tftp://192.0.2.10/` or `usbflash0:`.
  public func copyingOut(_ name: DeviceFileName, to place: String) -> [DeviceInstruction] {
    guard isIOSXE else { return [] }
    return [
      DeviceInstruction(
        .exec, "copy \(path.file(name)) \(Self.file(name, at: place))", expects: "bytes copied",
        note: "the number of bytes must be the size that dir shows", basis: Self.offline)
    ]
  }

  // MARK: Back

  /// Shows whether this is the right device, before anything is copied to it.
  ///
  /// - Parameters:
  ///   - device: the one that is meant.
  ///   - members: the members of its HA pair or stack, of which either may be the active one.
  public func identity(_ device: UDI, members: [UDI] = []) -> DeviceInstruction {
    let right = [device] + members.filter { $0 != device }.sorted()
    let printed = right.map { "PID:\($0.pid),SN:\($0.serial)" }
    let other = "another device does not accept this ACK: stop there, and look for the right one"
    return DeviceInstruction(
      .exec, "show license udi",
      expects: (right.count > 1 ? "one of " : "") + printed.joined(separator: " or "),
      note: right.count > 1
        ? "the output begins with the member that is active now; each of these is right, and "
          + other
        : other, basis: Self.offline)
  }

  /// Brings an ACK to the device and imports it.
  ///
  /// - Parameters:
  ///   - name: its name where it was staged.
  ///   - byteCount: how long it is; nil when that is not known.
  ///   - origin: how the device names that place, for example `tftp://192.0.2.10/` or `usbflash0:`.
  public func importing(
    _ name: DeviceFileName, byteCount: Int? = nil, from origin: String
  ) -> [DeviceInstruction] {
    guard isIOSXE else { return [] }
    return [
      DeviceInstruction(
        .exec, "copy \(Self.file(name, at: origin)) \(path.file(name))",
        expects: byteCount.map { "\($0) bytes copied" } ?? "bytes copied",
        note: "the number of bytes must be that of the file", basis: Self.offline),
      DeviceInstruction(
        .exec, "license smart import \(path.file(name))", expects: Self.importSuccess,
        note: "anything else is a failure: stop, keep the output", basis: Self.offline),
    ]
  }

  /// What proves that the import of an ACK worked; `confirm` reads it.
  ///
  /// - Parameter before: what is known of the device's last ACK before the import.
  public func proof(after before: LastAckBefore = .unknown) -> [DeviceInstruction] {
    [
      DeviceInstruction(
        .exec, "show license status", expects: "Last ACK received:", note: before.words,
        basis: Self.offline)
    ] + reportStates + [
      DeviceInstruction(
        .exec, "show license history message", expects: "Import RUM ACK:", note: before.history,
        basis: .observed(sample: "history-message-01"))
    ]
  }

  /// What shows that the import of a file worked: only an ACK changes `Last ACK received`.
  ///
  /// - Parameters:
  ///   - content: the file.
  ///   - before: what is known of the device's last ACK before the import.
  public func proof(
    of content: AckContent, after before: LastAckBefore = .unknown
  ) -> [DeviceInstruction] {
    guard isIOSXE else { return [] }
    if content.hasAck { return proof(after: before) }
    var commands: [DeviceInstruction] = []
    var headings: [String] = []
    if content.policy != nil {
      commands.append(
        DeviceInstruction(
          .exec, "show license status", expects: "Policy in use:",
          note: "the values of the policy that was imported", basis: Self.offline))
      headings.append("Import POLICY:")
    }
    if !content.authorizations.isEmpty {
      commands.append(
        DeviceInstruction(
          .exec, "show license authorization", expects: "AUTHORIZATION INSTALLED",
          note: "a confirmation code that the import printed has to go back to the portal",
          basis: .inferred("no output of a device with an authorization is recorded")))
      headings.append("Import AUTH:")
    }
    if commands.isEmpty {
      commands.append(
        DeviceInstruction(
          .exec, "show license status", expects: "Trust Code Installed:", note: "a time",
          basis: Self.offline))
      headings.append("Import TRUST CODE:")
    }
    return commands + [history(headings.joined(separator: " and "))]
  }

  private func history(_ headings: String) -> DeviceInstruction {
    DeviceInstruction(
      .exec, "show license history message", expects: headings,
      note: "and below it something other than 'No past Import history'",
      basis: .observed(sample: "history-message-01"))
  }

  /// What the device prints when an import worked.
  ///
  /// Source: Cisco doc 221758, and a public script that waits for exactly these words.
  package static let importSuccess = "Import Data Successful"

  private static let offline = DeviceInstruction.offline

  private static func file(_ name: DeviceFileName, at place: String) -> String {
    place + (place.hasSuffix("/") || place.hasSuffix(":") ? "" : "/") + name.text
  }
}

/// `Last ACK received` before an import, as far as it is known.
public enum LastAckBefore: Sendable, Hashable {
  /// As the device printed it; `<none>` when it had none.
  case printed(String)
  /// It was never seen; an ACK was imported at this time, as text.
  case imported(String)
  /// It was never seen; the usage was exported at this time, as text.
  case exported(String)
  /// Nothing is known.
  case unknown

  /// What a site knows of a device, or of the members of its cycle.
  public init(_ members: [DeviceRecord]) {
    let newest = members.filter { $0.lastAckText != nil }
      .max {
        ($0.lastAck ?? .min, $0.observedAt ?? .min) < ($1.lastAck ?? .min, $1.observedAt ?? .min)
      }
    if let text = newest?.lastAckText {
      self = .printed(text)
    } else if let time = members.flatMap({ [$0.importedAt, $0.confirmedAt] }).compactMap(\.self)
      .max()
    {
      self = .imported(TimeText.iso8601(time))
    } else if let time = members.compactMap(\.exportedAt).max() {
      self = .exported(TimeText.iso8601(time))
    } else {
      self = .unknown
    }
  }

  /// What the device has to show now.
  var words: String {
    switch self {
    case .printed("<none>"): "a time; the one known before was <none>"
    case .printed(let text): "a time later than \(text), the one before"
    case .imported(let time): "a time later than \(time), when an ACK was imported last"
    case .exported(let time):
      "a time after the usage was saved on the device; it was packed at \(time)"
    case .unknown: "a time, and a later one than before"
    }
  }

  /// What the history of imports has to show now. From the second import on it has entries in any case.
  var history: String {
    switch self {
    case .printed("<none>"), .exported, .unknown:
      "and below it something other than 'No past Import history'"
    case .printed(let time), .imported(let time): "below it an entry from after \(time)"
    }
  }
}
