import Foundation
import Presentation

/// What the terminal that shows a result can show.
struct Screen {
  private let environment = ProcessInfo.processInfo.environment

  /// The columns for a result: `COLUMNS`, else the width of the terminal that it goes to; nil where
  /// neither is known.
  ///
  /// - Parameter output: where the result goes; a file has no width of its own.
  func columns(for output: OutputOptions?) -> Int? {
    if let text = environment["COLUMNS"], let columns = Int(text), columns > 0 { return columns }
    return output?.output == nil ? Self.columns(of: 1) : nil
  }

  /// The width of the terminal that a stream goes to; nil where it goes to none.
  static func columns(of stream: Int32) -> Int? {
    var size = winsize()
    guard isatty(stream) == 1, ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// The characters for a chart, by the locale: `LC_ALL`, else `LC_CTYPE`, else `LANG`.
  var glyphs: UsageChart.Glyphs {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    let locale = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
    let charset = locale.lowercased().filter { $0 != "-" }
    return charset.contains("utf8") ? .blocks : .ascii
  }
}
