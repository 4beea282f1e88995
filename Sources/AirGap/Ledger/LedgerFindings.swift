public import LicenseFiles

extension FindingDescriptor {
  /// Findings of the check of a ledger.
  public static let ledger: [FindingDescriptor] = [
    eventEdited, eventMissing, chainBroken, eventReportsEdited, siteChanged, indexDiffers,
    anchorMismatch, ledgerDamaged,
    schemaEdited,
  ]

  static let eventEdited = FindingDescriptor(
    id: "site/event-edited", title: "an event was edited", severity: .error,
    looksAt: "the SHA-256 of each event against the one that was kept",
    why: "the ledger no longer says what happened",
    remedy: "compare the event with the same one in a backup, and find out who had the file",
    basis: .documented(title: "rumkit-ledger(5)", section: "CHAIN"),
    trigger: .described("a ledger in which one word of an event was changed"),
    nearMiss: .described("the ledger as it was written"))

  static let eventMissing = FindingDescriptor(
    id: "site/event-missing", title: "an event is missing", severity: .error,
    looksAt: "the numbers of the events, which have no gaps",
    why: "something that happened is no longer told",
    remedy: "take the ledger from a backup, and find out who had the file",
    basis: .documented(title: "rumkit-ledger(5)", section: "CHAIN"),
    trigger: .described("a ledger from which one event was deleted"),
    nearMiss: .described("the ledger as it was written"))

  static let chainBroken = FindingDescriptor(
    id: "site/chain-broken", title: "an event does not follow the one before it", severity: .error,
    looksAt: "the hash of its predecessor that each event carries",
    why: "an event was put in, taken out or rewritten at this place",
    remedy: "compare both events with the same ones in a backup",
    basis: .documented(title: "rumkit-ledger(5)", section: "CHAIN"),
    trigger: .described("a ledger with an event that was rewritten together with its hash"),
    nearMiss: .described("the ledger as it was written"))

  static let eventReportsEdited = FindingDescriptor(
    id: "site/event-reports-edited", title: "the reports of an event were edited",
    severity: .error,
    looksAt: "the number and the hash of an event's reports, which the event carries",
    why: "reports that went out could be hidden, or others shown in their place",
    remedy: "compare the reports of the event with the evidence bag of its run",
    basis: .documented(title: "rumkit-ledger(5)", section: "CHAIN"),
    trigger: .described("a ledger in which one report id of an event was changed"),
    nearMiss: .described("the ledger as it was written"))

  static let siteChanged = FindingDescriptor(
    id: "site/identity-edited", title: "the ledger names another site than its first event",
    severity: .error,
    looksAt: "the name, identifier and kind of the site against the first event",
    why: "a rehearsal could pass as a real site",
    remedy: "take the ledger from a backup",
    basis: .documented(title: "rumkit-ledger(5)", section: "CHAIN"),
    trigger: .described("a rehearsal's ledger whose kind was changed to own"),
    nearMiss: .described("the ledger as it was written"))

  static let indexDiffers = FindingDescriptor(
    id: "site/index-differs", title: "the index does not agree with the events",
    severity: .error,
    looksAt: "the tables of devices, files, ACKs and reports against those that the events give",
    why: "status and guards would answer from something that never happened",
    remedy: "run rumkit site verify --rebuild-index, and find out who had the file",
    basis: .documented(title: "rumkit-ledger(5)", section: "INDEX"),
    trigger: .described("a ledger in which the date of a device's last ACK was changed"),
    nearMiss: .described("the ledger as it was written"))

  static let anchorMismatch = FindingDescriptor(
    id: "site/anchor-mismatch", title: "the ledger does not hold what was anchored",
    severity: .error,
    looksAt: "the number of events and the hash of the last one that a bag or a copy recorded",
    why: "the end of the chain was cut off, or the whole chain was made anew",
    remedy: "take the ledger from a backup that agrees with the bag",
    basis: .documented(title: "rumkit-ledger(5)", section: "ANCHORS"),
    trigger: .described(
      "a ledger whose last event was deleted, checked against a bag made after it"),
    nearMiss: .described("a ledger that went on after the bag was made"))

  static let ledgerDamaged = FindingDescriptor(
    id: "site/file-damaged", title: "the ledger's file is damaged", severity: .error,
    looksAt: "SQLite's own check of the file's structure",
    why: "a failing disk or a cut copy loses more each day",
    remedy: "copy the file away, then take the ledger from a backup",
    basis: .documented(title: "SQLite", section: "PRAGMA quick_check"),
    trigger: .described("a ledger with a page overwritten by zeros"),
    nearMiss: .described("the ledger as it was written"))

  static let schemaEdited = FindingDescriptor(
    id: "site/schema-edited", title: "the tables of the ledger are not those that were made",
    severity: .warning,
    looksAt: "the tables, indexes and triggers of the file against those that this version makes",
    why: "the triggers keep rows from being changed; who takes them away means to change some",
    remedy: "compare the events with those of a backup, and find out who had the file",
    basis: .documented(title: "rumkit-ledger(5)", section: "TABLES"),
    trigger: .described("a ledger without the trigger that refuses to change an event"),
    nearMiss: .described("the ledger as it was written"))
}
