public import DeviceOutput
import LicenseFiles

/// From where a device comes to offline reporting. The words stand in the ledger and on the command
/// line and are never renamed.
public enum MigrationKind: String, Sendable, Hashable, CaseIterable {
  /// Specific License Reservation.
  case reservation = "slr"
  /// Registered Smart Licensing.
  case smartLicensing = "smart-licensing"
  /// Smart Licensing that was never registered, or whose evaluation is over.
  case evaluation
  /// Licensing starts again from nothing: the last resort.
  case factoryReset = "factory-reset"
  /// A new device replaces another one.
  case replacement = "rma"
  /// An HA pair of controllers.
  case pair = "ha-pair"

  /// What it is, for a heading.
  public var title: String {
    switch self {
    case .reservation: "from Specific License Reservation to offline reporting"
    case .smartLicensing: "from Smart Licensing to offline reporting"
    case .evaluation: "from evaluation to offline reporting"
    case .factoryReset: "factory reset of the licensing, and start again"
    case .replacement: "replacement of a device (RMA)"
    case .pair: "an HA pair to offline reporting"
    }
  }
}

/// Which kind a device's output calls for, or why none can be picked.
public enum MigrationChoice: Sendable, Hashable {
  /// This one, because of these lines.
  case kind(MigrationKind, because: String)
  /// None, with the reason and the commands whose output would tell.
  case undecided(String, shownBy: [String])
  /// It reports by policy already.
  case nothingToDo(String)

  /// Reads what a device printed.
  ///
  /// The words of Smart Licensing before 17.3.2 are those of dialogues of older images, to be
  /// confirmed: they pick a checklist and prove no step of it.
  public init(_ device: DeviceSnapshot) {
    let roles = Set(device.members.map { $0.value.role.lowercased() })
    if roles.contains("standby"),
      device.model?.isWirelessController == true
    {
      self = .kind(.pair, because: "the HA UDI List names a standby controller")
      return
    }
    if let reason = device.reservationSign {
      self = .kind(.reservation, because: reason)
      return
    }
    switch LicensingModel(device) {
    case .policy:
      self = .nothingToDo(
        "it uses Smart Licensing Using Policy already and shows no reservation: rumkit ritual does the "
          + "rest; name --kind factory-reset or rma where that is meant")
    case .reserved:
      self = .kind(.reservation, because: "it has a Specific License Reservation (SLR)")
    case .registered(let words):
      self = .kind(.smartLicensing, because: "it is registered: \(words)")
    case .evaluation, .registering: self = .kind(.evaluation, because: "it is not registered")
    case .olderRelease, .notShown:
      self = .undecided(
        "the output shows neither a reservation, nor a registration, nor an evaluation",
        shownBy: ["show version", "show license all"])
    }
  }
}

extension DeviceSnapshot {
  /// The line that shows a Specific License Reservation; nil without one.
  var reservationSign: String? {
    if let status = registration?.status?.value, status.contains("SPECIFIC LICENSE RESERVATION") {
      return "Registration Status: \(status)"
    }
    let facts = [reservation, authorizations].compactMap(\.self)
    for member in facts.flatMap(\.members) {
      if let status = member.status?.value, status.contains("SPECIFIC"), member.isInstalled == true
      {
        return "Reservation status: \(status)"
      }
    }
    for license in facts.flatMap(\.licenses) {
      for term in license.terms {
        if let type = term.authorizationType?.value, type.contains("SPECIFIC") {
          return "Authorization type: \(type)"
        }
      }
    }
    let isEnabled = observations.contains { $0.license?.licenseReservation?.value == "ENABLED" }
    return isEnabled ? "License Reservation is ENABLED" : nil
  }
}
