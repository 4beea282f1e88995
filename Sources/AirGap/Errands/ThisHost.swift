import Foundation

/// What this host says of itself.
public enum ThisHost {
  /// Its name.
  public static var name: String { ProcessInfo.processInfo.hostName }
  /// The user.
  static var userName: String {
    let name = NSUserName()
    return name.isEmpty ? "unknown" : name
  }
  /// Its clock, epoch seconds UTC.
  public static var clock: Int64 { Int64(Date().timeIntervalSince1970) }
}
