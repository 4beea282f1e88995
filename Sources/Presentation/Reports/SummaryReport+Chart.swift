import Assessment
import LicenseFiles

extension SummaryReport {
  /// A chart for each entitlement of each product instance.
  ///
  /// - Parameters:
  ///   - columns: the width of the terminal.
  ///   - showsTags: names entitlements by their whole tags.
  ///   - glyphs: with ``UsageChart/Glyphs/ascii`` every character of the text is ASCII.
  public func chart(
    showsTags: Bool = false, columns: Int, glyphs: UsageChart.Glyphs
  ) -> String {
    var lines: [String] = []
    func add(_ text: String, indent: String = "") {
      lines += WrappedText.lines(
        indent + TerminalText.escaped(text), columns: columns, indent: indent + "  ")
    }
    for device in summary.productInstances {
      let releases = device.softwareVersions.joined(separator: ", ")
      add(
        (device.udi?.description ?? "unknown device")
          + (releases.isEmpty ? "" : "  release \(releases)"))
      if device.entitlements.isEmpty { add("no usage of an entitlement", indent: "  ") }
      for entitlement in device.entitlements {
        add(Self.figures(entitlement, showsTags), indent: "  ")
        guard let series = entitlement.series, let from = entitlement.firstStart,
          let to = entitlement.lastEnd
        else {
          add("no measurement has both a time and a count", indent: "    ")
          continue
        }
        lines += UsageChart(series, from: from, to: to)
          .lines(columns: columns - 4, glyphs: glyphs).map { "    " + $0 }
      }
      lines.append("")
    }
    let rest = (acks.text(showsTags: showsTags) + totalsText).split(
      separator: "\n", omittingEmptySubsequences: false)
    lines += rest.dropLast().flatMap { WrappedText.lines(String($0), columns: columns) }
    let text = lines.map { $0 + "\n" }.joined()
    return glyphs == .ascii ? TerminalText.ascii(text) : text
  }

  private static func figures(_ entitlement: EntitlementUsage, _ showsTags: Bool) -> String {
    let name = EntitlementWording.name(entitlement.tag, isWhole: showsTags)
    var parts: [String] = []
    if let latest = entitlement.latest { parts.append("latest \(latest)") }
    if let peak = entitlement.peak { parts.append("peak \(peak)") }
    if let average = entitlement.average { parts.append("average \(rounded(average))") }
    parts.append(counted(entitlement.reports, "report"))
    if entitlement.gapCount > 0 {
      parts.append(counted(entitlement.gapCount, "gap"))
    }
    return "\(name): \(parts.joined(separator: ", "))"
  }
}
