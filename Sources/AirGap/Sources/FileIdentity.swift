import Foundation

/// Which file a path leads to, whatever the path is called.
public struct FileIdentity: Sendable, Hashable {
  private let device: UInt64
  private let node: UInt64

  /// The file at a path, links followed; nil when there is none.
  init?(_ path: String) {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    device = UInt64(facts.st_dev)
    node = UInt64(facts.st_ino)
  }

  /// For a file that another process reads.
  var text: String { "\(device):\(node)" }
}
