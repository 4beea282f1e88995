public import LicenseFiles

/// The person for whom an errand is done: it receives the messages, and waits.
public protocol Attendant {
  /// Hears what the errand has to say.
  func tell(_ notice: Notice)
  /// Comes back when this host's clock shows a time, epoch seconds UTC.
  func wait(until end: Int64, for device: UDI)
}
