import DeviceOutput

/// The release with which Smart Licensing Using Policy begins: each operating system has its own.
///
/// Source: Cisco doc 217348 (17.3.2; for wireless controllers the guides name 17.3.2a), Cisco doc 220643
/// (NX-OS 10.2(1)F). Of IOS XR none is known, so no number tells.
enum PolicyStart {
  /// True for a release that is known to be older. Where the system is not known, only the numbers of
  /// IOS and IOS XE tell: 12 and 15, 3 and 16, and 17 before the policy.
  static func isAfter(_ release: IOSRelease, on system: DeviceModel.System?) -> Bool {
    switch system {
    case .iosXR: return false
    case .nxOS: return !release.isAtLeast(10, 2, 1)
    case .iosXE, nil:
      switch release.numbers[0] {
      case 3, 12, 15, 16: return true
      case 17: return !release.isAtLeast(17, 3, 2)
      default: return false
      }
    }
  }

  /// What holds of IOS 12 and 15, which the policy never came to; nil for another release.
  static func never(_ release: IOSRelease?) -> String? {
    guard let release, [12, 15].contains(release.numbers[0]) else { return nil }
    return
      "IOS \(release.raw) has no Smart Licensing Using Policy, and no later IOS 12 or 15 has it: usage is "
      + "not reported by file"
  }

  /// Where to go, in words.
  static func advice(for system: DeviceModel.System?) -> String {
    switch system {
    case .iosXR:
      "move it to a release of IOS XR with Smart Licensing Using Policy; its release notes name the first"
    case .nxOS: "move it to a release with Smart Licensing Using Policy: NX-OS 10.2(1)F or later"
    case .iosXE, nil:
      "move it to a release with Smart Licensing Using Policy (17.3.2; wireless controllers 17.3.2a), step by "
        + "step with rumkit-migrate(1)"
    }
  }
}
