import Assessment
import LicenseFiles

extension MediaContents {
  /// Reads media: a folder, a zip or a tar archive.
  ///
  /// Damage is not an error here: ``verifyMedia(_:signers:)`` judges it.
  ///
  /// - Throws: `ReadingError` when the path cannot be read, or is not an outbound media.
  init(_ path: String) throws(ReadingError) {
    let opened = try OpenedMedia(path)
    guard opened.kind == .media else {
      throw ReadingError(file: path, reason: "it is an evidence bag: name the outbound media")
    }
    let accounts = Self.accounts(try opened.bytes("portal.csv") ?? [])
    var files: [File] = []
    for name in opened.folder.files.keys.sorted()
    where name.hasPrefix(PackPlanner.folder + "/") {
      let candidate = opened.candidate(name)
      files.append(
        File(
          path: name, sha256: candidate.sha256.description, account: accounts[name],
          devices: candidate.devices, disclosure: candidate.disclosure))
    }
    self.init(path: opened.path, files: files)
  }

  /// The account of each path, by the form.
  private static func accounts(_ form: [UInt8]) -> [String: String] {
    let rows = CSVRows(fromSpreadsheet: form).rows
    let header = rows.first?.cells.map { $0.lowercased() } ?? []
    guard let file = header.firstIndex(of: "file"),
      let account = header.firstIndex(of: "virtual_account")
    else { return [:] }
    var accounts: [String: String] = [:]
    for row in PortalForm.entries(of: rows) where row.cells.count > max(file, account) {
      if !row.cells[account].isEmpty { accounts[row.cells[file]] = row.cells[account] }
    }
    return accounts
  }
}
