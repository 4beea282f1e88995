import Foundation

/// How the terminal of this program is set. A program that asked for a password on it, and was ended, may
/// leave it without an echo.
struct TerminalSettings: Sendable {
  private let settings: termios

  /// As they are now; nil without a terminal.
  init?() {
    guard let settings = Self.withTerminal({ Self.settings(of: $0) }) ?? nil else { return nil }
    self.settings = settings
  }

  /// True where what is typed shows.
  var echoes: Bool { settings.c_lflag & tcflag_t(ECHO) != 0 }

  /// Sets it so again, where the echo is another one now.
  func restore() {
    guard TerminalSettings()?.echoes == !echoes else { return }
    _ = Self.withTerminal { terminal in
      // Who is in the background would be stopped.
      guard tcgetpgrp(terminal) == getpgrp() else { return }
      var settings = settings
      _ = tcsetattr(terminal, TCSANOW, &settings)
    }
  }

  private static func settings(of terminal: Int32) -> termios? {
    var settings = termios()
    return tcgetattr(terminal, &settings) == 0 ? settings : nil
  }

  private static func withTerminal<Value>(_ body: (Int32) -> Value) -> Value? {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else { return nil }
    defer { close(terminal) }
    return body(terminal)
  }
}
