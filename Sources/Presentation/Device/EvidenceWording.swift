import DeviceOutput
import LicenseFiles

/// How it is known whose outputs these are and which of them is the newest, in words.
enum EvidenceWording {
  /// Everything of it that has to be said.
  static func notes(_ device: DeviceSnapshot) -> [String] {
    [device.doubt, note(device.order), background(of: device)].compactMap(\.self)
  }

  /// `order_known`, `order`, `one_of` and `other_hosts`; null where there is no output.
  static func json(_ device: DeviceSnapshot?) -> JSONText {
    .fields([
      "order_known": device?.isOrderKnown, "order": device?.order.rawValue,
      "one_of": device?.namesakes.sorted(), "other_hosts": device?.otherHosts.json,
    ])
  }

  /// Which values are those of the site or of another file; nil when every one was printed.
  static func background(of snapshot: DeviceSnapshot) -> String? {
    guard let background = snapshot.background else { return nil }
    let isNewer = background.reporting?.isNewer == true
    let names = snapshot.partsFromBackground.map { part in
      switch part {
      case .udi: "the UDI"
      case .hostName: "the host name"
      case .release: "the release"
      case .lastAck:
        snapshot.lastAck.latest?.value.map { "ACK of \($0.utc.map(TimeText.day) ?? $0.text)" }
          ?? "no ACK"
      case .deadline: "its deadline"
      }
    }
    guard !names.isEmpty else { return nil }
    return (isNewer ? "newer than the output" : "not in the output")
      + (background.isFile ? ", from " : ", from the ledger of ")
      + "\(background.source): \(names.joined(separator: ", "))"
  }

  /// What has to be said of it; nil where the clock decided, or nothing depends on the order.
  static func note(_ order: EvidenceOrder) -> String? {
    switch order {
    case .clock: nil
    case .stamps:
      "not every session shows the device's clock: the newest times that the outputs print decided "
        + "which is newer"
    case .files:
      "the order of the files decided: no time shows which output is the newest, and the one that was "
        + "named last counts"
    }
  }
}
