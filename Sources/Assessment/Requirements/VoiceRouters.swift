import DeviceOutput
import LicenseFiles

/// Voice routers whose services stop without an ACK by the deadline.
///
/// Source: Cisco CUBE configuration guide, Smart Licensing: CUBE and SRST shut down on these releases and
/// not on later ones; call processing resumes with a valid ACK. The tag `CUBE_T_VGW` never enforces.
enum VoiceRouters {
  static let enforcingReleases = "17.3.2, 17.3.3, 17.3.4a, 17.6.1a, any 17.4 and any 17.5"

  static func enforces(_ release: IOSRelease) -> Bool {
    let numbers = release.numbers + [0, 0]
    switch (numbers[0], numbers[1], numbers[2], release.rebuild) {
    case (17, 3, 2...3, _), (17, 3, 4, "a"), (17, 4...5, _, _), (17, 6, 1, "a"): return true
    default: return false
    }
  }

  /// True for a license of CUBE or SRST in use, but for that of a voice gateway.
  static func isVoice(_ license: LicenseUse) -> Bool {
    let name = (license.name + " " + (license.entitlement ?? "")).uppercased()
    return license.isInUse == true && !name.contains("CUBE_T_VGW")
      && (name.contains("CUBE") || name.contains("SRST"))
  }

  /// What follows where the deadline passes; nil for a device that it does not concern.
  static func note(_ device: DeviceSnapshot) -> RequirementNote? {
    guard let release = device.release.latest?.value, enforces(release),
      device.licenses?.contains(where: { isVoice($0.value) }) == true
    else { return nil }
    return RequirementNote(
      "on this release CUBE and SRST shut down without an ACK by the deadline, and resume with one",
      .documented(title: "Cisco CUBE configuration guide", section: "Smart Licensing"))
  }
}
