/// A form in which a result can be written.
public enum OutputForm: String, CaseIterable, Sendable {
  /// For a person at a terminal.
  case text
  case json, csv
  /// A line of JSON for each entry.
  case ndjson
  case html
  /// Markdown.
  case md
  /// A calendar of deadlines.
  case ics
  /// The language of manual pages.
  case mdoc
}

/// What the writing of a form depends on.
public struct Layout: Sendable {
  /// The width of the terminal; nil where it does not matter.
  public var columns: Int?
  /// Says more: whole tags, remedies of notes, whole lists.
  public var isVerbose: Bool
  /// Leaves CSV cells as they are, also those that begin like a formula.
  public var isRaw: Bool

  /// Creates a layout; without arguments, one of a pipe.
  public init(columns: Int? = nil, isVerbose: Bool = false, isRaw: Bool = false) {
    self.columns = columns
    self.isVerbose = isVerbose
    self.isRaw = isRaw
  }
}

/// What has forms to choose from.
public protocol HasForms {
  /// The forms that it has, in the order of ``OutputForm``.
  static var forms: [OutputForm] { get }
}

/// A result that can be written. Its forms are those whose protocols it takes up; each asks for one
/// function.
public protocol Report: HasForms {
  /// Writes it, piece by piece where it can be long.
  ///
  /// - Parameters:
  ///   - form: one of ``HasForms/forms``; in another nothing is written.
  ///   - layout: the circumstances.
  ///   - sink: takes the next piece.
  func write(_ form: OutputForm, _ layout: Layout, to sink: @escaping (String) -> Void)
}

package protocol TextReport: Report {
  /// The text in lines of any length. What is pasted is marked by ``WrappedText/command(_:)`` or stands in
  /// backquotes.
  func draft(_ layout: Layout) -> String
}
package protocol JSONReport: Report { var json: JSONText { get } }
package protocol CSVReport: Report { func csv(isRaw: Bool) -> String }
package protocol LinesReport: Report { var ndjson: String { get } }
package protocol PageReport: Report { var page: Page { get } }
package protocol MarkdownReport: Report { var markdown: String { get } }
package protocol CalendarReport: Report { var calendar: String { get } }
package protocol ManualReport: Report { var mdoc: String { get } }

extension Report {
  /// Those whose protocols it takes up.
  public static var forms: [OutputForm] {
    OutputForm.allCases.filter { form in
      switch form {
      case .text: self is any TextReport.Type
      case .json: self is any JSONReport.Type
      case .csv: self is any CSVReport.Type
      case .ndjson: self is any LinesReport.Type
      case .html: self is any PageReport.Type
      case .md: self is any MarkdownReport.Type
      case .ics: self is any CalendarReport.Type
      case .mdoc: self is any ManualReport.Type
      }
    }
  }

  /// Writes it in one piece; a page part by part.
  public func write(_ form: OutputForm, _ layout: Layout, to sink: @escaping (String) -> Void) {
    switch form {
    // Whatever a report forgot to escape must not control the terminal.
    case .text: (self as? any TextReport).map { sink(TerminalText.lines($0.text(layout))) }
    case .json: (self as? any JSONReport).map { $0.json.write(to: sink) }
    case .csv: (self as? any CSVReport).map { sink($0.csv(isRaw: layout.isRaw)) }
    case .ndjson: (self as? any LinesReport).map { sink($0.ndjson) }
    case .html: (self as? any PageReport).map { $0.page.write(sink) }
    case .md: (self as? any MarkdownReport).map { sink(TerminalText.lines($0.markdown)) }
    case .ics: (self as? any CalendarReport).map { sink($0.calendar) }
    case .mdoc: (self as? any ManualReport).map { sink($0.mdoc) }
    }
  }
}

extension TextReport {
  /// The text in lines that fit.
  package func text(_ layout: Layout) -> String {
    WrappedText.block(draft(layout), columns: layout.columns)
  }

  /// The text where nothing is known of the terminal.
  package var text: String { text(Layout()) }

  package func text(columns: Int? = nil, isVerbose: Bool = false) -> String {
    text(Layout(columns: columns, isVerbose: isVerbose))
  }
}

extension CSVReport {
  /// The table with cells that no spreadsheet takes for a formula.
  package func csv() -> String { csv(isRaw: false) }
}
