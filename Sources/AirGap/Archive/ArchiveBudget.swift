import LicenseFiles

/// What all members of an archive may cost together, those of the archives inside it included.
final class ArchiveBudget {
  static let memberBytes = 4 << 30
  private static let totalBytes = 16 << 30
  private static let memberCount = 100_000
  private var bytes = 0
  private var count = 0

  /// A member of this size is about to be read.
  func charge(_ size: Int, _ name: String) throws(ByteSourceError) {
    count += 1
    guard count <= Self.memberCount else {
      throw ByteSourceError(.tooLarge, "the archive has more than \(Self.memberCount) members")
    }
    guard size <= Self.memberBytes else {
      throw ByteSourceError(.tooLarge, "the member '\(name)' is larger than 4 GiB")
    }
    try pay(size)
  }

  /// So many bytes more come out, of whatever is being read.
  fileprivate func pay(_ size: Int) throws(ByteSourceError) {
    bytes += size
    guard bytes <= Self.totalBytes else {
      throw ByteSourceError(.tooLarge, "the members together are larger than 16 GiB")
    }
  }
}

/// Bytes whose number nobody has promised: they are paid for as they come.
final class ChargedSource: ByteSource {
  private let source: any ByteSource
  private let budget: ArchiveBudget
  private let name: String
  private var count = 0

  init(_ source: any ByteSource, _ budget: ArchiveBudget, _ name: String) {
    self.source = source
    self.budget = budget
    self.name = name
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    let piece = try source.read(into: buffer)
    count += piece
    guard count <= ArchiveBudget.memberBytes else {
      throw ByteSourceError(.tooLarge, "the member '\(name)' is larger than 4 GiB")
    }
    try budget.pay(piece)
    return piece
  }
}
