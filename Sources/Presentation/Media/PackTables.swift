import Assessment
import LicenseFiles

/// The tables of a package, as CSV with CR LF.
enum PackTables {
  /// `portal.csv`: the form to be filled in at the portal, one row per file to upload.
  static func form(_ volume: OutboundVolume) -> [UInt8] {
    let table = CSVTable<PlannedFile>([
      "file": { $0.path }, "sha256": { $0.sha256.description },
      "virtual_account": { UploadInstructions.account($0.account) }, "uploaded_at": { _ in "" },
      "status": { _ in "" }, "portal_words": { _ in "" }, "ack_file": { _ in "" },
    ])
    return Array(table.text(volume.files).utf8)
  }

  /// `names.csv`: which outbound name is which source and device. It stays inside.
  static func names(_ plan: PackPlan) -> [UInt8] {
    let rows = plan.files.flatMap { file -> [(file: PlannedFile, device: UDI?)] in
      let devices = file.candidate.devices
      return devices.isEmpty ? [(file, nil)] : devices.map { (file, $0) }
    }
    let table = CSVTable<(file: PlannedFile, device: UDI?)>([
      "file": { $0.file.path }, "source": { $0.file.candidate.input.name },
      "purpose": { $0.file.candidate.purpose.rawValue }, "udi_pid": { $0.device?.pid },
      "udi_serial_number": { $0.device?.serial }, "virtual_account": { $0.file.knownAccount },
      "sha256": { $0.file.sha256.description },
    ])
    return Array(table.text(rows).utf8)
  }
}
