import Assessment
import Testing

@testable import Presentation

/// A report as a folder of pages.
@Suite struct OverviewPagesTests {
  private static func pages(_ text: String, devices: Int) -> [String: String] {
    let material = OverviewFixtures.material(text, devices: devices, mode: .own)
    let report = OverviewReport(material)
    var pages: [String: String] = [:]
    let count = OverviewPages(report).each { name, page in pages[name] = page.text }
    #expect(pages.count == count)
    return pages
  }

  /// Every row of the table has a page, whatever limit one page has, and every link leads somewhere.
  @Test(arguments: [1, OverviewReport.detailLimit + 3])
  func everyRowHasAPage(_ count: Int) throws {
    let pages = Self.pages("plain", devices: count)
    let index = try #require(pages[OverviewPages.first])
    let links = index.matches(of: /href="([^#"]+)"/).map { String($0.1) }
    #expect(Set(links) == Set(pages.keys).subtracting([OverviewPages.first]))
    let rows = OverviewReport(OverviewFixtures.material("plain", devices: count, mode: .own)).rows
    #expect(links.count { $0.hasPrefix("device-") } == rows.count)
    #expect(!index.contains("Charts for"))
    for (name, page) in pages {
      #expect(PageMarkup(page).faults == [], "\(name)")
      if name != OverviewPages.first { #expect(page.contains("href=\"index.html\""), "\(name)") }
    }
    #expect(try #require(pages["device-1.html"]).contains("<figure"))
    #expect(try #require(pages["evidence.html"]).contains("SHA-256 of every file"))
  }

  @Test(arguments: hostileTexts)
  func hostileTextNamesNoFileAndNoTag(_ text: String) {
    let pages = Self.pages(text, devices: 2)
    #expect(pages.keys.allSatisfy { $0.wholeMatch(of: /[a-z]+(-[0-9]+)?\.html/) != nil })
    for page in pages.values { #expect(PageMarkup(page).faults == []) }
  }
}
