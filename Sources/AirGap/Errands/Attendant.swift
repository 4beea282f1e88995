public import LicenseFiles

/// Who is there while an errand is done: hears what it has to say, and waits with it.
public protocol Attendant {
  /// Hears what the errand has to say.
  func tell(_ notice: Notice)
  /// Comes back when this host's clock shows a time, epoch seconds UTC.
  func wait(until end: Int64, for device: UDI)
}
