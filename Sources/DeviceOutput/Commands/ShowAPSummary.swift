import LicenseFiles

/// An access point as a controller lists it. What the output does not say is nil.
public struct ListedAccessPoint: Sendable, Hashable {
  /// The name.
  public var name: String?
  /// The model, as printed: `9130AXI`, `C9130AXI-E` or `AIR-AP2802I-E-K9`, by the release.
  public var model: String?
  /// The serial number; `show ap summary` prints none.
  public var serial: String?
  /// The MAC address of its wired port, as printed.
  public var ethernetMAC: String?

  /// Creates an access point that nothing is known of.
  init(
    name: String? = nil, model: String? = nil, serial: String? = nil, ethernetMAC: String? = nil
  ) {
    self.name = name
    self.model = model
    self.serial = serial
    self.ethernetMAC = ethernetMAC
  }
}

/// The access points of a controller, as one output lists them.
public struct AccessPointListing: Sendable, Hashable {
  /// The access points, in the order of the output.
  public var accessPoints: [Observed<ListedAccessPoint>] = []
  /// `Number of APs`.
  public var announced: Observed<Int>?
  /// The lines that say whether licenses of access points are compliant.
  public var complianceLines: [Observed<String>] = []
}

/// Reads `show ap summary`. Both known layouts begin alike: name, slots, model, Ethernet MAC, radio MAC.
///
/// ```
/// AP-LAB-1   2   AIR-AP2802I-E-K9   00a3.8e00.0001   00a3.8e10.0001   default location  DE …
/// ```
///
/// Source: the comments of Cisco's genieparser, `show_ap.py`.
enum ShowAPSummary {
  static let reader = CommandReader(
    .showAPSummary, takesMore: true, signs: [.typical(where: isTableHead)]
  ) { output in
    let (facts, unknown) = read(output.lines, output.context)
    return (.accessPoints(facts), unknown)
  }

  static func read(
    _ lines: [TranscriptLine], _ context: OutputContext
  ) -> (listing: AccessPointListing, unknown: [TranscriptLine]) {
    var listing = AccessPointListing()
    var unknown: [TranscriptLine] = []
    for line in lines {
      if let accessPoint = row(line.text) {
        listing.accessPoints.append(context.observed(accessPoint, line.number))
      } else if let (key, value) = line.text.keyAndValue, key == "Number of APs",
        let number = value.number
      {
        listing.announced = context.observed(number, line.number)
      } else if !isHeading(line.text) {
        unknown.append(line)
      }
    }
    return (listing, unknown)
  }

  private static func isHeading(_ text: String) -> Bool {
    let line = text.trimmingBlanks
    return text.isRule || isTableHead(line) || line == "CC = Country Code"
      || line == "RD = Regulatory Domain"
  }

  /// The line of the column names, in either layout.
  @Sendable static func isTableHead(_ line: Substring) -> Bool {
    line.utf8.starts(with: "AP Name ".utf8) && line.parted(by: " Slots ") != nil
      && line.parted(by: "AP Model ") != nil
  }

  private static func row(_ text: String) -> ListedAccessPoint? {
    guard text.utf8.count <= 400 else { return nil }
    let words = text.words
    guard words.count >= 5, let slots = words[1].number, slots < 100,
      isMAC(words[3]), isMAC(words[4])
    else { return nil }
    return ListedAccessPoint(
      name: String(words[0]), model: String(words[2]), ethernetMAC: String(words[3]))
  }

  /// `00a3.8e00.0001`.
  private static func isMAC(_ word: Substring) -> Bool {
    let groups = word.split(separator: ".", omittingEmptySubsequences: false)
    return groups.count == 3
      && groups.allSatisfy { $0.utf8.count == 4 && $0.allSatisfy(\.isHexDigit) }
  }
}
