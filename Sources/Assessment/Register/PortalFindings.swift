public import LicenseFiles

extension FindingDescriptor {
  /// Findings of the form that comes back from the portal.
  public static let portal: [FindingDescriptor] = [
    portalFormUnreadable, portalFileUnknown, portalFileAmbiguous, portalStatusUnknown,
    portalStatusMissing, portalRowBad, portalTimeImpossible,
  ]

  static let portalFormUnreadable = FindingDescriptor(
    "portal/form-unreadable", .error, "this is not a form of pack",
    looksAt: "the columns file or sha256, and status, each at most once",
    why: "what happened at the portal would be recorded for the wrong file",
    remedy: "fill in portal.csv of the media; columns may be moved and added, not renamed",
    basis: .documented(title: "rumkit-portal(1)", section: "THE FORM"),
    trigger: "a table without the column status",
    nearMiss: "the form with its columns in another order and semicolons")

  /// Used where the files of the ledger are known.
  static let portalFileUnknown = FindingDescriptor(
    "portal/file-unknown", .error, "the ledger knows no such file",
    looksAt: "the name and hash against the files that went out",
    why: "the row belongs to another site, or the hash was changed",
    remedy: "name the site that packed it with --site, or correct the row",
    basis: .documented(title: "rumkit-portal(1)", section: "THE FORM"),
    trigger: "a row with the hash of a file that was never packed",
    nearMiss: "a row whose hash is in upper case")

  /// Used where the files of the ledger are known.
  static let portalFileAmbiguous = FindingDescriptor(
    "portal/file-ambiguous", .error, "several files have this name",
    looksAt: "the name on the media against the files that went out",
    why: "the portal's answer is about one of them",
    remedy: "say with --media which media the form belongs to",
    basis: .documented(title: "rumkit-portal(1)", section: "DESCRIPTION"),
    trigger: "a name that was used on two media",
    nearMiss: "the same name with --media")

  static let portalStatusUnknown = FindingDescriptor(
    "portal/status-unknown", .error, "the status is not a word of the form",
    looksAt: "the column status",
    why: "a misspelled status could be read as another one",
    remedy: "use one of: \(PortalStatus.words)",
    basis: .documented(title: "rumkit-portal(1)", section: "THE FORM"),
    trigger: "the status done", nearMiss: "the status Uploaded")

  static let portalStatusMissing = FindingDescriptor(
    "portal/status-missing", .error, "a row has words and no status",
    looksAt: "rows with the portal's words whose status is empty",
    why: "the words could mean a refusal",
    remedy: "fill in the status",
    basis: .documented(title: "rumkit-portal(1)", section: "THE FORM"),
    trigger: "the words Duplicate report and no status",
    nearMiss: "a row that was not filled in at all")

  /// Used where the files of the ledger are known.
  static let portalTimeImpossible = FindingDescriptor(
    "portal/time-impossible", .error, "the portal cannot have taken the file at this time",
    looksAt:
      "the time against that of pack and the current time, with a day for clocks that differ",
    why: "a wrong year in the ledger cannot be taken back",
    remedy: "correct the time, or leave it out",
    basis: .documented(title: "rumkit-portal(1)", section: "THE FORM"),
    trigger: "a file of 2026 that was uploaded in 2025",
    nearMiss: "a day without its hour, the day of pack")

  static let portalRowBad = FindingDescriptor(
    "portal/row-bad", .error, "a row of the form cannot be used",
    looksAt: "the characters of the cells, and rows that name no file",
    why: "nothing is recorded from a form that cannot be read as a whole",
    remedy: "correct the row, and save the form as CSV UTF-8",
    basis: .documented(title: "rumkit-portal(1)", section: "THE FORM"),
    trigger: "a filled row without file and sha256",
    nearMiss: "an empty row")
}
