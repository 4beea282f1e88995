import DeviceOutput
import LicenseFiles

extension DeviceReading {
  /// Everything that was read from one file.
  ///
  /// - Parameter devices: its devices, named as all files together name them.
  func json(_ devices: [DeviceSnapshot]) -> JSONText {
    .object([
      ("lines", JSONText(lineCount)), ("lines_not_understood", JSONText(unknownLineCount)),
      ("devices", .array(devices.map(\.json))),
    ])
  }
}

extension DeviceSnapshot {
  fileprivate var json: JSONText {
    var fields = DeviceFields()
    fields.add(udi.latest?.value)
    fields.add("host_name", hostName.latest)
    fields.add("members", members) { $0.value.json }
    fields.add("release", version?.releaseText)
    fields.add("last_ack_received", lastAck.latest)
    fields.add("next_ack_deadline", nextAckDeadline.latest)
    fields.add("transport", transport.latest)
    for (key, value) in EvidenceWording.members(self) { fields.put(key, value) }
    fields.put("from_other_files", .array(partsFromBackground.map { .string($0.rawValue) }))
    fields.put("observations", .array(observations.map(\.json)))
    return fields.json ?? .null
  }
}
