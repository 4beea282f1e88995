import AirGap
import Assessment
import DeviceOutput
import LicenseFiles

/// The findings of all rooms.
enum Catalogue {
  static let descriptors: [FindingDescriptor] = [
    FindingDescriptor.reading,
    FindingDescriptor.deviceOutput,
    RuleSet.standard.descriptors,
    FindingDescriptor.ackMatching,
    FindingDescriptor.factoryReset,
    FindingDescriptor.importing,
    FindingDescriptor.confirmation,
    FindingDescriptor.requirements,
    FindingDescriptor.archive,
    FindingDescriptor.media,
    FindingDescriptor.ledger,
    FindingDescriptor.register,
    FindingDescriptor.trip,
    FindingDescriptor.portal,
    FindingDescriptor.accessPoints,
    FindingDescriptor.migration,
    FindingDescriptor.plans,
    FindingDescriptor.configuration,
    FindingDescriptor.diagnosis,
    FindingDescriptor.diff,
    FindingDescriptor.atDevices,
  ].flatMap(\.self)
}
