import AirGap
import Foundation
import LicenseFiles
import Presentation

/// Where results and messages go: results to standard output or a file, messages to standard error.
struct Console {
  var isQuiet = false
  var color: ColorChoice = .auto

  /// Says what went wrong.
  func error(_ message: String) { say("error", message, "31") }

  /// Says what a person should look at.
  func warning(_ message: String) {
    if !isQuiet { say("warning", message, "33") }
  }

  /// Says what to do.
  func hint(_ message: String) {
    if !isQuiet { say("hint", message, "36") }
  }

  /// Shows how far long work is, on one line that the next one replaces; nil clears it. Only for a
  /// terminal: the caller asks.
  func progress(_ text: String?) {
    let line = "\r\u{1B}[K" + (text.map { TerminalText.escaped($0, limit: 200) } ?? "")
    StandardStream.error.write(line.utf8)
  }

  private func say(_ word: String, _ message: String, _ code: String) {
    let line = WrappedText.message(
      "rumkit: \(word): \(TerminalText.escaped(message, limit: 2000))",
      columns: Screen.columns(of: 2))
    let painted = "rumkit: \u{1B}[\(code)m\(word):\u{1B}[0m"
    let shown = paints ? painted + line.dropFirst("rumkit: \(word):".count) : line
    StandardStream.error.write((shown + "\n").utf8)
  }

  /// Colour is never the only signal: the word is always there. An empty NO_COLOR asks for nothing
  /// (no-color.org).
  private var paints: Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: isatty(2) == 1 && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    }
  }

  /// Says that standard output could not be written.
  func sayUnwritten() {
    error(
      "the result could not be written: \(String(cString: strerror(errno)).lowercased()); what the command has "
        + "done so far stands")
  }

  /// Writes a result.
  ///
  /// - Throws: ``ExitStatus/failed`` when it cannot be written, ``ExitStatus/usage`` when the file
  ///   exists and may not be replaced; the reason has been printed.
  func give(_ text: String, to output: OutputOptions? = nil) throws(ExitStatus) {
    let text = TerminalText.lines(text)
    guard let output, let path = output.output else {
      let text = WrappedText.block(text, columns: Screen().columns(for: nil))
      guard !StandardStream.output.write(text.utf8) else { return }
      sayUnwritten()
      throw .failed
    }
    do throws(OutputError) {
      let file = try AtomicFile(path: path, overwrite: output.force)
      try file.write(Array(text.utf8))
      try file.commit()
    } catch {
      throw say(error, isForced: output.force)
    }
  }

  /// Writes several results as files of a new folder, all or none.
  ///
  /// - Parameter fill: writes the files, one after the other.
  /// - Throws: as ``give(_:to:)``.
  func give(
    into folder: String,
    _ fill: (_ write: (_ name: String, _ text: String) throws(OutputError) -> Void)
      throws(OutputError) -> Void
  ) throws(ExitStatus) {
    do throws(OutputError) {
      let made = try AtomicFolder(path: folder)
      try fill { name, text throws(OutputError) in
        try made.write(Array(text.utf8), to: name)
      }
      try made.commit()
    } catch {
      self.error(error.reason)
      throw error == OutputError(.exists, "") ? .usage : .failed
    }
  }

  /// Says why a result could not be written, and which status that is.
  func say(_ failure: OutputError, isForced: Bool) -> ExitStatus {
    error(failure.reason)
    if failure == OutputError(.folder, "") { return .usage }
    guard failure == OutputError(.exists, ""), !isForced else { return .failed }
    hint("give --force to replace it")
    return .usage
  }
}
