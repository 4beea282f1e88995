/// What may happen at a site. The raw words are kept in the ledger forever: they are added to, never
/// renamed and never given another meaning.
public enum SiteEventKind: String, Sendable, Hashable, CaseIterable {
  /// The ledger was made.
  case siteCreated = "site-created"

  /// A device is in the register, or its entry in the register changed.
  case deviceRegistered = "device-registered"
  /// A device belongs to an HA pair or stack: one cycle.
  case deviceGrouped = "device-grouped"
  /// Another device replaced it.
  case deviceReplaced = "device-replaced"
  /// It is out of service.
  case deviceRetired = "device-retired"
  /// It is in service again.
  case deviceReturned = "device-returned"
  /// Its own output was read.
  case deviceObserved = "device-observed"

  /// A run of `pack` is about to write.
  case packBegun = "pack-begun"
  /// The run is over: media and evidence are in place.
  case packed
  /// The run failed, and what it wrote was removed.
  case packFailed = "pack-failed"
  /// A file of a device is on outbound media.
  case exported
  /// A finding was allowed for one device.
  case waived
  /// Media or evidence was checked.
  case mediaVerified = "media-verified"

  /// Somebody carries media out.
  case tripOpened = "trip-opened"
  /// The carrier is back.
  case tripClosed = "trip-closed"
  /// What the portal did with a file.
  case portalRecorded = "portal-recorded"

  /// An ACK (or another answer of the portal) was matched to a device.
  case ackReceived = "ack-received"
  /// It is where the device can fetch it.
  case ackStaged = "ack-staged"
  /// The device said that it imported it.
  case ackImported = "ack-imported"
  /// The device said that it did not.
  case importFailed = "import-failed"
  /// A confirmation code that has to go back to the portal.
  case confirmationCode = "confirmation-code"
  /// The device's own output proves the import: the cycle is closed.
  case deviceConfirmed = "device-confirmed"
  /// The output did not prove it; what is missing.
  case confirmationMissing = "confirmation-missing"

  /// A license factory reset.
  case resetRecorded = "reset-recorded"
  /// The end of the reload that it requires.
  case resetReloaded = "reset-reloaded"
  /// An uptime that the device printed.
  case uptimeSeen = "uptime-seen"
  /// A person declared that the wait is over.
  case resetCleared = "reset-cleared"

  /// The move of a device to offline reporting began.
  case migrationStarted = "migration-started"
  /// A license that the device had before.
  case migrationBefore = "migration-before"
  /// A file was given as evidence for a step.
  case migrationEvidence = "migration-evidence"
  /// A step is recorded, proved or by hand.
  case migrationStep = "migration-step"
  /// Evidence was refused, or proved too little.
  case migrationRefused = "migration-refused"
  /// What became of a license: in use, released or explained.
  case migrationEntitlement = "migration-entitlement"
  /// The move is closed, or was abandoned.
  case migrationEnded = "migration-ended"

  /// A guard refused.
  case guardRefused = "guard-refused"
  /// A person went on despite a guard, with a reason.
  case guardOverridden = "guard-overridden"
  /// Files of another site were found; their serial numbers are not recorded here.
  case foreignMaterial = "foreign-material"

  /// The known difference between a device's clock and this host's.
  case clockOffset = "clock-offset"
  /// The wrong date of an earlier event no longer counts as the newest time.
  case clockRepaired = "clock-repaired"

  /// The chain was checked.
  case siteVerified = "site-verified"
  /// A copy was made.
  case backupMade = "backup-made"
  /// This ledger came from a copy.
  case siteRestored = "site-restored"

  /// The kinds of events among which an auditor looks: refusals, failures, resets, exchanges, and what
  /// people decided against a rule.
  package static let incidents: [SiteEventKind] = [
    .packFailed, .waived, .importFailed, .confirmationMissing, .resetRecorded, .resetCleared,
    .migrationRefused, .guardRefused, .guardOverridden, .foreignMaterial, .clockOffset,
    .clockRepaired, .siteRestored, .deviceReplaced, .deviceRetired, .portalRecorded,
  ]
}

extension SiteEvent {
  /// True for what an auditor asks about; of the portal's answers only refusals.
  package var isIncident: Bool {
    guard SiteEventKind.incidents.contains(kind) else { return false }
    return kind != .portalRecorded || self[.status] == PortalStatus.rejected.rawValue
  }
}
