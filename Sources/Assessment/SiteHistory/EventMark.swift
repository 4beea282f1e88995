/// What makes an event stand out in the log, for ever.
public enum EventMark: String, Sendable, Hashable, CaseIterable {
  /// The tool said no.
  case refused
  /// A person went on against a guard or a finding, with a reason.
  case overridden
  /// A person's word stands where the device's or the file's own would.
  case byHand = "by-hand"
}

extension SiteEvent {
  /// The mark of the event; nil for what went as it should.
  public var mark: EventMark? {
    switch kind {
    case .guardRefused, .foreignMaterial: .refused
    // Evidence that proves too little is no refusal of a guard.
    case .migrationRefused where self[.finding] != nil: .refused
    case .migrationStep where self[.by] == Self.byHand: .byHand
    case .guardOverridden, .waived, .resetCleared: .overridden
    case .ackImported where self[.by] == Self.byHand: .byHand
    // A reason stands only where an ACK was taken again.
    case .ackStaged where self[.reason] != nil: .overridden
    case .ackImported where self[.reason] != nil: .overridden
    case .importFailed where self[.by] == Self.byHand: .byHand
    case .ackReceived where self[.tiedBy] == Self.byHand: .byHand
    default: nil
    }
  }
}
