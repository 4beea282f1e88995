public import LicenseFiles

/// The published texts of findings, for `explain` and for the manual.
public struct CatalogueReport: TextReport, JSONReport, ManualReport, Sendable {
  private let descriptors: [FindingDescriptor]
  private let isList: Bool

  /// Creates a report; the findings are listed by id.
  ///
  /// - Parameters:
  ///   - descriptors: the findings.
  ///   - isList: the text has one line for each.
  public init(_ descriptors: [FindingDescriptor], isList: Bool = false) {
    self.isList = isList
    self.descriptors = descriptors.sorted { $0.id < $1.id }
  }

  /// One line for each finding.
  private var list: String {
    Table<FindingDescriptor>(
      descriptors,
      [
        .text("ID") { $0.id }, .text("SEVERITY") { $0.severity.rawValue },
        .text("BASIS") { $0.basis.certainty }, .text("TITLE") { $0.title },
      ]
    ).text()
  }

  /// Everything about each finding.
  package func draft(_ layout: Layout) -> String {
    guard !isList else { return list }
    let texts = descriptors.map { descriptor in
      let lines = LabelledLines(
        [
          ("looks at", descriptor.looksAt), ("why", descriptor.why), ("remedy", descriptor.remedy),
          ("basis", "\(descriptor.basis.certainty): \(descriptor.basis.source)"),
        ], indent: 2, limit: 2000)
      return "\(descriptor.id) (\(descriptor.severity.rawValue)): \(descriptor.title)\n\n"
        + lines.text
        + (layout.isVerbose ? Self.examples(descriptor) : "")
    }
    return texts.joined(separator: "\n")
      + (layout.isVerbose
        ? "" : "\n--verbose shows an example that triggers it, and one that does not\n")
  }

  private static func examples(_ descriptor: FindingDescriptor) -> String {
    "\n  triggers it:\n\(indented(descriptor.trigger))\n  does not trigger it:\n\(indented(descriptor.nearMiss))"
  }

  private static func indented(_ example: FindingExample) -> String {
    let lines: [String]
    switch example {
    case .document(let text): lines = text.split(separator: "\n").map(String.init)
    case .documents(let texts):
      lines = texts.flatMap { ["--- a file"] + $0.split(separator: "\n").map(String.init) }
    case .hexadecimal(let digits): lines = ["(hexadecimal) " + digits]
    case .described(let text): lines = ["(" + text + ")"]
    }
    return lines.map { "    " + TerminalText.escaped($0, limit: 2000) + "\n" }.joined()
  }

  /// `rumkit.catalogue/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.catalogue/1",
      "findings": descriptors.map { descriptor in
        JSONText.fields([
          "id": descriptor.id, "title": descriptor.title, "severity": descriptor.severity.rawValue,
          "looks_at": descriptor.looksAt, "why": descriptor.why, "remedy": descriptor.remedy,
          "basis": descriptor.basis.json,
        ])
      },
    ])
  }

  /// The list of the manual page `rumkit-findings(7)`, in mdoc.
  public var mdoc: String {
    var result = ".Bl -tag -width Ds\n"
    for descriptor in descriptors {
      result += ".It Sy \(descriptor.id) Pq \(descriptor.severity.rawValue)\n"
      result += Self.sentence(descriptor.title)
      result += ".br\nLooks at: \(Self.mdocText(descriptor.looksAt)).\n"
      result += ".br\nWhy: \(Self.mdocText(descriptor.why)).\n"
      result += ".br\nRemedy: \(Self.mdocText(descriptor.remedy)).\n"
      result +=
        ".br\nBasis: \(descriptor.basis.certainty), \(Self.mdocText(descriptor.basis.source)).\n"
    }
    return result + ".El\n"
  }

  private static func sentence(_ text: String) -> String {
    mdocText(text.prefix(1).uppercased() + text.dropFirst()) + ".\n"
  }

  private static func mdocText(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("'", with: "\\(aq")
      .replacing("…", with: "...")
  }
}
