/// What makes an event stand out in the log, permanently.
public enum EventMark: String, Sendable, Hashable, CaseIterable {
  /// The tool refused.
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
    // Evidence that proves too little is not a refusal of a guard.
    case .migrationRefused: self[.finding] == nil ? nil : .refused
    case .guardOverridden, .waived, .resetCleared: .overridden
    case .migrationStep, .importFailed: self[.by] == Self.byHand ? .byHand : nil
    case .ackReceived: self[.tiedBy] == Self.byHand ? .byHand : nil
    // A reason stands only where an ACK was taken again, or a wait was shortened.
    case .ackStaged, .clockOffset: self[.reason] == nil ? nil : .overridden
    case .ackImported:
      self[.by] == Self.byHand ? .byHand : self[.reason] == nil ? nil : .overridden
    case .siteCreated, .deviceRegistered, .deviceGrouped, .deviceReplaced, .deviceRetired,
      .deviceReturned,
      .deviceObserved, .packBegun, .packed, .packFailed, .exported, .mediaVerified, .tripOpened,
      .tripClosed, .portalRecorded, .confirmationCode, .deviceConfirmed, .confirmationMissing,
      .resetRecorded, .resetReloaded, .uptimeSeen, .migrationStarted, .migrationBefore,
      .migrationEvidence, .migrationEntitlement, .migrationEnded, .clockRepaired,
      .siteVerified, .backupMade, .siteRestored:
      nil
    }
  }
}
