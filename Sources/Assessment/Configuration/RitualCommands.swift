import LicenseFiles

/// The commands of the offline ritual, as a device takes them.
///
/// Source: Cisco doc 221758 (9800 in an air gap); `Cisco-IOS-XE-rpc.yang` for the grammar.
public enum RitualCommands {
  /// Saves all usage and shows that the file is there. Saving prints nothing when it works.
  public static func save(_ name: DeviceFileName, isWirelessController: Bool) -> [DeviceInstruction]
  {
    var commands: [DeviceInstruction] = []
    if isWirelessController {
      commands.append(
        DeviceInstruction(
          .exec, "show license air entities summary",
          expects: "Upcoming license report time",
          note: "access points that joined since the last report time are counted at the upcoming "
            + "one, up to 8 hours later; wait for it when they matter",
          basis: .doc217348("Reporting interval")))
    }
    return commands + [
      DeviceInstruction(
        .exec, "license smart save usage all file \(name.onFlash)",
        note: "it prints nothing when it works; any answer is a failure",
        basis: DeviceInstruction.offline),
      DeviceInstruction(
        .exec, "dir \(name.onFlash)", expects: name.text,
        note: "note the size, and compare it with the file on this host",
        basis: .inferred("saving prints nothing, so the folder has to show the file")),
    ]
  }

  /// Takes the saved file off the device.
  ///
  /// - Parameters:
  ///   - name: its name on the device.
  ///   - place: how the device names where it goes, for example `tftp://192.0.2.10/` or `usbflash0:`.
  public static func copyingOut(_ name: DeviceFileName, to place: String) -> DeviceInstruction {
    let separator = place.hasSuffix("/") || place.hasSuffix(":") ? "" : "/"
    return DeviceInstruction(
      .exec, "copy \(name.onFlash) \(place)\(separator)\(name.text)", expects: "bytes copied",
      note: "the number of bytes must be the size that dir shows", basis: DeviceInstruction.offline)
  }

  /// Brings an ACK to the device and imports it.
  ///
  /// - Parameters:
  ///   - name: its name where it was staged.
  ///   - origin: how the device names that place, for example `tftp://192.0.2.10/` or `usbflash0:`.
  public static func importing(_ name: DeviceFileName, from origin: String) -> [DeviceInstruction] {
    let separator = origin.hasSuffix("/") || origin.hasSuffix(":") ? "" : "/"
    return [
      DeviceInstruction(
        .exec, "copy \(origin)\(separator)\(name.text) \(name.onFlash)", expects: "bytes copied",
        note: "the number of bytes must be that of the file",
        basis: DeviceInstruction.offline),
      DeviceInstruction(
        .exec, "license smart import \(name.onFlash)", expects: importSuccess,
        note: "anything else is a failure: stop, keep the output",
        basis: DeviceInstruction.offline),
    ]
  }

  /// What proves that the import took; `confirm` reads it.
  public static let proof: [DeviceInstruction] = [
    DeviceInstruction(
      .exec, "show license status", expects: "Last ACK received:",
      note: "a time, and a later one than before", basis: DeviceInstruction.offline),
    DeviceInstruction(
      .exec, "show license rum id all", expects: "ACK",
      note: "from 17.9 on; the reports of the ACK in state ACK",
      basis: .documented(title: "Cisco doc 222723", section: "RUM reports")),
    DeviceInstruction(
      .exec, "show license history message", expects: "Import RUM ACK:",
      note: "no longer 'No past Import history'",
      basis: .observed(sample: "history-message-01")),
  ]

  /// What shows that the import of a file took: only an ACK moves `Last ACK received`.
  public static func proof(of content: AckContent) -> [DeviceInstruction] {
    if content.hasAck { return proof }
    var commands: [DeviceInstruction] = []
    var headings: [String] = []
    if content.policy != nil {
      commands.append(
        DeviceInstruction(
          .exec, "show license status", expects: "Policy in use:",
          note: "the values of the policy that was imported", basis: DeviceInstruction.offline))
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
          basis: DeviceInstruction.offline))
      headings.append("Import TRUST CODE:")
    }
    return commands + [
      DeviceInstruction(
        .exec, "show license history message", expects: headings.joined(separator: " and "),
        note: "no longer 'No past Import history' below it",
        basis: .observed(sample: "history-message-01"))
    ]
  }

  /// What the device prints when an import worked.
  ///
  /// Source: Cisco doc 221758, and a public script that waits for exactly these words.
  public static let importSuccess = "Import Data Successful"
}
