import LicenseFiles

/// One trustpoint of `show crypto pki trustpoints`.
public struct Trustpoint: Sendable, Hashable {
  /// `SLA-TrustPoint`, `CISCO_IDEVID_SUDI`, `TP-self-signed-…`.
  public let name: Observed<String>
  /// The lines under it, as printed.
  public internal(set) var lines: [Observed<String>] = []
}

/// Reads `show crypto pki trustpoints`.
enum ShowPKITrustpoints {
  static let reader = CommandReader(
    .showPKITrustpoints, takesMore: true, signs: [.typical { name(String($0)) != nil }]
  ) { output in
    let (facts, unknown) = read(output.lines, output.context)
    return (.trustpoints(facts), unknown)
  }

  static func read(
    _ lines: [TranscriptLine], _ context: OutputContext
  ) -> (trustpoints: [Trustpoint], unknown: [TranscriptLine]) {
    var trustpoints: [Trustpoint] = []
    var unknown: [TranscriptLine] = []
    for line in lines {
      let text = line.text.trimmingBlanks
      if let name = name(line.text) {
        trustpoints.append(Trustpoint(name: context.observed(String(name), line.number)))
      } else if let last = trustpoints.indices.last, line.text.indentation > 0 {
        trustpoints[last].lines.append(context.observed(String(text), line.number))
      } else {
        unknown.append(line)
      }
    }
    return (trustpoints, unknown)
  }

  /// `Trustpoint SLA-TrustPoint:`.
  static func name(_ text: String) -> Substring? {
    guard let rest = text.after(prefix: "Trustpoint "), rest.utf8.last == 0x3A,
      rest.words.count == 1
    else { return nil }
    return rest.dropLast()
  }
}
