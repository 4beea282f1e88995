/// The most that is taken from a device, and the longest that is waited for it.
enum DeviceLimits {
  /// Until the first prompt, where a person may have to type a password.
  static let login: Duration = .seconds(120)
  /// For the next byte of an answer; `--patience` says otherwise.
  static let quiet = 300
  /// For all of one answer.
  static let answer: Duration = .seconds(1800)
  /// For one file.
  static let transfer: Duration = .seconds(1800)
  /// For the proof of an import, and the first pause in it; each later one is twice as long.
  static let proof: Duration = .seconds(60)
  static let firstPause: Duration = .seconds(2)
  /// How long a prompt or a question stands alone before it is believed.
  static let settled: Duration = .milliseconds(400)
  /// The same where the device did not echo the command.
  static let unechoed: Duration = .seconds(3)
  /// Bytes of one session.
  static let session = 64 << 20
  /// Bytes of one usage file.
  static let file = 1 << 30
  /// Devices at once, unless `--parallel` says otherwise.
  static let parallel = 4
}
