import Assessment
import DeviceOutput
import LicenseFiles

/// What a device printed, as JSON. A value that was not printed is left out; one that the device printed
/// as `<none>` is null.
protocol PrintedFacts: JSONConvertible {
  /// Each value under its key. See docs/json.md.
  var fields: JSONFields { get }
}

extension PrintedFacts {
  var json: JSONText? { .printed(fields) }
}

extension Observed: JSONConvertible where Value: JSONConvertible {
  var json: JSONText? { value.json ?? .null }
}

extension UDI: PrintedFacts {
  var fields: JSONFields { ["udi_pid": pid, "udi_serial_number": serial] }
}

extension HighAvailabilityMember: PrintedFacts {
  var fields: JSONFields { ["role": role, "": udi] }
}

extension DeviceTime: JSONConvertible {
  /// `utc` is null where the zone is not certain.
  var json: JSONText? {
    .fields([
      "utc": utc.map(TimeText.iso8601), "earliest": earliest.map(TimeText.iso8601),
      "latest": latest.map(TimeText.iso8601), "text": text,
    ])
  }
}

extension DatedOutcome: JSONConvertible {
  var json: JSONText? { .fields(["outcome": outcome, "time": time, "text": text]) }
}

extension PrintedSetting: PrintedFacts {
  var fields: JSONFields {
    ["block": block, "name": name, "value": PrintedSecrets.shown(value, of: name)]
  }
}

extension DeviceReading {
  /// Everything that was read from one file.
  ///
  /// - Parameter devices: its devices, named as all files together name them.
  func json(_ devices: [DeviceSnapshot]) -> JSONText {
    .fields(["lines": lineCount, "lines_not_understood": unknownLineCount, "devices": devices])
  }
}

extension DeviceSnapshot: PrintedFacts {
  var fields: JSONFields {
    [
      "": udi.latest, "host_name": hostName.latest, "members": members,
      "release": version?.releaseText, "last_ack_received": lastAck.latest,
      "next_ack_deadline": nextAckDeadline.latest, "transport": transport.latest,
      "": EvidenceWording.json(self), "from_other_files": partsFromBackground.map(\.rawValue).json,
      "observations": observations.json,
    ]
  }
}
