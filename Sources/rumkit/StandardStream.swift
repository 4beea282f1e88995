import Foundation

/// Standard output and standard error. A full disk is reported and never a crash.
enum StandardStream: Int32 {
  case output = 1
  case error = 2

  /// Writes everything.
  ///
  /// - Returns: false when it could not be written; `errno` says why. A reader that went away ends the
  ///   program, as is usual in a pipe.
  @discardableResult
  func write(_ bytes: some Collection<UInt8>) -> Bool {
    if isatty(rawValue) == 1 { ProgressLine.shared.clear() }
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(rawValue, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
