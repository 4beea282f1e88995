import Foundation

/// A headless Chromium, as Debian brings it. Every run is a new profile and has a hard end.
enum Browser {
  static let program: URL? = ["chromium", "chromium-browser", "google-chrome"]
    .flatMap { name in
      (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { URL(filePath: "\($0)/\(name)") }
    }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) }

  static let isThere = program != nil

  /// Where pictures are kept: `RUMKIT_ARTEFACTS`, else `.build/report-pages`.
  static func artefacts() throws -> URL {
    let named = ProcessInfo.processInfo.environment["RUMKIT_ARTEFACTS"] ?? ""
    let folder =
      named.isEmpty
      ? RumkitRun.repository.appending(path: ".build/report-pages") : URL(filePath: named)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  struct NotThere: Error {}

  /// Opens a page and gives what Chromium prints.
  static func open(_ page: URL, _ arguments: [String]) throws -> RumkitRun {
    guard let program else { throw NotThere() }
    let profile = FileManager.default.temporaryDirectory
      .appending(path: "rumkit-browser-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: profile) }
    return try RumkitRun(
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-extensions", "--disable-dev-shm-usage",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=4000",
        "--user-data-dir=\(profile.path)",
      ] + arguments + [page.absoluteString], program: program, timeout: 90)
  }
}

/// What a page is like once Chromium has laid it out.
struct PageMetrics: Decodable {
  /// The width of the window, in CSS pixels.
  var window: Double
  /// The width that the page takes.
  var page: Double
  /// What stands out on the right, outside any frame that scrolls.
  var outside: [String]
  /// Everything that was loaded besides the page, and every element that would load or leave.
  var loaded: [String]
  /// What the policy of the page refused.
  var refused: [String]
  /// `max-width` of the body, which the style of the page sets.
  var style: String
  /// How many charts are drawn with some size.
  var charts: Int
  /// Tables that do not fit their frame, by their captions: something of them is cut.
  var cut: [String]
  /// Words, days and names in tables that begin on one line and end on another.
  var broken: [String]
  /// Cells of a column that is to stay in sight, and is not.
  var hidden: [String]
  /// Captions of tables that end outside the window.
  var captions: [String]
  /// Cells of such a column.
  var pinned: Int
  /// Days left that cannot be seen without scrolling, or that such a column covers.
  var covered: [String]
  /// Those that can be seen.
  var days: Int
  /// Frames that scroll, and those of them that a keyboard reaches.
  var frames: Int
  var reachable: Int

