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
  public package(set) var fileCount = 0
  /// Their length together, in bytes.
  public package(set) var byteCount = 0
  /// The number of files whose SHA-256 it promises.
  public package(set) var hashCount = 0
  /// The list that promises them; nil when there is none.
  public package(set) var hashList: String?
  /// The hash by which evidence knows it: of the archive, or of the list in a folder.
  public package(set) var sha256: SHA256Digest?
  /// False when it could not be read to its end; what is known of it is then too little.
  public package(set) var isComplete = true

  package init(path: String, kind: DocumentKind, layout: Layout) {
    self.path = path
    self.kind = kind
    self.layout = layout
  }

  /// True for outbound media and evidence bags, whose promises `verifyMedia` checks.
  public var isOfThisTool: Bool { kind == .media || kind == .evidence }

  /// True for a member of media or a bag that is there to explain the others.
  public func holdsAsPart(_ name: String) -> Bool { isOfThisTool && !counts(name) }

  /// Whether its usage and its ACKs are counted by this member: in media and bags only what is to be
  /// uploaded is, for a bundle beside it holds the same once more.
  ///
  /// - Parameter name: the member as findings name it, the path in front.
  func counts(_ name: String) -> Bool {
    let inside = name.dropFirst(path.count).drop { $0 == "/" || $0 == "!" }
    switch kind {
    case .media: return inside.hasPrefix(PackPlanner.folder + "/")
    case .evidence: return inside.hasPrefix(PackPlanner.bagFolder)
    case .usage, .ack, .policy, .authorization, .authorizationRequest, .reservation, .ackArchive,
      .deviceOutput, .unknown:
      return true
    }
  }

  /// What a folder or an archive is, by the names on its top level; nil for anything else.
  ///
  /// One missing document does not hide what it is: it is then damaged media, not none.
  package static func kind(_ names: Set<String>) -> DocumentKind? {
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
