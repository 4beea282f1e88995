import CHost

/// What this program knows of itself.
public enum ThisProgram {
  /// Its version, the only place that has it.
  public static let version = "1.0.0"

  /// True of an executable that `scripts/package` made, which holds everything it needs.
  static var isPackaged: Bool { build != nil }

  /// Version, commit and build, a line each, as far as they are known.
  public static var description: String {
    """
    rumkit \(version)
    commit  \(commit ?? "unknown: not built by scripts/package")
    build   \(build ?? plainBuild)
    """
  }

  /// Makes it independent of the C library of the host, before anything else is done.
  public static func settle() {
    if isPackaged { rumkit_look_up_in_files() }
  }

  private static var commit: String? { rumkit_commit().map { String(cString: $0) } }
  private static var build: String? { rumkit_build().map { String(cString: $0) } }

  private static var plainBuild: String {
    #if DEBUG
      let mode = "debug"
    #else
      let mode = "release"
    #endif
    #if arch(x86_64)
      return "linux-x86_64, \(mode)"
    #elseif arch(arm64)
      return "linux-aarch64, \(mode)"
    #else
      return mode
    #endif
  }
}
