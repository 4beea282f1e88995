import LicenseFiles

/// What to paste at one device: the commands that save what rumkit needs, and what is not known of it.
public struct DeviceBlock: Sendable {
  /// What the output is for.
  public enum Purpose: String, Sendable, Hashable, CaseIterable {
    /// For `check`, `diagnose` and `migrate`.
    case check
    /// The usage for the portal.
    case export
    /// The proof that an ACK was accepted.
    case confirm
  }

  /// What is known of the device; nil for any device.
  public let record: DeviceRecord?
  /// Each command once, in order.
  public let instructions: [DeviceInstruction]
  /// What is not known, and what was left out for it.
  public package(set) var notes: [String]

  /// The commands of a device of a site, or of one that was typed.
  ///
  /// - Parameters:
  ///   - record: what is known of it.
  ///   - purposes: what the output is for.
  ///   - path: where files lie on it; nil for what the register says.
  ///   - place: where the saved file is copied to, as the device names it; nil to leave it there.
  ///   - now: the current time, epoch seconds UTC.
  public init(
    _ record: DeviceRecord, for purposes: [Purpose], path: DevicePath? = nil,
    copyingTo place: String? = nil, now: Int64
  ) {
    self.init(
      record, RitualCommands(record, path: path), purposes, place, now,
      knowsRelease: record.release != nil)
  }

  /// The commands of any device of a product id and a release, or of any IOS XE.
  public init(
    pid: String?, release: String?, for purposes: [Purpose], path: DevicePath? = nil,
    copyingTo place: String? = nil, now: Int64
  ) {
    self.init(
      nil, RitualCommands(pid: pid, release: release, path: path ?? .bootflash), purposes, place,
      now, knowsRelease: release != nil)
  }

  private init(
    _ record: DeviceRecord?, _ commands: RitualCommands, _ purposes: [Purpose], _ place: String?,
    _ now: Int64, knowsRelease: Bool
  ) {
    self.record = record
    var lines: [DeviceInstruction] = []
    if purposes.contains(.check) { lines += commands.capture }
    if purposes.contains(.confirm), commands.isIOSXE, !commands.isBeforePolicy {
      // Output without a UDI may be another device's: show license all has it, the proof has not.
      let identity =
        purposes.contains(.check)
        ? [] : [DeviceInstruction(.exec, "show license udi", basis: .doc217348("show commands"))]
      lines += commands.dated(
        identity + commands.proof(after: LastAckBefore(record.map { [$0] } ?? [])))
    }
    if purposes.contains(.export), !commands.isBeforePolicy {
      let name = DeviceFileName.usage(
        of: record.map { $0.hostName ?? $0.udi.serial }, at: now, on: commands.path)
      lines += commands.save(name)
      if let place { lines += commands.copyingOut(name, to: place) }
    }
    var seen: Set<String> = []
    instructions = lines.filter { seen.insert($0.text).inserted }
    var notes: [String] = []
    if commands.isIOSXE, !knowsRelease, purposes != [.export] {
      notes.append("release not known: from 17.9 on, show license rum id all belongs here too")
    }
    if !commands.isIOSXE, purposes.contains(where: { $0 != .check }) {
      notes.append("not IOS XE: its own guide says how it saves usage and imports an ACK")
    }
    if commands.isBeforePolicy, purposes.contains(where: { $0 != .check }) {
      notes.append(
        "a release before 17.3.2 saves no usage report and imports no ACK: see rumkit migrate start"
      )
    }
    self.notes = notes
  }
}
