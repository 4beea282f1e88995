/// How the tool knows what a rule claims. Public knowledge of these files is partial, so every rule
/// says where its claim comes from, and an inferred one is never an error.
public enum Basis: Sendable, Hashable {
  /// Stated in published text.
  case documented(title: String, section: String)
  /// Seen in real data.
  case observed(sample: String)
  /// Concluded from what is documented or observed; the reason is given.
  case inferred(String)
  /// Remembered and confirmed nowhere; where to confirm it is given. It is shown as unverified and
  /// never decides anything.
  case unverified(String)

  /// `documented`, `observed`, `inferred` or `unverified`: the word used in output.
  public var certainty: String {
    switch self {
    case .documented: "documented"
    case .observed: "observed"
    case .inferred: "inferred"
    case .unverified: "unverified"
    }
  }

  /// The source in words, without the certainty.
  public var source: String {
    switch self {
    case .documented(let title, let section): section.isEmpty ? title : "\(title), \(section)"
    case .observed(let sample): sample
    case .inferred(let reason): reason
    case .unverified(let place): place
    }
  }
}
