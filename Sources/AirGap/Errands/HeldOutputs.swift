import DeviceOutput
import LicenseFiles

/// How much of what devices print is held in memory together.
struct HeldOutputs {
  /// The most outputs of commands: each takes some kilobytes.
  static let mostOutputs = 200_000
  /// The most host names. Each device is judged by itself, and what is said of it takes more room than what it
  /// printed.
  static let mostDevices = 20_000

  private var outputs = 0
  private var hosts: Set<String> = []

  /// Counts the outputs of a file.
  ///
  /// - Returns: why it is too much; nil while it is not.
  mutating func fault(adding reading: DeviceReading, of file: String) -> ErrandError? {
    outputs += reading.observations.count
    for observation in reading.observations {
      if let host = observation.promptName, hosts.count <= Self.mostDevices { hosts.insert(host) }
    }
    if outputs > Self.mostOutputs { return Self.refusal(file, "200,000 outputs of commands") }
    return hosts.count > Self.mostDevices ? Self.refusal(file, "20,000 devices") : nil
  }

  private static func refusal(_ file: String, _ what: String) -> ErrandError {
    ErrandError(
      .unreadable, "\(file): the files hold more than \(what) together",
      hint: "give fewer files at a time, or a part of the file")
  }
}
