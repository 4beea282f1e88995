/// What a document was, known when its end is reached.
public struct DocumentOutline: Sendable, Hashable {
  /// The file as the user named it.
  public var file: String
  /// Its shape.
  public var form: DocumentForm
  /// How many blocks of each kind it holds.
  public var blocks: [BlockKind: Int]
  /// The number of bytes of the decoded document.
  public var byteCount: Int
  /// False when the document ends early, is damaged, or was cut off at a limit: a finding says where.
  public var isComplete: Bool
  /// True when the document begins with an XML declaration.
  public var hasDeclaration: Bool
  /// SHA-256 of the file's bytes, after archives and gzip were unpacked; nil unless it was asked for.
  public var sha256: SHA256Digest?

  /// Creates an outline.
  public init(
    file: String, form: DocumentForm, blocks: [BlockKind: Int] = [:], byteCount: Int = 0,
    isComplete: Bool = false, hasDeclaration: Bool = false
  ) {
    self.file = file
    self.form = form
    self.blocks = blocks
    self.byteCount = byteCount
    self.isComplete = isComplete
    self.hasDeclaration = hasDeclaration
  }

  /// What the document is, by what it contains.
  public var kind: DocumentKind { DocumentKind(self) }
}

/// What a document is, by its blocks, not by its name.
public enum DocumentKind: String, Sendable, Hashable, CaseIterable {
  case usage
  case ack
  case policy
  case authorization
  case authorizationRequest = "authorization-request"
  case reservation
  case media
  case evidence
  case ackArchive = "ack-archive"
  case deviceOutput = "device-output"
  case unknown

  /// The kind of the document with this outline. An ACK may carry a policy and authorizations too, so
  /// the blocks are asked in order of weight.
  init(_ outline: DocumentOutline) {
    func has(_ kind: BlockKind) -> Bool { (outline.blocks[kind] ?? 0) > 0 }
    if has(.rumReport) {
      self = .usage
    } else if has(.rumAck) {
      self = .ack
    } else if has(.specificReservation) {
      self = .reservation
    } else if has(.authorization) {
      self = .authorization
    } else if has(.authorizationRequest) {
      self = .authorizationRequest
    } else if has(.policy) {
      self = .policy
    } else if outline.form.container == .deviceOutput {
      self = .deviceOutput
    } else {
      self = .unknown
    }
  }
}
