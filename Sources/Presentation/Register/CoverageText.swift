import Assessment

extension RegisterCoverage {
  /// How many missing ones a line of text names.
  static let mostNamed = 20

  /// `expected 940, present 931, missing: …`.
  ///
  /// - Parameters:
  ///   - word: what is said of those that are there.
  ///   - more: what follows their number.
  func text(present word: String, more: String = "") -> String {
    var line = "expected \(expected), \(word) \(present.count)\(more)"
    guard !missing.isEmpty else { return line }
    line += ", missing: "
    line += missing.prefix(Self.mostNamed).map { TerminalText.escaped($0.label) }
      .joined(separator: ", ")
    if missing.count > Self.mostNamed {
      line += " and \(missing.count - Self.mostNamed) more (--format json lists them)"
    }
    return line
  }

  /// Where the missing ones stand, a line for each; empty when nothing is known of them.
  var places: String {
    missing.prefix(Self.mostNamed).flatMap(\.records).reduce(into: "") { text, record in
      guard let place = DevicePlace.words(record) else { return }
      text +=
        "      \(TerminalText.escaped(record.udi.description)): "
        + TerminalText.escaped(place, limit: 400) + "\n"
    }
  }

  /// The numbers and who is missing.
  func json(present word: String) -> JSONText {
    .fields(["expected": expected, word: present.count, "missing": missing.map(\.json)])
  }
}

extension RegisterCoverage.Cycle {
  var json: JSONText {
    .fields([
      "group": group, "host_names": hostNames,
      "devices": records.map { JSONText.fields(["": $0.udi, "": DevicePlace.json($0)]) },
    ])
  }
}
