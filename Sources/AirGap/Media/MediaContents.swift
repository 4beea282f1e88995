public import LicenseFiles

/// What lies on outbound media: the files to upload, read anew, and what each tells whoever reads it.
public struct MediaContents: Sendable {
  /// A file to upload.
  public struct File: Sendable, Hashable {
    /// Its path on the media.
    public let path: String
    /// SHA-256 of its bytes as they lie there, in hexadecimal digits.
    public let sha256: String
    /// The virtual account that the form of the media names for it, as the form writes it; nil where
    /// it names none.
    public let account: String?
    /// The devices that it speaks of, in the order of the file.
    public let devices: [UDI]
    /// What it tells.
    public let disclosure: FileDisclosure
  }

  /// The path as the user named it.
  public let path: String
  /// The files, by path.
  public let files: [File]

  /// Reads media: a folder, a zip or a tar archive.
  ///
  /// Damage is no error here: ``verifyMedia(_:signers:)`` judges it.
  ///
  /// - Throws: `ReadingError` when the path cannot be read, or is no outbound media.
  public init(_ path: String) throws(ReadingError) {
    let opened = try OpenedMedia(path)
    guard opened.kind == .media else {
      throw ReadingError(file: path, reason: "it is an evidence bag: name the outbound media")
    }
    self.path = opened.path
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
    self.files = files
  }

  /// The account of each path, by the form.
  private static func accounts(_ form: [UInt8]) -> [String: String] {
    let rows = CSVRows(form).rows
    let header = rows.first?.cells.map { $0.lowercased() } ?? []
    guard let file = header.firstIndex(of: "file"),
      let account = header.firstIndex(of: "virtual_account")
    else { return [:] }
    var accounts: [String: String] = [:]
    for row in rows.dropFirst() where row.cells.count > max(file, account) {
      if !row.cells[account].isEmpty { accounts[row.cells[file]] = row.cells[account] }
    }
    return accounts
  }
}
