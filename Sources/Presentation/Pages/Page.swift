import LicenseFiles

/// One self-contained page: no script, nothing fetched, one style that a hash in its policy names.
///
/// It reads in light and dark, without colour and on paper, and by a reader of screens: one `h1`,
/// headings in order, a link over the navigation, captions and heading cells in tables.
public struct Page: Sendable {
  /// What the window and the printed sheet are called.
  var title: String
  /// The line above the heading: what kind of page this is.
  var kicker: String
  /// The first heading.
  var heading: String
  /// A loud line above everything, for example that this is a rehearsal.
  var banner: String?
  /// What stands between the heading and the sections.
  var opening: [HTML]
  /// The sections.
  var sections: [PageSection]
  /// What stands below everything.
  var closing: [HTML]
  /// True for links to the sections below the heading.
  var hasContents: Bool
  /// How it lies on paper.
  var paper: Paper

  /// How a page lies on paper.
  enum Paper: Sendable, Hashable {
    /// Upright, on as many sheets as it takes.
    case sheets
    /// Across, with smaller type and tighter rows, so that forty devices take one sheet.
    case oneSheet
    /// The same in two columns.
    case oneSheetColumns

    fileprivate var looks: [PageClass] {
      switch self {
      case .sheets: []
      case .oneSheet: [.onePage, .landscape]
      case .oneSheetColumns: [.onePage, .landscape, .columns]
      }
    }
  }

  /// Creates a page.
  init(
    title: String, kicker: String, heading: String, banner: String? = nil, opening: [HTML] = [],
    sections: [PageSection] = [], closing: [HTML] = [], hasContents: Bool = true,
    paper: Paper = .sheets
  ) {
    self.title = title
    self.kicker = kicker
    self.heading = heading
    self.banner = banner
    self.opening = opening
    self.sections = sections
    self.closing = closing
    self.hasContents = hasContents
    self.paper = paper
  }

  /// The whole document.
  public var text: String {
    var result = ""
    write { result += $0 }
    return result
  }

  /// Writes the document piece by piece, a section at a time.
  public func write(_ give: (String) -> Void) {
    give(head)
    let start = Anchor("content")
    give("<body class=\"\(paper.looks.map(\.rawValue).joined(separator: " "))\">\n")
    give(
      HTML.link(to: start, [.looks(.skip)], text: "Skip to the content").markup + "\n")
    if let banner {
      give(HTML.element(.p, [.looks(.banner), .role("note")], text: banner).markup)
    }
    give(
      HTML.element(
        .header, [],
        [
          .element(.p, [.looks(.kicker)], text: kicker),
          .element(.h1, [], text: heading),
        ]
      ).markup)
    if hasContents, sections.count > 1 { give(contents.markup) }
    give("<main id=\"\(start.id)\">\n")
    for piece in opening { give(piece.markup) }
    for section in sections { section.write(level: 2, give) }
    give("</main>\n")
    if !closing.isEmpty { give(HTML.element(.footer, [], closing).markup) }
    give("</body>\n</html>\n")
  }

  private var head: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(PageStyle.policy)">
    <meta name="referrer" content="no-referrer">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(HTMLText.escaped(title, limit: 200))</title>
    <style>\(PageStyle.text)</style>
    </head>

    """
  }

  private var contents: HTML {
    .element(
      .nav, [.looks(.contents), .label("Contents")],
      [
        .element(
          .ul, [],
          sections.map { .element(.li, [], [.link(to: $0.anchor, text: $0.title)]) })
      ])
  }
}

/// A part of a page with a heading. Sections inside it have headings of the next level.
struct PageSection: Sendable {
  /// The place that links lead to.
  var anchor: Anchor
  /// The heading.
  var title: String
  /// What comes after the heading, for example a badge.
  var mark: HTML?
  /// What stands below the heading.
  var content: [HTML]
  /// The sections below the content.
  var sections: [PageSection]
  /// True to begin on a new sheet of paper.
  var startsSheet: Bool

  /// Creates a section.
  init(
    _ anchor: Anchor, _ title: String, mark: HTML? = nil, startsSheet: Bool = false,
    _ content: [HTML], sections: [PageSection] = []
  ) {
    self.anchor = anchor
    self.title = title
    self.mark = mark
    self.startsSheet = startsSheet
    self.content = content
    self.sections = sections
  }

  private static let headings: [HTML.Element] = [.h2, .h3, .h4, .h5]

  func write(level: Int, _ give: (String) -> Void) {
    let heading = Self.headings[min(max(0, level - 2), Self.headings.count - 1)]
    let look = startsSheet ? " class=\"\(PageClass.breakBefore.rawValue)\"" : ""
    give("<section id=\"\(anchor.id)\"\(look)>\n")
    give(
      HTML.element(heading, [], [.text(title)] + (mark.map { [.text(" "), $0] } ?? [])).markup)
    for piece in content { give(piece.markup) }
    for section in sections { section.write(level: level + 1, give) }
    give("</section>\n")
  }
}
