import Foundation
import Testing

/// The page as people see it: in a browser at two widths, in the dark, and on paper.
@Suite(
  .serialized,
  .enabled(if: Browser.isThere, "no chromium here (Debian: apt install chromium): skipped"))
struct ReportPageTests {
  /// A site with files, faults and text that takes a lot of room.
  private static func page(_ scratch: ReportScratch) throws -> String {
    try scratch.makeSite()
    let wide = scratch.path("wide-\(String(repeating: "W", count: 180)).txt")
    let sample = RumkitRun.repository.appending(path: "Samples/usage/c8000v-rum.txt")
    try String(contentsOf: sample, encoding: .utf8)
      .replacing("9ZZEXAMPLE5", with: "9ZZ" + String(repeating: "W", count: 200))
      .replacing("17.06.05", with: String(repeating: "1", count: 300))
      .write(toFile: wide, atomically: true, encoding: .utf8)
    let run = try scratch.report(
      "Samples/usage", "Samples/ack", "Samples/faulty/c9800-rum.txt", "Samples/show",
      scratch.path("bag"), wide, "--fail-on", "never", "--output", scratch.path("page.html"),
      site: true)
    try #require(run.status == 0, "\(run.stderr)")
    return try scratch.read("page.html")
  }

  @Test(arguments: [1280, 375])
  func nothingOverflowsAndNothingIsLoaded(_ width: Int) throws {
    let scratch = try ReportScratch()
    defer { scratch.remove() }
    let metrics = try PageMetrics(of: Self.page(scratch), width: width, in: scratch.folder)
    #expect(metrics.window == Double(width))
    #expect(metrics.page <= metrics.window && metrics.outside == [])
    #expect(metrics.loaded == [])
    // The policy refused nothing, so the hash in it is that of the style, and the style holds.
    #expect(metrics.refused == [] && metrics.style != "none")
    #expect(metrics.charts >= 5)
    #expect(metrics.frames > 5 && metrics.frames == metrics.reachable)
    #expect(metrics.broken == [])
    // A narrow window scrolls its tables, and what is next stays in sight.
    #expect(width < 640 || metrics.cut == [])
    #expect(metrics.days > 5 && metrics.covered == [])
    #expect(metrics.captions == [])
    #expect(metrics.pinned > 5 && (width >= 640 || metrics.hidden == []))
  }

  /// 184 mm and 190 mm: what A4 and Letter leave between the margins, at 96 pixels to the inch.
  @Test(arguments: [695, 718])
  func nothingOverflowsOnPaper(_ width: Int) throws {
    let scratch = try ReportScratch()
    defer { scratch.remove() }
    let metrics = try PageMetrics(
      of: Self.page(scratch), width: width, asPaper: true, in: scratch.folder)
    #expect(metrics.outside == [])
    #expect(metrics.page <= metrics.window)
    #expect(metrics.loaded == [] && metrics.broken == [])
  }

  /// The near miss of the tests above: what they look for is found where it is.
  @Test func aPageThatLoadsAndOverflowsIsFound() throws {
    let scratch = try ReportScratch()
    defer { scratch.remove() }
    let bad = try Self.page(scratch).replacing(
      "<main id=\"content\">",
      with: "<main id=\"content\"><div style=\"width:3000px\">x</div><img src=\"x.png\">")
    let strict = try PageMetrics(of: bad, width: 1280, in: scratch.folder)
    #expect(strict.refused.contains { $0.hasPrefix("img-src") })
    #expect(strict.refused.contains { $0.hasPrefix("style-src") })
    let loose = try PageMetrics(of: bad, width: 695, asPaper: true, in: scratch.folder)
    #expect(loose.page > loose.window && !loose.outside.isEmpty && !loose.loaded.isEmpty)
  }

  @Test(arguments: [("A4", 595.0, 842.0), ("Letter", 612, 792)])
  func itPrintsOnBothPapers(_ paper: String, _ width: Double, _ height: Double) throws {
    let scratch = try ReportScratch()
    defer { scratch.remove() }
    let copy = try Self.page(scratch)
      .replacing("http-equiv=\"Content-Security-Policy\"", with: "name=\"none\"")
      .replacing("@page{size:auto;", with: "@page{size:\(paper);")
    let file = URL(filePath: scratch.path("paper.html"))
    try copy.write(to: file, atomically: true, encoding: .utf8)
    let pdf = try Browser.artefacts().appending(path: "report-\(paper).pdf")
    try? FileManager.default.removeItem(at: pdf)
    let run = try Browser.open(
      file, ["--print-to-pdf=\(pdf.path)", "--no-pdf-header-footer"])
    let document = String(decoding: try Data(contentsOf: pdf), as: UTF8.self)
    let boxes = document.matches(of: /\/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]/)
    #expect((5...40).contains(boxes.count), "\(run.stderr)")
    for box in boxes {
      #expect(abs((Double(box.1) ?? 0) - width) < 1 && abs((Double(box.2) ?? 0) - height) < 1)
    }
  }

  /// Nobody can judge a page by numbers: the pictures are kept to be looked at.
  @Test func picturesAreKept() throws {
    let scratch = try ReportScratch()
    defer { scratch.remove() }
    _ = try Self.page(scratch)
    let page = URL(filePath: scratch.path("page.html"))
    let folder = try Browser.artefacts()
    for (name, size, dark) in [
      ("desktop", "1280,2400", false), ("dark", "1280,2400", true), ("phone", "500,2400", false),
    ] {
      let picture = folder.appending(path: "report-\(name).png")
      try? FileManager.default.removeItem(at: picture)
      let run = try Browser.open(
        page,
        ["--window-size=\(size)", "--screenshot=\(picture.path)"]
          + (dark ? ["--blink-settings=preferredColorScheme=0"] : []))
      let bytes = try Data(contentsOf: picture)
      #expect(bytes.count > 20_000, "\(run.stderr)")
    }
  }
}
