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
    let (parts, unknown) = ShowInventory.read(lines, context)
    let points = parts.compactMap { part in
      part.value.serial.map { serial in
        part.map { ListedAccessPoint(name: $0.name, model: $0.pid, serial: serial) }
      }
    }
    return (
      AccessPointListing(accessPoints: points),
      unknown.filter { !$0.text.trimmingBlanks.utf8.starts(with: "Inventory for".utf8) }
    )
  }
}
