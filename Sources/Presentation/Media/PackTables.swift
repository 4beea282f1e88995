import Assessment
import LicenseFiles

/// The tables of a package, as CSV with CR LF.
enum PackTables {
  /// `portal.csv`: the form to be filled in at the portal, one row per file to upload. The second
  /// line, whose file is nil here, says what may be written.
  static func form(_ volume: OutboundVolume) -> [UInt8] {
    let table = CSVTable<PlannedFile?>([
      "file": { $0?.path ?? PortalForm.note["file"] },
      "sha256": { $0?.sha256.description ?? "" },
      "virtual_account": { $0.map { UploadInstructions.account($0.account) } ?? "" },
      "uploaded_at": { $0 == nil ? PortalForm.note["uploaded_at"] : "" },
      "status": { $0 == nil ? PortalForm.note["status"] : "" },
      "portal_words": { $0 == nil ? PortalForm.note["portal_words"] : "" },
      "ack_file": { $0 == nil ? PortalForm.note["ack_file"] : "" },
    ])
    return Array(table.text([nil] + volume.files).utf8)
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
