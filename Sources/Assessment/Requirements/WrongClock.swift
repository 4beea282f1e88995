import DeviceOutput

/// Times that only a clock which was never set can give: 1993, 2004 and others are where clocks start.
///
/// IOS XE 17.3.2, the first release with the policy, is of 2020; no licensing that is read here is older than
/// 2014.
enum WrongClock {
  /// 2020-01-01T00:00:00Z.
  private static let policyBegins: Int64 = 1_577_836_800
  /// 2014-01-01T00:00:00Z.
  private static let licensingBegins: Int64 = 1_388_534_400

  /// True for a time of the policy that lies before there was one: nothing is judged by it.
  static func gave(_ time: DeviceTime) -> Bool {
    time.latest.map { $0 < policyBegins } ?? false
  }

  /// The same of licensing from before the policy.
  static func gaveOlder(_ time: DeviceTime) -> Bool {
    time.latest.map { $0 < licensingBegins } ?? false
  }

  /// The newest time that the device itself printed of its clock, where the clock cannot be right.
  static func shown(by device: DeviceSnapshot) -> Observed<DeviceTime>? {
    let isPolicy = LicensingModel(device) == .policy
    return (device.newestStamp ?? device.clock.latest).flatMap {
      (isPolicy ? gave($0.value) : gaveOlder($0.value)) ? $0 : nil
    }
  }

  /// What is said of a deadline that it gave.
  static let words =
    "is from a clock that was not set (the policy is younger), so whether it is over is not known"
}
