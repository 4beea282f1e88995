import Foundation

/// Where a site is looked for when a command does not name it.
public struct SitePlace: Sendable, Hashable {
  /// The folder.
  public let folder: String
  /// True when the user named it, by option or environment; a site must be there then.
  public let isNamed: Bool

  /// The place by an option, else by `RUMKIT_SITE`, else in `XDG_STATE_HOME`, else in the home folder.
  public init(option: String?) {
    self.init(option: option, environment: ProcessInfo.processInfo.environment)
  }

  init(option: String?, environment: [String: String]) {
    func value(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    if let named = option ?? value("RUMKIT_SITE") {
      folder = named
      isNamed = true
      return
    }
    isNamed = false
    // A relative XDG_STATE_HOME counts as unset (XDG Base Directory Specification).
    if let state = value("XDG_STATE_HOME"), state.hasPrefix("/") {
      folder = state + "/rumkit"
    } else {
      folder = (value("HOME") ?? ThisHost.home) + "/.local/state/rumkit"
    }
  }

  /// True when a ledger is there, also one that this user may not look at: it must not be skipped.
  public var isInUse: Bool {
    let path = folder + "/" + SiteLedger.fileName
    return FileManager.default.fileExists(atPath: path) || SiteAccess.refusal(path) != nil
  }

  /// The kind of the filesystem when it lies on a network, where locks cannot be trusted; else nil.
  var networkFilesystem: String? {
    guard let type = try? FilesystemProbe().place(folder).filesystem.type else { return nil }
    let kinds: Set<String> = [
      "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "9p", "ceph", "glusterfs", "lustre",
      "gpfs", "fuse.sshfs", "fuse.glusterfs", "fuse.davfs", "davfs", "afpfs", "vboxsf",
      "fuse.vmhgfs-fuse",
    ]
    return kinds.contains(type) ? type : nil
  }
}
