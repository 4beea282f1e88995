import LicenseFiles

/// Reads `show ap inventory` and `show ap name NAME inventory`: for each part a line with its name and one
/// with its PID and serial number, as `show inventory` prints them.
///
/// ```
/// NAME: AP-LAB-1, DESCR: Cisco Aironet 2800 Series (IEEE 802.11ac) Access Point
/// PID: AIR-AP2802I-E-K9,  VID: V01,  SN: FZZ0000A001
/// ```
///
/// Source: Cisco's command reference of the Catalyst 9800; no recording is public, so the layout is
/// unverified.
enum ShowAPInventory {
  static let reader = CommandReader(.showAPInventory, takesMore: true) { output in
    let (facts, unknown) = read(output.lines, output.context)
    return (.accessPoints(facts), unknown)
  }

  static func read(
    _ lines: [TranscriptLine], _ context: OutputContext
  ) -> (listing: AccessPointListing, unknown: [TranscriptLine]) {
    var listing = AccessPointListing()
    var unknown: [TranscriptLine] = []
    var name: String?
    for line in lines {
      let text = line.text.trimmingBlanks
      if let rest = text.after(prefix: "NAME:") {
        name = value(rest.parted(by: "DESCR:")?.before ?? rest)
      } else if let (pid, serial) = part(text) {
        listing.accessPoints.append(
          context.observed(
            ListedAccessPoint(name: name, model: pid, serial: serial), line.number))
        name = nil
      } else if !text.utf8.starts(with: "Inventory for".utf8), !line.text.isRule {
        unknown.append(line)
      }
    }
    return (listing, unknown)
  }

  private static func part(_ text: Substring) -> (pid: String, serial: String)? {
    guard text.utf8.count <= 400, let rest = text.after(prefix: "PID:"),
      let (front, behind) = rest.parted(by: "SN:"),
      let pid = value(front.parted(by: "VID:")?.before ?? front), let serial = value(behind)
    else { return nil }
    return (pid, serial)
  }

  /// Without the blanks, quotation marks and commas around it; nil when nothing is left.
  private static func value(_ text: Substring) -> String? {
    let marks: Set<Character> = [" ", "\t", "\"", ","]
    let front = text.drop { marks.contains($0) }
    let back = front.reversed().drop { marks.contains($0) }
    return back.isEmpty ? nil : String(back.reversed())
  }
}
