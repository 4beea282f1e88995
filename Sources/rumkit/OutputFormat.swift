import ArgumentParser
import Presentation

/// The form of a command's result: one of those that its report has.
struct OutputFormat<Result: HasForms>: ExpressibleByArgument {
  let form: OutputForm

  static var text: Self { Self(.text) }
  static var allValueStrings: [String] { Result.forms.map(\.rawValue) }

  init(_ form: OutputForm) { self.form = form }

  init?(argument: String) {
    guard let form = OutputForm(rawValue: argument), Result.forms.contains(form) else {
      return nil
    }
    self.form = form
  }

  var defaultValueDescription: String { form.rawValue }

  /// The form that the ending of a file asks for, among those of the report.
  static func ending(_ path: String?) -> Self? {
    guard let path, let dot = path.lastIndex(of: ".") else { return nil }
    return switch path[path.index(after: dot)...].lowercased() {
    case "htm": Self(argument: OutputForm.html.rawValue)
    case "markdown": Self(argument: OutputForm.md.rawValue)
    case let ending: Self(argument: ending)
    }
  }
}
