public import LicenseFiles

/// What lies on outbound media: the files to upload, read again, and what each tells whoever reads it.
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

    package init(
      path: String, sha256: String, account: String?, devices: [UDI], disclosure: FileDisclosure
    ) {
      self.path = path
      self.sha256 = sha256
      self.account = account
      self.devices = devices
      self.disclosure = disclosure
    }
  }

  /// The path as the user named it.
  public let path: String
  /// The files, by path.
  public let files: [File]

  package init(path: String, files: [File]) {
    self.path = path
    self.files = files
  }
}
