import Foundation
public import LicenseFiles

/// A folder or an archive that is one thing to the person who carries it: outbound media, an
/// evidence bag, an archive of ACKs. It is recognised by what lies in it, not by its name.
public struct Holding: Sendable, Hashable {
  /// How it lies on the disk.
  public enum Layout: String, Sendable, Hashable {
    case folder
    case zip
    case tar
    case tarGzip = "tar.gz"
  }

  /// The path as it was named or found.
  public let path: String
  /// `media`, `evidence` or `ackArchive`; `unknown` for any other archive.
  public let kind: DocumentKind
  /// Folder or archive.
  public let layout: Layout
  /// The number of plain files in it.
  public private(set) var fileCount = 0
  /// Their length together, in bytes.
  public private(set) var byteCount = 0
  /// The number of files whose SHA-256 it promises.
  public private(set) var hashCount = 0
  /// The list that promises them; nil when there is none.
  public private(set) var hashList: String?
  /// The hash by which evidence knows it: of the archive, or of the list in a folder.
  public private(set) var sha256: SHA256Digest?
  /// False when it could not be read to its end; what is known of it is then too little.
  public private(set) var isComplete = true

  /// True for outbound media and evidence bags, whose promises `verifyMedia` checks.
  public var isOfThisTool: Bool { kind == .media || kind == .evidence }

  /// True for a member of media or a bag that is there to explain the others.
  public func holdsAsPart(_ name: String) -> Bool { isOfThisTool && !counts(name) }

  /// Whether its usage and its ACKs are counted by this member: in media and bags only what is to be
  /// uploaded is, for a bundle beside it holds the same once more.
  ///
  /// - Parameter name: the member as findings name it, the path in front.
  public func counts(_ name: String) -> Bool {
    let inside = name.dropFirst(path.count).drop { $0 == "/" || $0 == "!" }
    switch kind {
    case .media: return inside.hasPrefix(PackPlanner.folder + "/")
    case .evidence: return inside.hasPrefix(EvidenceBag.payloadFolder)
    default: return true
    }
  }

  /// What a folder or an archive is, by the names on its top level; nil for anything else.
  ///
  /// One missing document does not hide what it is: it is then damaged media, not none.
  static func kind(_ names: Set<String>) -> DocumentKind? {
    func count(_ marks: [String]) -> Int { marks.count(where: names.contains) }
    if names.contains("bagit.txt")
      || count(["manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt", "data"]) >= 3
    {
      return .evidence
    }
    let lists = count(["SHA256SUMS", "UPLOAD.txt", "portal.csv"])
    if names.contains(PackPlanner.folder), lists >= 1, names.contains("SHA256SUMS") || lists == 2 {
      return .media
    }
    return lists == 3 ? .media : nil
  }
}

extension Holding {
  /// The holding that a folder of this kind is, for its files as they lie there.
  init(folder path: String, kind: DocumentKind) {
    self.path = path
    self.kind = kind
    layout = .folder
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
    self.path = path
    kind = Self.kind(names) ?? (hasAcks ? .ackArchive : .unknown)
    layout =
      switch archive {
      case .zip: .zip
      case .tar: .tar
      case .tarGzip: .tarGzip
      }
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
    switch kind {
    case .media: ["SHA256SUMS"]
    case .evidence: ["manifest-sha256.txt"]
    default: []
    }
  }

  private mutating func note(_ name: String, _ bytes: [UInt8]?) {
    guard let bytes else { return }
    hashList = name
    hashCount = ChecksumList.read(bytes).list.hashes.count
    sha256 = SHA256Digest(hashing: bytes)
  }
}
