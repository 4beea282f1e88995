/// Names that messages carry without a label: what stands around them tells.
///
/// Source: messages and outputs of IOS XE in public collections.
enum NamesInMessages {
  private struct Form: Sendable {
    let kind: IdentityKind
    /// Which words of a line are the name. Takes time in proportion to the line.
    let names: @Sendable (LineWords) -> [Int]
  }

  private static let forms: [Form] = [
    // `wlc-1 uptime is 4 weeks`; a clock and a kernel have one too.
    Form(kind: .hostName) { words in
      words[1] == "uptime" && words[2] == "is" && !["ntp", "kernel"].contains(words[0]) ? [0] : []
    },
    // `by USER on vty0 (…)`, but `configured on console`.
    Form(kind: .user) { words in
      words.words.indices.filter { index in
        words[index + 1] == "on" && words[index] != "configured"
          && (words[index + 2].hasPrefix("vty") || words[index + 2] == "console")
      }
    },
    // `USER@vty0`.
    Form(kind: .user) { words in
      words.words.indices.filter { words[$0].contains("@vty") || words[$0].hasSuffix("@console") }
    },
    // `AP NAME (0011.2233.4455)`.
    Form(kind: .hostName) { words in
      words.words.indices.filter { index in
        words[index - 1] == "ap" && words[index + 1].hasPrefix("(")
          && words[index + 1].contains(".")
      }
    },
    // `Trying HOST (192.0.2.1)...`.
    Form(kind: .hostName) { words in
      words[0] == "trying" && words[2].hasPrefix("(") && words[2].hasSuffix("...")
        && words[2].contains { $0 == "." || $0 == ":" } ? [1] : []
    },
    // `User-Name USER … AuditSessionID …`, of sessions.
    Form(kind: .user) { words in
      guard let label = words.words.firstIndex(of: "user-name"),
        words.words.contains("auditsessionid"), !words[label + 1].hasPrefix("[")
      else { return [] }
      return [label + 1]
    },
    // `%CDP-4-DUPLEX_MISMATCH: … with HOST Gi1/0/1`.
    Form(kind: .hostName) { words in
      guard let label = words.words.lastIndex(of: "with"), words.words.contains("mismatch"),
        words.words.contains(where: { $0.hasPrefix("%cdp-4-") })
      else { return [] }
      return [label + 1]
    },
  ]

  static func spans(_ words: LineWords) -> [TextRedaction.Span] {
    forms.flatMap { form in
      form.names(words).filter(words.ranges.indices.contains).map {
        TextRedaction.Span(range: words.ranges[$0], kind: form.kind)
      }
    }
  }
}
