import Assessment
import LicenseFiles

/// Why something at a device did not work: a finding whose place is the host.
struct DeviceTrouble: Error, Sendable, Hashable {
  let finding: Finding

  init(_ kind: FindingDescriptor, at host: String, _ message: String, device: UDI? = nil) {
    finding = kind.finding(
      at: SourceLocation(file: host), productInstance: device, String(message.prefix(600)))
  }

  /// True when the device does not stand at its prompt any more: nothing can be typed.
  var endsDialogue: Bool {
    let ends: [FindingDescriptor] = [.deviceLost, .deviceSilent, .deviceFlood]
    return ends.contains { $0.id == finding.id }
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

  /// Whether ssh waited for somebody at the terminal when the time for the login was over.
  enum Asking: Sendable {
    /// It did, for what nobody sees.
    case hidden
    /// Nothing came from the device, so it may have.
    case maybe
    case no
  }

  /// The time for the login is over.
  static func noPrompt(_ asking: Asking, at host: String) -> DeviceTrouble {
    let limit = "\(DeviceLimits.login.components.seconds) seconds"
    let words =
      switch asking {
      case .hidden: "ssh waited \(limit) for an answer on the terminal: a password or a passphrase"
      case .maybe:
        "nothing came from the device within \(limit): ssh may have waited for an answer on the terminal, such as "
          + "a password, a passphrase or whether a host key is right"
      case .no: "no prompt of a device came within \(limit)"
      }
    return DeviceTrouble(.deviceSilent, at: host, words + "; a login takes no longer")
  }

  /// ssh or scp could not be run.
  init(_ failure: HostProgram.Failure, at host: String) {
    self.init(.deviceUnreached, at: host, failure.reason)
  }
}
