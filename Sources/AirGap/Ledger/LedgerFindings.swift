public import LicenseFiles

extension FindingDescriptor {
  /// Findings of the check of a ledger.
  public static let ledger: [FindingDescriptor] = [
    eventEdited, eventMissing, chainBroken, eventReportsEdited, siteChanged, indexDiffers,
    anchorMismatch, ledgerDamaged,
    schemaEdited,
  ]

  static let eventEdited = FindingDescriptor(
    "site/event-edited", .error, "an event was edited",
    looksAt: "the SHA-256 of each event against the one that was kept",
    why: "the ledger no longer says what happened",
    remedy:
      "compare the event with the same one in a backup, and find out who had access to the file",
    basis: .documented(title: "rumkit-ledger(5)", section: "CHAIN"),
    trigger: "a ledger in which one word of an event was changed",
    nearMiss: "the ledger as it was written")

  static let eventMissing = FindingDescriptor(
    "site/event-missing", .error, "an event is missing",
    looksAt: "the numbers of the events, which have no gaps",
    why: "something that happened is no longer in the ledger",
    remedy: "take the ledger from a backup, and find out who had access to the file",
    basis: .documented(title: "rumkit-ledger(5)", section: "CHAIN"),
    trigger: "a ledger from which one event was deleted",
    nearMiss: "the ledger as it was written")

  static let chainBroken = FindingDescriptor(
    "site/chain-broken", .error, "an event does not follow the one before it",
    looksAt: "the hash of the previous event, which each event carries",
    why: "an event was inserted, removed or rewritten at this place",
    remedy: "compare both events with the same ones in a backup",
    basis: .documented(title: "rumkit-ledger(5)", section: "CHAIN"),
    trigger: "a ledger with an event that was rewritten together with its hash",
    nearMiss: "the ledger as it was written")

  static let eventReportsEdited = FindingDescriptor(
    "site/event-reports-edited", .error, "the reports of an event were edited",
    looksAt: "the number and the hash of an event's reports, which the event carries",
    why: "reports that went out could be hidden, or others shown in their place",
    remedy: "compare the reports of the event with the evidence bag of its run",
    basis: .documented(title: "rumkit-ledger(5)", section: "CHAIN"),
    trigger: "a ledger in which one report id of an event was changed",
    nearMiss: "the ledger as it was written")

  static let siteChanged = FindingDescriptor(
    "site/identity-edited", .error, "the ledger and its first event name different sites",
    looksAt: "the name, identifier and kind of the site against the first event",
    why: "a rehearsal could pass as a real site",
    remedy: "take the ledger from a backup",
    basis: .documented(title: "rumkit-ledger(5)", section: "CHAIN"),
    trigger: "a rehearsal's ledger whose kind was changed to own",
    nearMiss: "the ledger as it was written")

  static let indexDiffers = FindingDescriptor(
    "site/index-differs", .error, "the index does not agree with the events",
    looksAt: "the tables of devices, files, ACKs and reports against those that the events give",
    why: "status and guards would answer from something that never happened",
    remedy: "run rumkit site verify --rebuild-index, and find out who had access to the file",
    basis: .documented(title: "rumkit-ledger(5)", section: "INDEX"),
    trigger: "a ledger in which the date of a device's last ACK was changed",
    nearMiss: "the ledger as it was written")

  static let anchorMismatch = FindingDescriptor(
    id: "site/anchor-mismatch", title: "the ledger does not match what a bag or backup recorded",
    severity: .error,
    looksAt: "the number of events and the hash of the last one that a bag or a copy recorded",
    why: "the end of the chain was cut off, or the whole chain was rewritten",
    remedy: "take the ledger from a backup that agrees with the bag",
    basis: .documented(title: "rumkit-ledger(5)", section: "ANCHORS"),
    trigger: .described(
      "a ledger whose last event was deleted, checked against a bag made after it"),
    nearMiss: .described("a ledger that went on after the bag was made"))

  static let ledgerDamaged = FindingDescriptor(
    "site/file-damaged", .error, "the ledger's file is damaged",
    looksAt: "SQLite's own check of the file's structure",
    why: "the disk may be failing, or the file is an incomplete copy",
    remedy: "copy the file away, then take the ledger from a backup",
    basis: .documented(title: "SQLite", section: "PRAGMA quick_check"),
    trigger: "a ledger with a page overwritten by zeros",
    nearMiss: "the ledger as it was written")

  static let schemaEdited = FindingDescriptor(
    "site/schema-edited", .warning, "the tables of the ledger were changed",
    looksAt: "the tables, indexes and triggers of the file against those that this version makes",
    why: "the triggers keep rows from being changed; whoever removes them wants to change some",
    remedy: "compare the events with those of a backup, and find out who had access to the file",
    basis: .documented(title: "rumkit-ledger(5)", section: "TABLES"),
    trigger: "a ledger without the trigger that refuses to change an event",
    nearMiss: "the ledger as it was written")
}
