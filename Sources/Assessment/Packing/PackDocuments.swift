/// The documents that a package lays down, worded elsewhere.
public struct PackDocuments: Sendable {
  /// `UPLOAD.txt` and `portal.csv` of each media, in order.
  public var volumes: [(instructions: [UInt8], form: [UInt8])]
  /// `findings.json` of the bag.
  public var findings: [UInt8]
  /// `names.csv` of the bag: which outbound name is which source.
  public var names: [UInt8]
  /// `disclosure.txt` of the bag; nil when it was not asked for.
  public var disclosure: [UInt8]?

  /// Creates documents.
  public init(
    volumes: [(instructions: [UInt8], form: [UInt8])], findings: [UInt8], names: [UInt8],
    disclosure: [UInt8]? = nil
  ) {
    self.volumes = volumes
    self.findings = findings
    self.names = names
    self.disclosure = disclosure
  }
}
