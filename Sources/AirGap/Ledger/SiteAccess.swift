import Foundation
import LicenseFiles

/// Why a site that is there cannot be used by this user, in the words of the file system.
enum SiteAccess {
  /// What stands in the way of reading the ledger of a site; nil when nothing does, or nothing is there.
  ///
  /// - Parameter path: the ledger's file, or the folder of the site.
  static func refusal(_ path: String) -> String? {
    var facts = stat()
    guard stat(path, &facts) != 0 else {
      return access(path, R_OK) == 0 ? nil : words(path, facts, "cannot be read")
    }
    guard errno == EACCES else { return nil }
    // The nearest folder above that can be looked at is the one that keeps this user out.
    var folder = path
    repeat {
      folder = PathText.folder(of: folder)
      if stat(folder, &facts) == 0 { return words(folder, facts, "cannot be entered") }
    } while folder != "/" && folder != "."
    return nil
  }

  /// Why what lies there cannot be a ledger: SQLite would wait for a pipe, and what a link in a site
  /// leads to may be anybody's.
  ///
  /// - Parameter mayBeLink: it is a file that somebody named, not one in the folder of a site.
  static func fault(_ path: String, mayBeLink: Bool = false) -> String? {
    var facts = stat()
    if !mayBeLink, lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFLNK {
      return
        "\(path) is a link, not a ledger: put the file itself there, or name the folder of the "
        + "site that it belongs to"
    }
    guard stat(path, &facts) == 0, facts.st_mode & S_IFMT != S_IFREG else { return nil }
    return "\(path) is not a plain file, so it is not a ledger"
  }

  /// What everybody on this host can change of a site; nil where nobody but its owner and group can.
  static func openness(_ folder: String) -> String? {
    var facts = stat()
    for place in [folder, folder + "/" + SiteLedger.fileName]
    where stat(place, &facts) == 0 && facts.st_mode & S_IWOTH != 0 {
      return
        "every user of this host can change \(place) (mode \(mode(facts))), so nothing in it is sure: "
        + "chmod o-w \(ShellText.word(place))"
    }
    return nil
  }

  /// What stands in the way of writing to a site.
  static func refusalToWrite(_ folder: String) -> String {
    var facts = stat()
    let path = folder + "/" + SiteLedger.fileName
    for place in [path, folder] where access(place, W_OK) != 0 && stat(place, &facts) == 0 {
      return words(place, facts, "can only be read here")
    }
    return "\(path) can only be read here"
  }

  static func words(_ path: String, _ facts: stat, _ what: String) -> String {
    "\(path) \(what): it belongs to \(owner(facts)) with mode \(mode(facts)), and you are "
      + "\(name(getuid())); a site for several users is made with rumkit site init --shared GROUP"
  }

  /// The last four octal digits, as chmod takes them.
  static func mode(_ facts: stat) -> String { zeroPadded(facts.st_mode & 0o7777, 4, radix: 8) }

  private static func owner(_ facts: stat) -> String {
    "\(name(facts.st_uid)):\(HostAccounts.name(ofGroup: facts.st_gid) ?? String(facts.st_gid))"
  }

  private static func name(_ user: uid_t) -> String {
    HostAccounts.name(ofUser: user) ?? "user \(user)"
  }
}
