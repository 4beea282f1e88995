import LicenseFiles

/// How good or bad something is. Words and a sign say it; the colour only repeats them.
enum PageLevel: Sendable, Hashable, CaseIterable {
  case good, plain, attention, bad, unknown

  var look: PageClass {
    switch self {
    case .good: .good
    case .plain: .plain
    case .attention: .attention
    case .bad: .bad
    case .unknown: .unknown
    }
  }

  /// A sign whose shape tells the level.
  var sign: String {
    switch self {
    case .good: "\u{2713}"
    case .plain: "\u{2022}"
    case .attention: "!"
    case .bad: "\u{2715}"
    case .unknown: "?"
    }
  }
}

extension PageLevel {
  /// The level of a finding.
  init(_ severity: Severity) {
    switch severity {
    case .error: self = .bad
    case .warning: self = .attention
    case .note: self = .plain
    }
  }
}

extension HTML {
  /// A state in a word or two, with a sign.
  static func badge(_ level: PageLevel, _ words: String) -> HTML {
    .element(
      .span, [.looks(.badge, level.look)],
      [.element(.span, [.decorative], text: level.sign), .text(" " + words)])
  }

  /// A paragraph.
  static func paragraph(_ text: String, _ look: PageClass? = nil) -> HTML {
    .element(.p, look.map { [.looks($0)] } ?? [], text: text)
  }

  /// A statement that must not be skipped.
  static func notice(_ level: PageLevel, _ title: String, _ text: String? = nil) -> HTML {
    .element(
      .div, [.looks(.notice, level.look)],
      [
        .element(
          .p, [],
          [
            .element(.span, [.decorative], text: level.sign), .text(" "),
            .element(.strong, [], text: title),
          ])
      ] + (text.map { [.paragraph($0)] } ?? []))
  }

  /// Labels and values, one under the other.
  static func facts(_ rows: [(label: String, value: HTML)]) -> HTML {
    guard !rows.isEmpty else { return .empty }
    return .element(
      .dl, [.looks(.facts)],
      rows.map { row in
        .element(
          .div, [], [.element(.dt, [], text: row.label), .element(.dd, [], [row.value])])
      })
  }

  /// A few numbers that matter, large.
  static func figures(_ items: [(label: String, value: String, level: PageLevel)]) -> HTML {
    .element(
      .dl, [.looks(.figures)],
      items.map { item in
        .element(
          .div, [.looks(.figure, item.level.look)],
          [.element(.dt, [], text: item.label), .element(.dd, [], text: item.value)])
      })
  }

  /// A list.
  static func list(_ items: [HTML], isNumbered: Bool = false) -> HTML {
    .element(isNumbered ? .ol : .ul, [], items.map { .element(.li, [], [$0]) })
  }

  /// Boxes to tick with a pen, one for each line.
  static func ticks(_ lines: [String]) -> HTML {
    .element(
      .ul, [.looks(.tick)],
      lines.map { .element(.li, [], [.text($0)]) })
  }

  /// A hash or an id, in full, which breaks anywhere.
  static func hash(_ text: String) -> HTML {
    .element(.code, [.looks(.hash)], text: text)
  }

  /// A name, a day or a UDI, which stays on one line unless it is longer than a line should be.
  static func whole(_ text: String) -> HTML { whole(.span, text) }

  /// Words, each of which stays on one line like ``whole(_:)``, cut after so many characters.
  static func words(_ text: String, limit: Int = HTMLText.limit) -> HTML {
    let cut = text.count > limit ? text.prefix(limit) + "…" : text[...]
    return .sequence(
      cut.split(separator: " ").enumerated().flatMap { index, word in
        (index > 0 ? [HTML.text(" ")] : []) + [.whole(String(word))]
      })
  }

  /// The id of a finding or the name of a file, in the type of code, on one line like ``whole(_:)``.
  static func code(_ text: String) -> HTML { whole(.code, text) }

  private static func whole(_ element: HTML.Element, _ text: String) -> HTML {
    .element(element, [.looks(.whole(text))], text: text)
  }

  /// Pieces, one below the other.
  static func lines(_ pieces: [HTML]) -> HTML {
    .sequence(pieces.enumerated().map { $0 > 0 ? .sequence([.element(.br), $1]) : $1 })
  }

  /// Words below a name in a cell, small; each of them stays on one line.
  static func below(_ words: [String]) -> HTML {
    .element(
      .span, [.looks(.tag)],
      words.enumerated().flatMap { index, word in
        (index > 0 ? [HTML.text(", ")] : []) + [.whole(word)]
      })
  }

  /// A moment, epoch seconds UTC; the word where there is none.
  static func moment(_ seconds: Int64?, none: String = "unknown") -> HTML {
    guard let seconds else { return .text(none) }
    let text = TimeText.iso8601(seconds)
    return .element(.time, [.moment(text), .looks(.nowrap)], text: text)
  }

  /// A day, epoch seconds UTC; the word where there is none.
  static func day(_ seconds: Int64?, none: String = "unknown") -> HTML {
    guard let seconds else { return .text(none) }
    let text = TimeText.day(seconds)
    return .element(.time, [.moment(text), .looks(.nowrap)], text: text)
  }

  /// Lines to sign on: name, signature and date for each role.
  static func signatures(_ roles: [String]) -> HTML {
    .element(
      .div, [.looks(.signatures)],
      roles.map { role in
        .element(
          .div, [.looks(.signature)],
          [.element(.p, [], [.element(.strong, [], text: role)])]
            + ["name", "signature", "date"].map { label in
              .element(
                .p, [],
                [
                  .element(.span, [.looks(.quiet)], text: label),
                  .element(.span, [.looks(.ruled)], []),
                ])
            })
      })
  }
}

extension PageClass {
  /// How a text looks that stays on one line unless it is longer than a line should be.
  static func whole(_ text: String) -> PageClass {
    text.utf8.count > HTML.wholeWord ? .long : .nowrap
  }
}
