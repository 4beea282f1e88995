public import Assessment
import LicenseFiles

/// What a run of `redact` did: for the person who made the copy, because it names the originals.
public struct RedactionReport: TextReport, JSONReport, Sendable {
  private let output: String
  private let isFolder: Bool
  private let documents: [RedactedDocument]
  private let counts: [(kind: IdentityKind, values: Int, places: Int)]
  private let removed: Int
  private let map: String?

  /// The report of a run that is over.
  ///
  /// - Parameters:
  ///   - outcome: what was found and replaced.
  ///   - output: where the copy is.
  ///   - map: where the list of pseudonyms is.
  public init(
    _ outcome: RedactionOutcome, output: String, map: String?
  ) {
    let vault = outcome.vault
    self.output = output
    isFolder = outcome.isFolder
    self.map = map
    documents = outcome.documents
    removed = vault.removed
    var values: [IdentityKind: Int] = [:]
    for entry in vault.entries { values[entry.kind, default: 0] += 1 }
    counts = values.sorted { $0.key < $1.key }.map {
      ($0.key, $0.value, vault.replaced[$0.key] ?? 0)
    }
  }

  /// For people.
  package func draft(_ layout: Layout) -> String {
    var lines: [String] = []
    for document in documents where document.form != nil {
      let copy = isFolder ? "\(output)/\(document.copy)" : output
      lines.append(TerminalText.escaped("\(document.name) -> \(copy)", limit: 4000))
    }
    lines.append("")
    lines.append("Replaced                values   places")
    for count in counts {
      let name = count.kind.rawValue.replacing("-", with: " ")
      lines.append(
        "  " + name + String(repeating: " ", count: max(1, 20 - name.count))
          + Self.right(count.values, 8) + Self.right(count.places, 9))
    }
    lines.append("Removed (keys, tokens, signatures, passwords): \(removed)")
    lines.append("")
    lines.append(
      "Read the copy before you send it: a name that only a person would recognise stays.")
    if let map {
      lines.append(
        TerminalText.escaped("The originals are in \(map): keep it private.", limit: 4000))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func right(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: " ", count: max(1, width - digits.count)) + digits
  }

  /// The schema `rumkit.redaction/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.redaction/1", "output": output,
      "files": documents.filter { $0.form != nil }.map {
        JSONText.fields([
          "file": $0.name, "kind": $0.kind.rawValue,
          "copy": isFolder ? "\(output)/\($0.copy)" : output,
        ])
      },
      "passed_over": documents.filter { $0.form == nil }.map {
        JSONText.fields(["file": $0.name, "reason": $0.refusal])
      },
      "replaced": counts.map {
        JSONText.fields(["kind": $0.kind.rawValue, "values": $0.values, "places": $0.places])
      }, "removed": removed, "map": map,
    ])
  }

  /// The list of originals and pseudonyms as CSV.
  public static func map(_ vault: IdentityVault) -> String {
    vault.entries.reduce(CSVText.row(["kind", "original", "pseudonym"])) {
      $0 + CSVText.row([$1.kind.rawValue, $1.original, $1.pseudonym])
    }
  }
}
