public import LicenseFiles

/// What a reader of archives refuses. A member is a plain file with a safe name, or it is not read.
extension FindingDescriptor {
  /// Findings of archives.
  public static let archive: [FindingDescriptor] =
    gzip + [
      unsafePath, notAPlainFile, duplicateName, fileAndFolder, encrypted, unknownMethod, tooLarge,
      ratio,
      nestedTooDeep, sizeMismatch, trailingJunk, badChecksum, archiveDamaged,
    ]

  private static func archive(
    _ id: String, _ title: String, looksAt: String, why: String, trigger: String
  ) -> FindingDescriptor {
    FindingDescriptor(
      id: "archive/\(id)", title: title, severity: .error, looksAt: looksAt, why: why,
      remedy: "do not use the archive; have it made again, or fetch its files one by one",
      basis: .documented(title: "rumkit(1)", section: "ARCHIVES"), trigger: .described(trigger),
      nearMiss: .document("<smartLicense></smartLicense>\n"))
  }

  static let unsafePath = archive(
    "unsafe-path", "a member's name is not safe",
    looksAt: "absolute names, '..', backslashes, drive letters, control characters, depth",
    why: "unpacked, it would be written outside the folder it is meant for",
    trigger: "a tar with the member ../evil.txt")
  static let notAPlainFile = archive(
    "not-a-plain-file", "a member is not a plain file",
    looksAt:
      "links, devices, and extended headers that say more than a plain file's name and times",
    why: "a link leads elsewhere; such a header hides what a member is",
    trigger: "a tar with a symbolic link")
  static let duplicateName = archive(
    "duplicate-name", "two members have the same name",
    looksAt: "names, also where only case or the spelling of an accent differs",
    why: "which of the two is meant depends on the tool and the disk",
    trigger: "a zip with a.txt and A.TXT")
  static let fileAndFolder = archive(
    "file-and-folder", "a name is a file and a folder",
    looksAt: "the names of files against the folders that other names imply",
    why: "no disk can hold both; which of the two is lost depends on the tool",
    trigger: "a tar with the members a and a/b")
  static let encrypted = archive(
    "encrypted", "a member is encrypted", looksAt: "the flags of each member",
    why: "it cannot be checked", trigger: "a zip made with a password")
  static let unknownMethod = archive(
    "unknown-method", "a member uses an unknown compression method",
    looksAt: "the method of each member, stored and deflate are known; and the marks of ZIP64",
    why: "it cannot be read", trigger: "a zip with bzip2 inside")
  static let tooLarge = archive(
    "too-large", "the archive is too large",
    looksAt: "the size of members (4 GiB), of all together (16 GiB), their number (100,000)",
    why: "it would fill the disk", trigger: "a tar header that promises 8 GiB")
  static let ratio = archive(
    "ratio", "a member expands too much",
    looksAt: "the length of the output compared with the input",
    why: "it would fill memory or disk", trigger: "a zip of ten megabytes of one byte")
  static let nestedTooDeep = archive(
    "nested-too-deep", "archives are nested too deep",
    looksAt: "archives inside archives: tar, tar.gz and zip down to the second level",
    why: "the nesting could go on without end",
    trigger: "a zip in a zip in a zip in a zip")
  static let sizeMismatch = archive(
    "size-mismatch", "the sizes of a member disagree",
    looksAt: "the size in the header, in the directory and of the data",
    why: "two tools would read two different files",
    trigger: "a zip whose local header differs from its directory")
  static let trailingJunk = archive(
    "trailing-junk", "something follows the archive",
    looksAt: "bytes after the end of the archive, and between members",
    why: "it may be a second archive that other tools would read",
    trigger: "a zip with a byte after its end")
  static let badChecksum = archive(
    "bad-checksum", "a checksum does not match",
    looksAt: "the checksum of each tar header and of each zip member",
    why: "what comes out is not what went in", trigger: "a tar with a changed header")
  static let archiveDamaged = archive(
    "damaged", "the archive is damaged", looksAt: "the structure of the archive",
    why: "members are missing or cannot be read", trigger: "a tar that ends inside a member")
}
