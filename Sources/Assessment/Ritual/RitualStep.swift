/// A step of the loop that brings usage out and the ACK back, in its order. Never renamed: scripts and
/// people begin at a step by its word.
public enum RitualStep: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Which devices have to save usage.
  case due
  /// Whether a factory reset forbids it.
  case guardian = "guard"
  /// What to type at each device.
  case commands
  /// The files that the devices saved.
  case files
  /// The media that go out and the evidence that stays.
  case pack
  /// Who carries which media.
  case carry
  /// What to do at the portal.
  case portal
  /// The ACKs that came back.
  case acks
  /// Each ACK on its way into its device.
  case importing = "import"
  /// The device's own proof.
  case confirm

  /// Orders as the ritual goes.
  public static func < (left: RitualStep, right: RitualStep) -> Bool {
    left.number < right.number
  }

  /// Its place in the ritual, counted from 1.
  public var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }

  /// The step after it; nil after the last.
  public var next: RitualStep? {
    let all = Self.allCases
    return all.indices.contains(number) ? all[number] : nil
  }

  /// The step before it at which somebody is asked; nil before the first.
  public var previous: RitualStep? {
    Self.allCases.last { $0 < self && $0 != .guardian }
  }

  /// True for the steps before anything of a run is in the ledger: which devices and files they are
  /// about is a choice of the run.
  package var isOfTheRun: Bool { self <= .pack }
}
