/// A piece of a page.
///
/// It is made of text, which is escaped, and of elements and attributes of the lists below. There is
/// no way to put markup in as text, and no element or attribute that runs or fetches anything.
struct HTML: Sendable, Hashable {
  /// An element. What could run a script or leave the page has no name here.
  enum Element: String, Sendable, CaseIterable {
    case p, h1, h2, h3, h4, h5, section, header, footer, main, nav, div, span, strong, em, code, br
    case ul, ol, li, dl, dt, dd, figure, figcaption, time
    case table, caption, thead, tbody, tr, th, td
    case svg, g, path, line, circle, rect, polygon, text, title, desc
  }

  /// An attribute with its value.
  struct Attribute: Sendable, Hashable {
    let name: String
    let value: String

    fileprivate init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  let markup: String
  /// True where a word is so long that a column with it has to break it.
  let hasLongWord: Bool

  private init(markup: String, hasLongWord: Bool = false) {
    self.markup = markup
    self.hasLongWord = hasLongWord
  }

  /// Nothing.
  static let empty = HTML(markup: "")

  /// The most bytes of a word that stays whole: a longer one breaks anywhere.
  static let wholeWord = 36

  /// Text. It is escaped, and cut after ``HTMLText/limit`` characters.
  static func text(_ text: String, limit: Int = HTMLText.limit) -> HTML {
    let escaped = HTMLText.escaped(text, limit: limit)
    let isLong = escaped.utf8.count > wholeWord
    return HTML(
      markup: escaped,
      hasLongWord: isLong
        && escaped.utf8.split(separator: UInt8(ascii: " ")).contains { $0.count > wholeWord })
  }

  /// An element and what is in it.
  static func element(
    _ element: Element, _ attributes: [Attribute] = [], _ content: [HTML] = []
  ) -> HTML {
    var markup = "<\(element.rawValue)"
    for attribute in attributes { markup += " \(attribute.name)=\"\(attribute.value)\"" }
    markup += ">"
    if element == .br { return HTML(markup: markup) }
    for piece in content { markup += piece.markup }
    return HTML(
      markup: markup + "</\(element.rawValue)>" + (element.isBlock ? "\n" : ""),
      hasLongWord: content.contains(where: \.hasLongWord))
  }

  /// An element that holds text alone.
  static func element(
    _ element: Element, _ attributes: [Attribute] = [], text: String
  ) -> HTML {
    Self.element(element, attributes, [.text(text)])
  }

  /// A link to a place on the same page.
  static func link(to anchor: Anchor, _ attributes: [Attribute] = [], text: String) -> HTML {
    link("#\(anchor.id)", attributes, text)
  }

  /// A link to a page beside this one.
  static func link(
    to page: PageName, _ attributes: [Attribute] = [], text: String
  ) -> HTML { link(page.file, attributes, text) }

  private static func link(_ place: String, _ attributes: [Attribute], _ text: String) -> HTML {
    var markup = "<a href=\"\(place)\""
    for attribute in attributes { markup += " \(attribute.name)=\"\(attribute.value)\"" }
    let inside = HTML.text(text)
    return HTML(markup: markup + ">\(inside.markup)</a>", hasLongWord: inside.hasLongWord)
  }

  /// Pieces, one after the other.
  static func sequence(_ pieces: [HTML]) -> HTML {
    HTML(
      markup: pieces.map(\.markup).joined(), hasLongWord: pieces.contains(where: \.hasLongWord))
  }
}

extension HTML.Element {
  /// Ends a line of the source, so that a person can read it.
  fileprivate var isBlock: Bool {
    switch self {
    case .span, .strong, .em, .code, .br, .time, .text, .title, .desc: false
    case .p, .h1, .h2, .h3, .h4, .h5, .section, .header, .footer, .main, .nav, .div, .ul, .ol, .li,
      .dl, .dt, .dd, .figure, .figcaption, .table, .caption, .thead, .tbody, .tr, .th, .td, .svg,
      .g,
      .path, .line, .circle, .rect, .polygon:
      true
    }
  }
}

/// A place on a page that links lead to. Its name is the program's, never a file's.
struct Anchor: Sendable, Hashable {
  let id: String

