import LicenseFiles

/// Where the lines of a plan come from: the sections of Cisco's documents, by what they describe.
extension Basis {
  static let offline = DeviceInstruction.offline
  static let direct = doc217348("Direct connect")
  static let proxy = doc217348("Smart Transport through a proxy")
  static let cslu = doc217348("Connected to CSLU")
  static let onPrem = doc217348("Connected to On-prem")
  static let reachability = doc217348("Internet reachability")
  static let logs = doc217348("Logs")
  static let client = doc217348("HTTP client and certificate")
}
