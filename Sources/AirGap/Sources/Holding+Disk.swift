import Assessment
import LicenseFiles

extension Holding {
  /// The holding that a folder of this kind is, for its files as they lie there.
  init(folder path: String, kind: DocumentKind) {
    self.init(path: path, kind: kind, layout: .folder)
    guard let folder = try? MediaFolder(path) else {
      isComplete = false
      return
    }
    fileCount = folder.files.count
    byteCount = folder.files.values.reduce(0) { $0.addingReportingOverflow($1).partialValue }
    for name in Self.lists(of: kind) where folder.files[name] != nil {
      note(name, try? folder.open(name).allBytes(limit: Self.listLimit))
    }
  }

  /// The holding that an archive is; one without a kind is any archive.
  init(archive path: String, _ archive: ArchiveKind) {
    var names: Set<String> = []
    var lists: [String: [UInt8]] = [:]
    var files = 0
    var bytes = 0
    var hasAcks = false
    var isWhole = true
    do throws(ByteSourceError) {
      let reader = ArchiveReader(path, kind: archive)
      try reader.eachMember { name, source throws(ByteSourceError) in
        files += 1
        let parts = pathParts(name)
        if let top = parts.first { names.insert(top) }
        if Self.isAckArchive(parts.last ?? "") { hasAcks = true }
        if ["SHA256SUMS", "manifest-sha256.txt"].contains(name) {
          let list = try source.allBytes(limit: Self.listLimit)
          bytes += list.count
          lists[name] = list
        } else {
          try source.forEachPiece { bytes += $0.count }
        }
      }
    } catch {
      isWhole = false
    }
    let layout: Layout =
      switch archive {
      case .zip: .zip
      case .tar: .tar
      case .tarGzip: .tarGzip
      }
    self.init(
      path: path, kind: Self.kind(names) ?? (hasAcks ? .ackArchive : .unknown), layout: layout)
    fileCount = files
    byteCount = bytes
    isComplete = isWhole
    for name in Self.lists(of: kind) { note(name, lists[name]) }
    sha256 = try? FileSource(path).digest().sha256
  }

  private static let listLimit = 64 << 20

  /// The portal returns the ACKs of a virtual account as one archive inside another.
  ///
  /// Source: the offline example of Cisco's repository xe-sip-api-code, `run_offline_ack`.
  private static func isAckArchive(_ name: String) -> Bool {
    name.contains("ACK_UD_VA") && name.hasSuffix(".tar.gz")
  }

  private static func lists(of kind: DocumentKind) -> [String] {
    kind == .media ? ["SHA256SUMS"] : kind == .evidence ? ["manifest-sha256.txt"] : []
  }

  private mutating func note(_ name: String, _ bytes: [UInt8]?) {
    guard let bytes else { return }
    hashList = name
    hashCount = ChecksumList.read(bytes).list.hashes.count
    sha256 = SHA256Digest(hashing: bytes)
  }
}