  /// A place with a fixed name, and a number where there are several.
  init(_ name: StaticString, _ number: Int? = nil) {
    id = "\(name)" + (number.map { "-\($0)" } ?? "")
  }
}

/// The name of a page in a folder of them; nothing of it comes from a file or a device.
struct PageName: Sendable, Hashable {
  let file: String

  /// A page with a fixed name, and a number where there are several.
  init(_ name: StaticString, _ number: Int? = nil) {
    file = "\(name)" + (number.map { "-\($0)" } ?? "") + ".html"
  }
}

extension HTML.Attribute {
  /// How it looks; see ``PageClass``.
  static func looks(_ classes: PageClass...) -> Self { looks(classes) }
  /// How it looks; see ``PageClass``.
  static func looks(_ classes: [PageClass]) -> Self {
    Self("class", classes.map(\.rawValue).joined(separator: " "))
  }
  /// The place that links lead to.
  static func id(_ anchor: Anchor) -> Self { Self("id", anchor.id) }
  /// The heading cells of a column or of a row.
  static func scope(_ scope: HeadingScope) -> Self { Self("scope", scope.rawValue) }
  /// How many columns a cell takes.
  static func columns(_ count: Int) -> Self { Self("colspan", String(count)) }
  /// What assistive technology says of it.
  static func label(_ text: String) -> Self { Self("aria-label", HTMLText.escaped(text)) }
  /// The elements that say it.
  static func labelled(by anchors: [Anchor]) -> Self {
    Self("aria-labelledby", anchors.map(\.id).joined(separator: " "))
  }
  /// What it is for assistive technology.
  static func role(_ role: StaticString) -> Self { Self("role", "\(role)") }
  /// Left out by assistive technology, because words beside it say the same.
  static let decorative = Self("aria-hidden", "true")
  /// Can be reached by keyboard, so that it can be scrolled.
  static let reachable = Self("tabindex", "0")
  /// A moment, for programs.
  static func moment(_ text: String) -> Self { Self("datetime", HTMLText.escaped(text)) }

  /// A number of a drawing, in units of its view box, to two places.
  static func number(_ name: DrawingNumber, _ value: Double) -> Self {
    Self(name.rawValue, DrawingText.number(value))
  }
  /// The line that a path follows.
  static func line(_ points: DrawingPath) -> Self { Self("d", points.text) }
  /// The corners of a polygon.
  static func corners(_ points: [(x: Double, y: Double)]) -> Self {
    Self(
      "points",
      points.map { DrawingText.number($0.x) + "," + DrawingText.number($0.y) }
        .joined(separator: " "))
  }
  /// The size of a drawing, in its own units.
  static func viewBox(width: Double, height: Double) -> Self {
    Self("viewBox", "0 0 \(DrawingText.number(width)) \(DrawingText.number(height))")
  }
}

/// What a heading cell heads.
enum HeadingScope: String, Sendable { case column = "col", row }

/// The numbers that a drawing needs.
enum DrawingNumber: String, Sendable {
  case x, y, x1, x2, y1, y2, cx, cy, r, width, height
}

/// The line of a path: moves and straight lines.
struct DrawingPath: Sendable {
  private(set) var text = ""

  /// A path of nothing.
  init() {}

  /// Lifts the pen.
  mutating func move(_ x: Double, _ y: Double) {
    text += "M\(DrawingText.number(x)) \(DrawingText.number(y))"
  }

  /// Draws to the point.
  mutating func draw(_ x: Double, _ y: Double) {
    text += "L\(DrawingText.number(x)) \(DrawingText.number(y))"
  }
}

/// Numbers of a drawing.
enum DrawingText {
  /// To two places, without a tail of zeros. What is not a number, or off every page, becomes zero.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e6 else { return "0" }
    let hundredths = Int64((value * 100).rounded())
    let whole = hundredths.magnitude / 100
    let rest = hundredths.magnitude % 100
    let sign = hundredths < 0 ? "-" : ""
    guard rest > 0 else { return "\(sign)\(whole)" }
    let digits = rest < 10 ? "0\(rest)" : rest % 10 == 0 ? "\(rest / 10)" : "\(rest)"
    return "\(sign)\(whole).\(digits)"
  }
}
