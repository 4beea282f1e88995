import LicenseFiles

/// How outbound media is laid down.
public enum MediaLayout: String, Sendable, Hashable, CaseIterable {
  /// A folder.
  case folder
  /// A ZIP archive.
  case zip
  /// A tar archive, compressed with gzip.
  case tarGzip = "tar.gz"

  /// The layout that the name of an output asks for.
  public init(path: String) {
    let name = path.lowercased()
    if name.hasSuffix(".zip") {
      self = .zip
    } else if name.hasSuffix(".tar.gz") || name.hasSuffix(".tgz") {
      self = .tarGzip
    } else {
      self = .folder
    }
  }
}

/// One complete outbound media: all of a package, or with `--split` one part of its devices.
public struct OutboundVolume: Sendable {
  /// Its number, counted from 1.
  public var number: Int
  /// How many there are.
  public var count: Int
  /// Where it goes.
  public var path: String
  /// What is uploaded.
  public var files: [PlannedFile]
  /// The archives in the shape of Cisco's own packer, by path; experimental.
  public var bundles: [CSLUBundle]

  package init(
    number: Int, count: Int, path: String, files: [PlannedFile], bundles: [CSLUBundle]
  ) {
    self.number = number
    self.count = count
    self.path = path
    self.files = files
    self.bundles = bundles
  }

  /// Its name without folders.
  public var name: String {
    String(path.split(separator: "/").last ?? Substring(path))
  }
}
