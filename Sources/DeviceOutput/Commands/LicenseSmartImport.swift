import LicenseFiles

/// What the device answers to `license smart import PATH`.
///
/// Only `Import Data Successful` is known from documents; the words of a failure are not, so every
/// other line is kept as it is.
public struct ImportAnswer: Sendable, Hashable {
  /// The file that was imported, as typed; nil when no command was echoed.
  public let path: String?
  /// The line `Import Data Successful`; nil when it was not printed.
  public internal(set) var success: Observed<String>?
  /// Confirmation codes, which belong to the portal.
  public internal(set) var confirmationCodes: [Observed<String>] = []
  /// Every other line: the words of a failure, or whatever else was said.
  public internal(set) var otherLines: [Observed<String>] = []

  /// The name of the file without the disk or the server; nil when no command was echoed.
  package var fileName: String? {
    path.map { path in
      let start = path.lastIndex { $0 == ":" || $0 == "/" }.map(path.index(after:))
      return String(path[(start ?? path.startIndex)...])
    }
  }

  /// True when the device said that the import was successful and nothing else.
  public var isPlainSuccess: Bool { success != nil && otherLines.isEmpty }
}

/// Reads the answer to `license smart import`.
enum LicenseSmartImport {
  static let reader = CommandReader(
    .licenseImport, takesMore: true, signs: [.typical("Import Data Successful")]
  ) { (.importAnswer(read($0.lines, arguments: $0.arguments, $0.context)), []) }

  static func read(
    _ lines: [TranscriptLine], arguments: [String], _ context: OutputContext
  ) -> ImportAnswer {
    var answer = ImportAnswer(path: arguments.first)
    for line in lines {
      let text = line.text.trimmingBlanks
      let observed = context.observed(String(text), line.number)
      if text == "Import Data Successful" || text == "Import Data Successful." {
        answer.success = observed
      } else if let (key, value) = text.keyAndValue, !value.isEmpty,
        key.lowercased().contains("confirmation code")
      {
        // `Last Confirmation code UDI` says which member the code is of, and is not a failure.
        if value != "<none>", key.lowercased().hasSuffix("confirmation code") {
          answer.confirmationCodes.append(observed.map { _ in String(value) })
        }
      } else {
        answer.otherLines.append(observed)
      }
    }
    return answer
  }
}
