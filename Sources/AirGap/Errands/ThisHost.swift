import Foundation

/// What this host says of itself.
public enum ThisHost {
  /// Its name.
  public static var name: String { ProcessInfo.processInfo.hostName }
  /// The user.
  static var userName: String {
    let environment = ProcessInfo.processInfo.environment
    return [HostAccounts.name(ofUser: geteuid()), environment["LOGNAME"], environment["USER"]]
      .compactMap { $0 }.first { !$0.isEmpty } ?? "unknown"
  }
  /// The user's home folder.
  public static var home: String {
    ProcessInfo.processInfo.environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
      ?? HostAccounts.home(ofUser: geteuid()) ?? "/"
  }
  /// True where a person can be asked on a terminal.
  public static var hasTerminal: Bool {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    if terminal >= 0 { close(terminal) }
    return terminal >= 0
  }
  /// Its clock, epoch seconds UTC.
  public static var clock: Int64 { Int64(Date().timeIntervalSince1970) }
}
