/// How a piece of a page looks; the style of the page says what each means.
enum PageClass: String, Sendable, CaseIterable {
  // The page.
  case skip, kicker, lead, contents, meta, banner, tag
  // Blocks.
  case figures, figure, facts, scroll, note, columns, signatures, signature, ruled, blank, tick
  case small, nowrap, long, hash, middle, right, quiet, breakBefore = "break-before"
  case onePage = "one-page", landscape, together
  // Cells of tables.
  case cell, pinned, whenNarrow = "when-narrow", whenWide = "when-wide"
  // Badges and notices, with the levels.
  case badge, notice, good, plain, attention, bad, unknown
  // Charts.
  case chart, swatch, axis, grid, band, tickLabel = "tick-label", minor, series, marker
  case seriesA = "series-a", seriesB = "series-b", seriesC = "series-c", seriesD = "series-d"
}
