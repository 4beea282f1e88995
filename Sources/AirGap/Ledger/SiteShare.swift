import Foundation

/// What is made in a shared site serves its group, whatever the umask of who made it; and what root makes
/// in a user's site is that user's.
enum SiteShare {
  /// Gives a file or folder to those who use the folder that it was made in.
  static func give(_ path: String, like folder: String) {
    var around = stat()
    var facts = stat()
    guard stat(folder, &around) == 0, lstat(path, &facts) == 0,
      facts.st_mode & S_IFMT != S_IFLNK
    else { return }
    if geteuid() == 0, around.st_uid != facts.st_uid { lchown(path, around.st_uid, around.st_gid) }
    guard isShared(around), facts.st_uid == geteuid() || geteuid() == 0 else { return }
    let isFolder = facts.st_mode & S_IFMT == S_IFDIR
    chmod(path, isFolder ? 0o2770 : (facts.st_mode & 0o777) | 0o660)
  }

  /// The same of everything in a folder.
  static func giveAll(_ path: String, like folder: String) {
    give(path, like: folder)
    for entry in (try? folderEntries(path)) ?? [] { giveAll(path + "/" + entry.name, like: folder) }
  }

  /// True of a folder whose group may write, and gives what is made in it to that group.
  static func isShared(_ folder: stat) -> Bool {
    folder.st_mode & S_IWGRP != 0 && folder.st_mode & S_ISGID != 0
  }
}
