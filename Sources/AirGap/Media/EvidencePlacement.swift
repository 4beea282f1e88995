/// Whether evidence may lie at a place, decided over facts: it must not leave with the media.
public enum EvidencePlacement {
  /// What is known of the filesystem that a path lies on.
  public struct Filesystem: Sendable, Hashable {
    /// The device number.
    public var device: UInt64
    /// The type, for example `ext4` or `vfat`; nil when it is not known.
    var type: String?
    /// What the kernel says of the disk; nil when it says nothing.
    var isRemovable: Bool?

    /// Creates facts.
    init(device: UInt64, type: String? = nil, isRemovable: Bool? = nil) {
      self.device = device
      self.type = type
      self.isRemovable = isRemovable
    }
  }

  /// A place: its absolute path with links resolved, and its filesystem.
  public struct Place: Sendable, Hashable {
    /// The path.
    var path: String
    /// Where it lies.
    var filesystem: Filesystem
  }

  /// Filesystems of sticks and discs. A disk in a USB case calls itself fixed, so its filesystem
  /// decides too.
  static let travellingTypes: Set<String> = [
    "vfat", "msdos", "exfat", "udf", "iso9660", "fuseblk", "ntfs", "ntfs3", "hfsplus",
  ]

  /// Why the evidence may not lie there; nil when it may.
  ///
  /// 1. Not at the output, not inside it, and not around it.
  /// 2. Not on the output's filesystem when that one is removable.
  static func refusal(evidence: Place, output: Place) -> String? {
    if evidence.path == output.path { return "the evidence and the output are the same place" }
    if isInside(evidence.path, output.path) {
      return "the evidence is inside the output and would leave with it"
    }
    if isInside(output.path, evidence.path) { return "the output is inside the evidence" }
    guard evidence.filesystem.device == output.filesystem.device else { return nil }
    let filesystem = output.filesystem
    let travels = filesystem.type.map { travellingTypes.contains($0) } ?? false
    if filesystem.isRemovable == true || travels {
      return "the evidence is on the same removable medium as the output and would leave with it"
    }
    return nil
  }

  private static func isInside(_ path: String, _ folder: String) -> Bool {
    path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }
}
