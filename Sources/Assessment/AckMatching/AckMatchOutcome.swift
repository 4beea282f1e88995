public import LicenseFiles

/// What a match of ACKs gave.
public struct AckMatchOutcome: Sendable {
  /// What belongs to what.
  public package(set) var result: AckMatchResult
  /// True when something that was named could not be read.
  public let failed: Bool
  /// What a site knows of the devices.
  public package(set) var records: [UDI: DeviceRecord] = [:]
  /// True in a site that is for practice.
  public package(set) var isRehearsal = false
  /// The numbers of the `exported` events that a file answers where its ids cannot be read.
  package let uploads: [String: [Int64]]

  package init(result: AckMatchResult, failed: Bool, uploads: [String: [Int64]] = [:]) {
    self.result = result
    self.failed = failed
    self.uploads = uploads
  }
}
