import DeviceOutput
import LicenseFiles

/// The output that shows that the transport is off, and what was printed before it.
struct TransportOff {
  private let place: SourceLocation
  private let sections: [TranscriptSection]
  /// Times that were past when it was printed.
  private let times: [DeviceTime]

  /// Nil where the transport is not off, or not known.
  init?(_ device: DiagnosedDevice) {
    guard let type = device.snapshot.settings?.transport, type.value == "off" else { return nil }
    place = type.location
    sections = device.sections
    let ack = device.snapshot.lastAck.latest
    let clock = device.snapshot.clock.latest
    let seen = [
      ack.flatMap { ack in ack.value.map { (ack.location, $0) } },
      clock.map { ($0.location, $0.value) },
    ]
    let file = type.location.file
    times = seen.compactMap(\.self).filter { $0.0.file == file }.map(\.1)
  }

  /// True where this comes from before it. A log that is shown holds what came before; a message on the
  /// console, and what another file says without a time, may be later.
  func isLater(than evidence: DiagnosisEvidence) -> Bool {
    if let latest = evidence.time?.latest, times.contains(where: { $0.earliest ?? .min > latest }) {
      return true
    }
    guard evidence.location.file == place.file, let line = evidence.location.line,
      let own = place.line
    else { return false }
    if line <= own { return true }
    let section = sections.last {
      $0.location.file == place.file && $0.location.line ?? 0 <= line
    }
    guard let section, section.command?.command != .showLogging else { return section != nil }
    return section.command?.text != nil && !section.logLines.contains { $0.location.line == line }
  }
}
