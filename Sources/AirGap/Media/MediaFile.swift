import Assessment
import LicenseFiles

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
