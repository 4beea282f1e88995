public import Assessment

/// The tables of a package, as CSV with CR LF.
public enum PackTables {
  /// `portal.csv`: the form to be filled in at the portal, one row per file to upload.
  public static func form(_ volume: OutboundVolume) -> [UInt8] {
    var text = CSVText.row([
      "file", "sha256", "virtual_account", "uploaded_at", "status", "portal_words", "ack_file",
    ])
    for file in volume.files {
      text += CSVText.row([
        file.path, file.sha256.description, UploadInstructions.account(file.account), "", "", "",
        "",
      ])
    }
    return Array(text.utf8)
  }

  /// `names.csv`: which outbound name is which source and device. It stays inside.
  public static func names(_ plan: PackPlan) -> [UInt8] {
    var text = CSVText.row([
      "file", "source", "purpose", "udi_pid", "udi_serial_number", "virtual_account", "sha256",
    ])
    for file in plan.files {
      let account: String
      if case .known(let name) = file.account { account = name } else { account = "" }
      for device in file.candidate.devices.isEmpty
        ? [nil] : file.candidate.devices.map(Optional.some)
      {
        text += CSVText.row([
          file.path, file.candidate.input.name, file.candidate.purpose.rawValue,
          device?.pid ?? "", device?.serial ?? "", account, file.sha256.description,
        ])
      }
    }
    return Array(text.utf8)
  }
}
