public import LicenseFiles

/// The published texts of what packing and verifying find.
package enum MediaFindings {
  static let overlap = FindingDescriptor(
    "media/overlap", .warning, "two files of one device share reports",
    looksAt: "the reports of all files that go out",
    why: "the portal refuses a report that it already has, and it may refuse the file with it",
    remedy: "upload the older file first, or pack only a file made by 'save usage all'",
    basis: .inferred("a code comment of Cisco's sample names a duplicate report as FAILED"),
    trigger: "an old file has reports 1 and 2, the new one 2 and 3",
    nearMiss: "the new file has 1, 2 and 3: the old one is left out")

  static let accountUnknown = FindingDescriptor(
    "media/account-unknown", .warning, "the virtual account of a file is not known",
    looksAt: "the table given with --accounts",
    why: "an upload into the wrong virtual account is hard to undo",
    remedy: "add the device to the table, or ask who owns it before uploading",
    basis: .documented(title: "rumkit-media(5)", section: "VIRTUAL ACCOUNTS"),
    trigger: "a device that the table does not name",
    nearMiss: "the same device with --virtual-account for the rest")

  static let waiverUnused = FindingDescriptor(
    "media/waiver-unused", .warning, "a waiver matches no finding",
    looksAt: "each --allow against the findings of the run",
    why: "a misspelled waiver allows nothing, and an old one hides the next fault",
    remedy: "correct the id and the device, or remove the waiver",
    basis: .documented(title: "rumkit-pack(1)", section: "--allow"),
    trigger: "--allow for a device that has no such finding",
    nearMiss: "--allow for the device that has it")

  package static let hashMismatch = FindingDescriptor(
    "media/hash-mismatch", .error, "a file is not the one that was packed",
    looksAt: "the SHA-256 of every file against the list that was packed with it",
    why: "the file was changed or damaged on the way; the portal would refuse it",
    remedy: "copy the file again from where it was packed, or pack again",
    basis: .documented(title: "rumkit-media(5)", section: "SHA256SUMS"),
    trigger: "one bit of an upload file flipped",
    nearMiss: "a filled-in portal.csv, which is made to be filled in")

  package static let fileMissing = FindingDescriptor(
    "media/file-missing", .error, "a file that was packed is missing",
    looksAt: "the lists of files, and the documents that always belong to them",
    why: "a device would go unreported",
    remedy: "copy the media again, or pack again",
    basis: .documented(title: "rumkit-media(5)", section: "LAYOUT"),
    trigger: "an upload file deleted",
    nearMiss: "desktop.ini deleted, which is on no list")

  package static let fileExtra = FindingDescriptor(
    "media/file-extra", .error, "there is a file that was not packed",
    looksAt: "every file that is on no list",
    why: "nothing else may cross the gap",
    remedy: "find out where the file comes from; remove it",
    basis: .documented(title: "rumkit-media(5)", section: "LAYOUT"),
    trigger: "a file beside the upload files",
    nearMiss: "files of an operating system on media that came back, which are listed separately")

  package static let debris = FindingDescriptor(
    "media/debris", .warning, "an operating system left files on media that came back",
    looksAt: "names that operating systems give their own files, and what is below them",
    why: "none of it was packed, and nobody has checked what it holds",
    remedy: "do not open it on the jump host; remove it before the media go out again",
    basis: .documented(title: "rumkit-media(5)", section: "LAYOUT"),
    trigger: "autorun.inf on media whose form is filled in",
    nearMiss: "autorun.inf on media that did not leave, which is a file that was not packed")

  package static let sumsInvalid = FindingDescriptor(
    "media/sums-invalid", .error, "the list of checksums cannot be trusted",
    looksAt: "the form of SHA256SUMS: one hash, two spaces and one plain relative path per line, "
      + "which ends with LF",
    why:
      "a path that leads elsewhere, or is listed twice, proves nothing; a list with other line ends is "
      + "not the one that was packed",
    remedy: "copy the media again from where they were packed, or pack again",
    basis: .documented(title: "rumkit-media(5)", section: "SHA256SUMS"),
    trigger: "a line that names ../passwd",
    nearMiss: "a line that names upload/passwd")

  package static let nameIllegal = FindingDescriptor(
    "media/name-illegal", .error, "a name does not fit on every medium",
    looksAt: "letters, length, reserved names and names that differ only by case",
    why: "a FAT32 stick or a CD cannot hold the name, and the ACK comes back with it in its name",
    remedy: "pack again instead of renaming: the name is in the lists",
    basis: .documented(title: "rumkit-media(5)", section: "NAMES"),
    trigger: "upload/CON.txt",
    nearMiss: "upload/CONTROLLER.txt")

  package static let formDiffers = FindingDescriptor(
    "media/form-differs", .error, "the form does not match these files",
    looksAt: "file, sha256 and virtual_account in each row of portal.csv",
    why: "the operator at the portal works by this form",
    remedy: "copy the media again, or pack again",
    basis: .documented(title: "rumkit-media(5)", section: "portal.csv"),
    trigger: "a row taken out of portal.csv",
    nearMiss: "status and time filled in")

  package static let notUsage = FindingDescriptor(
    "media/not-usage", .error, "an upload file is not what a device wrote",
    looksAt: "every upload file, read again from its first byte to its last",
    why: "the portal would refuse it",
    remedy: "pack again from the device's own file",
    basis: .doc221758("upload of the usage file"),
    trigger: "an upload file that ends early, with matching hashes",
    nearMiss: "the whole file")

  package static let bundleDiffers = FindingDescriptor(
    "media/bundle-differs", .error, "a UD_SA archive holds other files than the media",
    looksAt: "the usage files inside the archive, byte for byte, against those beside it",
    why: "whoever uploads the archive instead would report something else",
    remedy: "do not upload the archive; pack again",
    basis: .documented(title: "rumkit-media(5)", section: "CSLU ARCHIVE"),
    trigger: "a UD_SA archive of another run, with a hash that matches",
    nearMiss: "the archive of this run")

  package static let partialLeft = FindingDescriptor(
    "media/partial-left", .warning, "an interrupted run left a piece behind",
    looksAt: "names that begin with .rumkit-partial-",
    why: "it is not outbound media, and must not travel as one",
    remedy: "run pack again, which removes it, or delete it",
    basis: .documented(title: "rumkit-media(5)", section: "INTERRUPTED RUNS"),
    trigger: "pack killed while it writes",
    nearMiss: "pack run to its end")

  package static let runUnfinished = FindingDescriptor(
    "media/run-unfinished", .error, "the run of pack that made it did not end",
    looksAt:
      "the parts of a run that are complete while others are not, and what the ledger knows about the run",
    why:
      "other parts are missing, or no export of it is recorded, so that no ACK could be matched to it",
    remedy:
      "pack the same again into the same place, which completes it or takes it back; while the run is "
      + "still under way, wait for its end",
    basis: .documented(title: "rumkit-media(5)", section: "INTERRUPTED RUNS"),
    trigger: "pack --split killed after the first of three parts is complete",
    nearMiss: "pack --split run to its end")
}

extension FindingDescriptor {
  /// What packing and verifying find.
  public static let media: [FindingDescriptor] = [
    MediaFindings.overlap, MediaFindings.accountUnknown, MediaFindings.waiverUnused,
    MediaFindings.hashMismatch, MediaFindings.fileMissing, MediaFindings.fileExtra,
    MediaFindings.debris,
    MediaFindings.sumsInvalid, MediaFindings.nameIllegal, MediaFindings.formDiffers,
    MediaFindings.notUsage, MediaFindings.bundleDiffers, MediaFindings.partialLeft,
    MediaFindings.runUnfinished,
    MediaFindings.bagInvalid,
    MediaFindings.fetchRefused, MediaFindings.oxumMismatch, MediaFindings.countMismatch,
    MediaFindings.custodyBroken, MediaFindings.signatureMissing, MediaFindings.signatureFailed,
    MediaFindings.mediaDiffersFromBag,
  ]
}
