import CHost
import Foundation
import LicenseFiles

/// The users and groups of this host.
///
/// The C library knows those of a directory service through plug-ins. A packaged rumkit has a C library of its
/// own and must not load another one's, so it reads the host's files and asks the host's `getent` for the rest.
enum HostAccounts {
  /// The name of a user.
  static func name(ofUser number: uid_t) -> String? {
    entry(getpwuid(number)?.pointee.pw_name, "passwd", String(number), field: 0)
  }

  /// The home folder of a user.
  static func home(ofUser number: uid_t) -> String? {
    entry(getpwuid(number)?.pointee.pw_dir, "passwd", String(number), field: 5)
  }

  /// The name of a group.
  static func name(ofGroup number: gid_t) -> String? {
    entry(getgrgid(number)?.pointee.gr_name, "group", String(number), field: 0)
  }

  /// The number of a group, by its name or as digits.
  static func number(ofGroup name: String) -> gid_t? {
    if let number = gid_t(name) { return number }
    if let entry = getgrnam(name) { return entry.pointee.gr_gid }
    return asked("group", name).flatMap { $0.count > 2 && $0[0] == name ? gid_t($0[2]) : nil }
  }

  private static func entry(
    _ known: UnsafeMutablePointer<CChar>?, _ database: String, _ key: String, field: Int
  ) -> String? {
    if let known { return String(cString: known) }
    return asked(database, key).flatMap { $0.count > field && !$0[field].isEmpty ? $0[field] : nil }
  }

  /// The fields of the entry that the host's `getent` finds; nil where it finds none or is not there. Only a
  /// packaged rumkit asks: elsewhere the C library has looked everywhere already.
  private static func asked(_ database: String, _ key: String) -> [String]? {
    guard ThisProgram.isPackaged, let question = question(database, key),
      let pipe = popen(question, "r")
    else { return nil }
    defer { pclose(pipe) }
    var line = [CChar](repeating: 0, count: 64 << 10)
    guard fgets(&line, Int32(line.count), pipe) != nil else { return nil }
    return fields(
      String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
  }

  /// The command for any plain shell; nil for a key that no entry has. The name of a group may come from
  /// somebody else's backup.
  static func question(_ database: String, _ key: String) -> String? {
    guard !key.isEmpty, !key.hasPrefix("-"), key.isVisible else { return nil }
    return "getent \(database) \(ShellText.word(key)) 2>/dev/null </dev/null"
  }

  static func fields(_ line: String) -> [String] {
    line.prefix { $0 != "\n" }.split(separator: ":", omittingEmptySubsequences: false).map(
      String.init)
  }
}
