public import LicenseFiles

/// How far long work is, in one line for a terminal.
public enum ProgressWording {
  /// A piece of work.
  ///
  /// - Parameters:
  ///   - work: what is being done.
  ///   - seconds: since when the same piece has been done.
  ///   - columns: the width of the terminal; the name of a file is cut to fit, its end stays.
  public static func line(_ work: WorkInHand, seconds: Double, columns: Int) -> String {
    let (verb, unit) =
      switch work.kind {
      case .reading: ("reading", Unit.bytes)
      case .judging: ("judging", Unit.seconds)
      case .verifying: ("verifying", Unit.events)
      }
    let done = work.kind == .judging ? Int64(seconds) : work.done
    var numbers = unit.text(done, of: work.total)
    if seconds >= 1, work.kind != .judging {
      numbers += ", " + unit.text(Int64(Double(work.done) / seconds)) + "/s"
    }
    if work.number > 1, work.kind == .reading { numbers += " (file \(work.number))" }
    let room = columns - 1 - verb.count - 1 - 2 - numbers.count
    let name = TerminalText.escaped(work.name)
    guard room >= 8 else { return String("\(verb): \(numbers)".prefix(max(0, columns - 1))) }
    let shown = name.count > room ? "..." + name.suffix(room - 3) : name
    return "\(verb) \(shown): \(numbers)"
  }

  private enum Unit {
    case bytes
    case events
    case seconds

    func text(_ done: Int64, of total: Int64?) -> String {
      guard let total, total >= done, total > 0 else { return text(done) }
      let percent = Int64(Double(done) / Double(total) * 100)
      return "\(text(done)) of \(text(total)), \(percent)%"
    }

    func text(_ count: Int64) -> String {
      switch self {
      case .events: counted(count, "event")
      case .seconds: "\(count) s"
      case .bytes where count < 1_000_000: "\(count / 1_000) kB"
      case .bytes where count < 10_000_000_000: "\(count / 1_000_000) MB"
      case .bytes: "\(count / 1_000_000_000) GB"
      }
    }
  }
}
