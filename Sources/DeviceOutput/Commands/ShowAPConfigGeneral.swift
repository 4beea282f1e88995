import LicenseFiles

/// Reads who the access points are from `show ap config general` and `show ap name NAME config general`.
/// Of some hundred keys these are taken: name, MAC address, model and serial number; and the lines that
/// say whether its license is compliant. The others are skipped, for they say nothing about who it is.
///
/// ```
/// Cisco AP Name   : AP-LAB-1
/// MAC Address                                     : 00a3.8e00.0001
/// AP Model                                        : AIR-AP2802I-E-K9
/// AP Serial Number                                : FZZ0000A001
/// ```
///
/// Source: the comments of Cisco's genieparser, `show_ap.py`.
enum ShowAPConfigGeneral {
  static let reader = CommandReader(.showAPConfigGeneral, signs: [.typical("Cisco AP Name ")]) {
    (.accessPoints(read($0.lines, $0.context)), [])
  }

  static func read(_ lines: [TranscriptLine], _ context: OutputContext) -> AccessPointListing {
    var listing = AccessPointListing()
    var current: ListedAccessPoint?
    var line = 0
    func close() {
      guard let found = current, found.model != nil || found.serial != nil else { return }
      listing.accessPoints.append(context.observed(found, line))
    }
    for entry in lines {
      if AccessPointCompliance(line: entry.text) != nil {
        listing.complianceLines.append(context.observed(entry.text, entry.number))
        continue
      }
      guard let (key, value) = entry.text.keyAndValue, !value.isEmpty else { continue }
      switch key {
      case "Cisco AP Name":
        close()
        current = ListedAccessPoint(name: String(value))
        line = entry.number
      case "MAC Address" where current?.ethernetMAC == nil: current?.ethernetMAC = String(value)
      case "AP Model" where current?.model == nil: current?.model = String(value)
      case "AP Serial Number" where current?.serial == nil: current?.serial = String(value)
      default: break
      }
    }
    close()
    return listing
  }
}
