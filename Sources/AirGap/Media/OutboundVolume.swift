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

  /// Its name without folders.
  public var name: String {
    String(path.split(separator: "/").last ?? Substring(path))
  }
}

/// A file of outbound media or of a bag, whose hash is known before it is written.
struct MediaFile: Sendable {
  enum Content: Sendable {
    case bytes([UInt8])
    case source(@Sendable () throws(ByteSourceError) -> any ByteSource)
  }

  var path: String
  var content: Content
  var sha256: SHA256Digest
  var byteCount: Int

  init(_ path: String, _ bytes: [UInt8]) {
    self.path = path
    content = .bytes(bytes)
    sha256 = SHA256Digest(hashing: bytes)
    byteCount = bytes.count
  }

  init(
    _ path: String, sha256: SHA256Digest, byteCount: Int,
    _ open: @escaping @Sendable () throws(ByteSourceError) -> any ByteSource
  ) {
    self.path = path
    content = .source(open)
    self.sha256 = sha256
    self.byteCount = byteCount
  }

  /// A file of the plan, under a prefix.
  init(_ file: PlannedFile, under prefix: String = "") {
    if let wrapped = file.wrapped {
      self.init(prefix + file.path, wrapped)
    } else {
      self.init(
        prefix + file.path, sha256: file.sha256, byteCount: file.byteCount,
        file.candidate.input.open)
    }
  }

  func open() throws(ByteSourceError) -> any ByteSource {
    switch content {
    case .bytes(let bytes): MemorySource(bytes)
    case .source(let open): try open()
    }
  }

  /// The list of checksums of files.
  static func checksums(_ files: [MediaFile]) -> ChecksumList {
    var list = ChecksumList()
    for file in files { list.hashes[file.path] = file.sha256.description }
    return list
  }
}
