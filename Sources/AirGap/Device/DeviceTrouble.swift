import Assessment
import LicenseFiles

/// Why something at a device did not work: a finding whose place is the host.
struct DeviceTrouble: Error, Sendable, Hashable {
  let finding: Finding

  init(_ kind: FindingDescriptor, at host: String, _ message: String, device: UDI? = nil) {
    finding = kind.finding(
      at: SourceLocation(file: host), productInstance: device, String(message.prefix(600)))
  }

  /// What ssh said before there was a session.
  static func login(_ complaint: String, at host: String) -> DeviceTrouble {
    let lines = complaint.split(whereSeparator: \.isNewline).map {
      String($0.drop { $0 == " " })
    }.filter { $0.contains(where: \.isLetter) }
    let all = complaint.lowercased()
    func has(_ words: String...) -> Bool { words.contains(where: all.contains) }
    let said = lines.last ?? "ssh ended and gave no reason"
    if has("remote host identification has changed", "host key verification failed") {
      let changed = has("has changed")
      return DeviceTrouble(
        .deviceHostKey, at: host,
        changed ? "ssh refuses: the host key has changed" : "ssh refuses: the host key is not known"
      )
    }
    if has("permission denied", "too many authentication failures") {
      return DeviceTrouble(.deviceLogin, at: host, "the login was refused: \(said)")
    }
    return DeviceTrouble(.deviceUnreached, at: host, said)
  }

  /// ssh or scp could not be run.
  init(_ failure: HostProgram.Failure, at host: String) {
    self.init(.deviceUnreached, at: host, failure.reason)
  }
}
