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
  /// Its clock, epoch seconds UTC.
  public static var clock: Int64 { Int64(Date().timeIntervalSince1970) }
}
