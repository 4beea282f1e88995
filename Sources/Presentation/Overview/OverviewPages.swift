import Assessment

/// A report as a folder, for a site of any size: the first page has every device in its table, and each row
/// leads to a page of its own; so do what came from the portal and the evidence.
public struct OverviewPages: Sendable {
  private let report: OverviewReport

  /// The pages of a report.
  public init(_ report: OverviewReport) { self.report = report }

  /// The file of the first page.
  public static let first = PageName("index").file
  private static let index = PageName("index")
  private static let portal = PageName("portal")
  private static let evidence = PageName("evidence")

  static func page(of row: OverviewReport.Row) -> PageName { PageName("device", row.number) }

  /// Hands out the pages one after the other, each with the name of its file.
  ///
  /// - Returns: how many there are.
  @discardableResult
  public func each<Failure: Error>(
    _ give: (_ file: String, _ page: Page) throws(Failure) -> Void
  ) throws(Failure) -> Int {
    try give(Self.index.file, firstPage)
    for row in report.rows { try give(Self.page(of: row).file, page(of: row)) }
    if hasPortal { try give(Self.portal.file, beside([report.portalSection])) }
    try give(Self.evidence.file, beside([OverviewEvidencePart(report).section]))
    return report.rows.count + (hasPortal ? 3 : 2)
  }

  private var hasPortal: Bool { !report.material.acknowledgements.isEmpty }

  private var firstPage: Page {
    var sections = [report.deviceSection(.pages), report.findingSection]
    if let site = report.site {
      sections.append(OverviewSitePart.section(site, report.material.incidents))
    }
    var links = [HTML.link(to: Self.evidence, text: "the evidence")]
    if hasPortal {
      links = [.link(to: Self.portal, text: "what came back from the portal"), .text(", ")] + links
    }
    return report.page(
      opening: report.figuresFirst(names: "The evidence") + report.withoutUsage
        + [
          .element(
            .p, [], [.text("Each device of the table has a page of its own. Besides: ")] + links)
        ],
      sections: sections)
  }

  private func page(of row: OverviewReport.Row) -> Page {
    beside(
      row.detailed.enumerated().map { OverviewDevicePart(report, $1, number: $0).section },
      of: row.name)
  }

  /// A page with the way back to the first.
  private func beside(_ sections: [PageSection], of name: String? = nil) -> Page {
    report.page(
      of: name,
      opening: [.element(.p, [], [.link(to: Self.index, text: "all devices")])],
      sections: sections)
  }
}
