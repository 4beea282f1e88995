import Foundation
import Testing

/// The pages of one sheet with forty devices: on paper, on a desk and on a phone.
@Suite(
  .serialized,
  .enabled(if: Browser.isThere, "no chromium here (Debian: apt install chromium): skipped"))
struct SheetTests {
  private static let now = "2026-07-01T09:00:00Z"

  /// A site with usage of devices on the media, some deadlines, and devices that are missing.
  private static func site(packed: Int, missing: Int) throws -> SiteFolder {
    let site = try SiteFolder("NORTH")
    let usage = try site.folder.sample("usage/c9800-cl-rum.txt")
    var register = ""
    var files: [String] = []
    let faulty = try site.folder.sample("faulty/c9800-rum.txt")
    for number in 1000..<(1000 + packed + missing) {
      let serial = "9ZZEXAM\(number)"
      register += "C9800-CL-K9,\(serial),wlc-building-\(number),,,EXAMPLE-LAB\n"
      guard number < 1000 + packed else {
        try site.folder.write(
          faulty.replacing("9ZZEXAMPLE9", with: serial), to: "faulty-\(serial).txt")
        continue
      }
      try site.folder.write(
        usage.replacing("9ZZEXAMPLE1", with: serial)
          .replacing("17701000", with: "177\(number)0"), to: "\(serial).txt")
      files.append(site.folder.path("\(serial).txt"))
    }
    try site.register(register)
    let pack = try site.run(
      ["pack", "--output", site.folder.path("out"), "--virtual-account", "EXAMPLE-LAB"] + files)
    try #require(pack.status == 0, "\(pack.stderr)")
    return site
  }

  private static func page(_ name: String, _ site: SiteFolder) throws -> (
    page: String, run: RumkitRun
  ) {
    let arguments =
      switch name {
      case "trip": ["--trip", site.folder.path("out")]
      case "summary":
        ["--summary", "--fail-on", "never"]
          + (try FileManager.default.contentsOfDirectory(atPath: site.folder.path("")).sorted()
            .filter { $0.hasSuffix(".txt") }.map { site.folder.path($0) })
      default: ["--\(name)"]
      }
    let run = try site.run(
      ["report", "--force", "--output", site.folder.path("\(name).html")] + arguments, at: now)
    try #require(run.status == 0, "\(run.stderr)")
    let page = try site.folder.text("\(name).html")
    try page.write(
      to: Browser.artefacts().appending(path: "\(name).html"), atomically: true, encoding: .utf8)
    return (page, run)
  }

  /// How many sheets of this paper a page takes, and whether they lie across.
  private static func print(_ page: String, _ name: String, _ paper: String) throws
    -> (sheets: Int, across: Bool)
  {
    // The policy names the style by its hash, so it goes where the paper is set.
    let copy = page.replacing("http-equiv=\"Content-Security-Policy\"", with: "name=\"none\"")
      .replacing("@page{size:auto;", with: "@page{size:\(paper);")
      .replacing("size:landscape", with: "size:\(paper) landscape")
    let folder = try Browser.artefacts()
    let file = folder.appending(path: "\(name)-\(paper)-paper.html")
    try copy.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let pdf = folder.appending(path: "\(name)-\(paper).pdf")
    try? FileManager.default.removeItem(at: pdf)
    _ = try Browser.open(file, ["--print-to-pdf=\(pdf.path)", "--no-pdf-header-footer"])
    let document = String(decoding: try Data(contentsOf: pdf), as: UTF8.self)
    let boxes = document.matches(of: /\/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]/)
    let across = boxes.allSatisfy { (Double($0.1) ?? 0) > (Double($0.2) ?? 0) }
    return (boxes.count, across)
  }

  @Test(arguments: ["A4", "Letter"])
  func fortyDevicesAreOneSheet(_ paper: String) throws {
    let all = try Self.site(packed: 30, missing: 10)
    let monday = try Self.print(Self.page("monday", all).page, "monday", paper)
    #expect(monday == (1, true))
    let carried = try Self.site(packed: 40, missing: 0)
    let trip = try Self.print(Self.page("trip", carried).page, "trip", paper)
    #expect(trip == (1, true))
    let summary = try Self.print(Self.page("summary", all).page, "summary", paper)
    #expect(summary.sheets <= 2 && summary.across)
  }

  /// What the command says of the sheets is what Chromium prints; one sheet is not worth a word.
  @Test(arguments: [(40, 0), (40, 10), (90, 22), (200, 0)])
  func theNumberOfSheetsIsSaid(_ count: Int, _ missing: Int) throws {
    let site = try Self.site(packed: count - missing, missing: missing)
    for name in ["monday", "trip", "summary"] {
      let (page, run) = try Self.page(name, site)
      let said = run.stderr.firstMatch(of: /about ([0-9]+) sheets/).flatMap { Int($0.1) } ?? 1
      let words = Comment(rawValue: "\(name) of \(count), \(missing) missing")
      #expect(try Self.print(page, "\(name)-\(count)", "A4").sheets == said, words)
      // Letter is wider and lower: where the last sheet is nearly empty, one goes.
      #expect(try abs(Self.print(page, "\(name)-\(count)", "Letter").sheets - said) <= 1, words)
    }
  }

  @Test(arguments: [1280, 375])
  func nothingIsCutOrBroken(_ width: Int) throws {
    let site = try Self.site(packed: 30, missing: 10)
    for name in ["monday", "trip", "summary"] {
      let metrics = try PageMetrics(
        of: Self.page(name, site).page, width: width, in: site.folder.path(""))
      #expect(metrics.page <= metrics.window && metrics.outside == [], "\(name)")
      #expect(metrics.broken == [] && metrics.refused == [], "\(name)")
      if width > 640 { #expect(metrics.cut == [], "\(name)") }
      if name != "trip" {
        #expect(metrics.pinned == 41 && metrics.hidden == [])
        #expect(metrics.days == 40 && metrics.covered == [])
      }
    }
  }

  /// Pictures to look at.
  @Test func picturesAreKept() throws {
    let site = try Self.site(packed: 30, missing: 10)
    for name in ["monday", "trip", "summary"] {
      _ = try Self.page(name, site)
      for (size, look) in [("1280,1400", "desktop"), ("500,1400", "phone")] {
        let picture = try Browser.artefacts().appending(path: "\(name)-\(look).png")
        try? FileManager.default.removeItem(at: picture)
        let run = try Browser.open(
          URL(filePath: site.folder.path("\(name).html")),
          ["--window-size=\(size)", "--screenshot=\(picture.path)"])
        #expect(FileManager.default.fileExists(atPath: picture.path), "\(run.stderr)")
      }
    }
  }
}
