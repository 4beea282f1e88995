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
    var folder = (path as NSString).deletingLastPathComponent
    while !folder.isEmpty {
      if stat(folder, &facts) == 0 { return words(folder, facts, "cannot be entered") }
      let above = (folder as NSString).deletingLastPathComponent
      guard above != folder else { return nil }
      folder = above
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
    let group = getgrgid(facts.st_gid).map { String(cString: $0.pointee.gr_name) }
    return "\(name(facts.st_uid)):\(group ?? String(facts.st_gid))"
  }

  private static func name(_ user: uid_t) -> String {
    getpwuid(user).map { String(cString: $0.pointee.pw_name) } ?? "user \(user)"
  }
}
