/// What the ledger knows of the reports of a file that is about to go out.
public struct PackNews: Sendable, Hashable {
  /// Reports of usage in the file.
  public var reports = 0
  /// Those that went out in no file before.
  public var new = 0
  /// Those that the portal acknowledged.
  public var acknowledged = 0
  /// Media on which reports of it lie already and that did not leave, each once.
  public var waitingMedia: [String] = []

  /// Nothing is known yet.
  public init() {}

  /// True when every report went out before.
  public var bringsNothing: Bool { reports > 0 && new == 0 }

  /// `12 reports, 2 new since the last export, 10 acknowledged`.
  public var words: String {
    "\(reports) report\(reports == 1 ? "" : "s"), \(new) new since the last export, "
      + "\(acknowledged) acknowledged"
  }
}
