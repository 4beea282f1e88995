public import LicenseFiles

/// A device that is out of service.
public struct RetirementOutcome: Sendable {
  /// The events.
  public let events: [SiteEvent]
  /// What the site knows of the device.
  public let record: DeviceRecord

  package init(_ events: [SiteEvent], _ record: DeviceRecord) {
    self.events = events
    self.record = record
  }
}

/// A device whose place another one took.
public struct ReplacementOutcome: Sendable {
  /// The events.
  public let events: [SiteEvent]
  /// What was known of the device that is gone.
  public let gone: DeviceRecord
  /// The device that took its place.
  public let successor: UDI

  package init(_ events: [SiteEvent], gone: DeviceRecord, successor: UDI) {
    self.events = events
    self.gone = gone
    self.successor = successor
  }
}