  /// Runs before anything else on a copy of the page, and writes what it measured into it.
  static let script = """
    <script>
    const refused = [];
    document.addEventListener('securitypolicyviolation', e => refused.push(e.violatedDirective));
    window.addEventListener('load', () => {
      const wide = innerWidth + 1;
      const scrolls = e => e.closest && e.closest('.scroll') && MODE === 'screen';
      const outside = [...document.body.querySelectorAll('*')]
        .filter(e => !scrolls(e) && !e.classList.contains('skip')
          && e.getBoundingClientRect().right > wide)
        .map(e => e.tagName + ' ' + (e.textContent || '').slice(0, 40));
      const inner = [...document.querySelectorAll('.scroll')];
      const pinned = [...document.querySelectorAll('.pinned')];
      const days = [...document.querySelectorAll('.when-narrow,td.when-wide')]
        .map(e => [e, e.getBoundingClientRect()]).filter(([, box]) => box.width > 0);
      const covered = days.filter(([e, box]) => {
        const pin = e.closest('tr').querySelector('.pinned');
        return box.left < 0 || box.right > wide
          || (!pin.contains(e) && pin.getBoundingClientRect().left < box.right - 1);
      });
      const broken = [];
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const node = texts.currentNode;
        if (!node.parentElement.closest('td,th') || node.parentElement.closest('.long,.hash')) continue;
        for (const word of node.data.matchAll(/[0-9]{4}-[0-9T:Z-]+|[A-Za-z0-9]{2,36}/g)) {
          const range = document.createRange();
          range.setStart(node, word.index);
          range.setEnd(node, word.index + word[0].length);
          if (new Set([...range.getClientRects()].map(e => Math.round(e.top))).size > 1)
            broken.push(word[0]);
        }
      }
      const result = {
        window: innerWidth, page: document.documentElement.scrollWidth, outside, refused,
        loaded: performance.getEntriesByType('resource').map(e => e.name).concat(
          [...document.querySelectorAll('[src],[srcset],[data],[action],[href]')]
            .filter(e => !(e.getAttribute('href') || '').startsWith('#')).map(e => e.outerHTML)),
        style: getComputedStyle(document.body).maxWidth,
        charts: [...document.querySelectorAll('svg.chart')]
          .filter(e => e.getBoundingClientRect().height > 40).length,
        cut: inner.filter(e => e.scrollWidth > e.clientWidth + 1)
          .map(e => e.getAttribute('aria-label')),
        broken, pinned: pinned.length, days: days.length,
        covered: covered.map(([e]) => e.textContent),
        captions: [...document.querySelectorAll('caption')]
          .filter(e => e.getBoundingClientRect().right > wide).map(e => e.textContent),
        hidden: pinned.map(e => [e, e.getBoundingClientRect()])
          .filter(([, box]) => box.left < 0 || box.right > wide).map(([e]) => e.textContent),
        frames: inner.length, reachable: inner.filter(e => e.tabIndex === 0).length };
      const place = document.createElement('pre');
      place.id = 'metrics';
      place.textContent = JSON.stringify(result);
      document.body.replaceChildren(place);
    });
    </script>
    """

  /// Measures a page in a frame of this width.
  ///
  /// - Parameters:
  ///   - page: the page as the program wrote it.
  ///   - asPaper: what the style keeps for paper counts on the screen, so that it can be measured.
  init(of page: String, width: Int, asPaper: Bool = false, in folder: String) throws {
    let mode = asPaper ? "paper" : "screen"
    var copy = page.replacing(
      "<meta charset=\"utf-8\">",
      with: "<meta charset=\"utf-8\">" + Self.script.replacing("MODE", with: "'\(mode)'"))
    if asPaper {
      // Another style has another hash, so the copy goes without a policy.
      copy = copy.replacing("@media print", with: "@media all")
      copy = copy.replacing("http-equiv=\"Content-Security-Policy\"", with: "name=\"none\"")
    }
    // On the screen the policy stays as it is: the script stands before it.
    let inside = URL(filePath: folder + "/measured-\(width)-\(mode).html")
    let outside = URL(filePath: folder + "/frame-\(width)-\(mode).html")
    try copy.write(to: inside, atomically: true, encoding: .utf8)
    // A window has a least width; a frame in it has none.
    try """
    <!DOCTYPE html><body style="margin:0"><iframe id=f src="\(inside.lastPathComponent)"
    style="border:0;width:\(width)px;height:2000px"></iframe><script>
    f.onload = () => { setTimeout(() => {
      document.body.textContent = f.contentDocument.getElementById('metrics').textContent;
    }, 100); };
    </script>
    """.write(to: outside, atomically: true, encoding: .utf8)
    let run = try Browser.open(
      outside,
      ["--allow-file-access-from-files", "--window-size=1400,2000", "--dump-dom"])
    guard let start = run.stdout.firstIndex(of: "{"), let end = run.stdout.lastIndex(of: "}") else {
      throw Unmeasured(output: String(run.stdout.prefix(500)), messages: run.stderr)
    }
    let text = run.stdout[start...end].replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&amp;", with: "&")
    self = try JSONDecoder().decode(PageMetrics.self, from: Data(text.utf8))
  }

  struct Unmeasured: Error {
    var output: String
    var messages: String
  }
}
