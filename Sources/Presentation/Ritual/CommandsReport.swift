public import Assessment
import LicenseFiles

/// What to paste at devices.
public struct CommandsReport: TextReport, JSONReport, Sendable {
  private let blocks: [DeviceBlock]
  private let site: String?

  /// - Parameters:
  ///   - blocks: one for each device.
  ///   - site: the name of the site; nil without one.
  public init(_ blocks: [DeviceBlock], site: String?) {
    self.blocks = blocks
    self.site = site
  }

  /// Blocks that a terminal takes as they stand: a device skips lines that begin with `!`.
  package func draft(_ layout: Layout) -> String { blocks.map(Self.text).joined(separator: "\n") }

  private static func text(_ block: DeviceBlock) -> String {
    var page = ConfigurationPage()
    page.comment(block.record.map(heading) ?? "any device of this kind")
    for note in block.notes { page.comment(note) }
    for instruction in block.instructions { page.line(instruction.text) }
    return page.text
  }

  private static func heading(_ record: DeviceRecord) -> String {
    let release = record.release.map { "release \($0)" }
    return [record.udi.description, DevicePlace.words(record), release].compactMap(\.self)
      .joined(separator: ", ")
  }

  /// `rumkit.commands/1`.
  public var json: JSONText {
    .fields(["schema": "rumkit.commands/1", "site": site, "devices": blocks.map(Self.json)])
  }

  private static func json(_ block: DeviceBlock) -> JSONText {
    .fields([
      "udi_pid": block.record?.udi.pid, "udi_serial_number": block.record?.udi.serial,
      "": DevicePlace.json(block.record), "software_version": block.record?.release,
      "commands": block.instructions.map(\.json), "notes": block.notes,
    ])
  }
}

extension DeviceInstruction {
  /// As every report has it.
  var json: JSONText {
    .fields(["command": text, "prints": expects, "note": note])
  }
}

/// Where a device stands, whom to ask and when it may be touched, in the register's words.
enum DevicePlace {
  /// `wlc-1, at 192.0.2.7, contact NOC, change window Sat 22:00, files in flash:`; nil when nothing is
  /// known.
  static func words(_ record: DeviceRecord?) -> String? {
    guard let record else { return nil }
    let parts = [
      record.hostName ?? record.group.map { "member of \($0)" }, record.address.map { "at \($0)" },
      record.contact.map { "contact \($0)" },
      record.changeWindow.map { "change window \($0)" }, record.devicePath.map { "files in \($0)" },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// The same for scripts; every key is there.
  static func json(_ record: DeviceRecord?) -> JSONText {
    .fields([
      "host_name": record?.hostName, "address": record?.address, "contact": record?.contact,
      "change_window": record?.changeWindow, "device_path": record?.devicePath,
    ])
  }
}
