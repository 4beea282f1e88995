import Foundation
import LicenseFiles
import Presentation
import Synchronization

/// What a long run is at, on one line of the terminal that standard error goes to. It stands there only while
/// nothing else is written: any other text takes its place.
final class ProgressLine: Sendable {
  /// There is one terminal.
  static let shared = ProgressLine()

  /// How long a run goes on before anything is shown, and how long a line stands, in seconds.
  private static let patience = 1.0
  private static let pace = 0.25

  private struct State {
    var isShown = false
    var isOver = false
    /// Since when nobody has read anything new.
    var since = ContinuousClock.now
    /// The piece of work that was shown last, and since when.
    var number = 0
    var begun = ContinuousClock.now
  }

  private let state = Mutex(State())

  /// The meter whose work is shown from now on; nil where nobody looks.
  static func meter(isQuiet: Bool) -> WorkMeter? {
    let terminal = ProcessInfo.processInfo.environment["TERM"] ?? "dumb"
    guard !isQuiet, isatty(2) == 1, terminal != "dumb" else { return nil }
    let meter = WorkMeter { shared.clear() }
    // However the program ends, the line is gone before the prompt of the shell comes.
    atexit { ProgressLine.shared.end() }
    Thread.detachNewThread {
      repeat { Thread.sleep(forTimeInterval: pace) } while shared.show(meter)
    }
    return meter
  }

  /// Takes the line away, for something else is about to be written.
  func clear() { state.withLock { Self.clear(&$0) } }

  private func end() {
    state.withLock { state in
      Self.clear(&state)
      state.isOver = true
    }
  }

  private static func clear(_ state: inout State) {
    state.since = .now
    guard state.isShown else { return }
    state.isShown = false
    write("\r\u{1B}[K")
  }

  /// - Returns: false when nothing will be shown any more.
  private func show(_ meter: WorkMeter) -> Bool {
    state.withLock { state in
      guard !state.isOver else { return false }
      guard let work = meter.work else { return true }
      let now = ContinuousClock.now
      if work.number != state.number { (state.number, state.begun) = (work.number, now) }
      guard state.since.duration(to: now) >= .seconds(Self.patience) else { return true }
      let parts = state.begun.duration(to: now).components
      let line = ProgressWording.line(
        work, seconds: Double(parts.seconds) + Double(parts.attoseconds) * 1e-18,
        columns: Screen.columns(of: 2) ?? 80)
      state.isShown = true
      Self.write("\r\u{1B}[K" + line)
      return true
    }
  }

  /// Not by ``StandardStream``, which clears the line.
  private static func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { Foundation.write(2, $0.baseAddress, $0.count) }
  }
}
