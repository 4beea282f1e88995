import AirGap
import Assessment
import DeviceOutput
import LicenseFiles

/// The findings of all rooms.
enum Catalogue {
  static let descriptors: [FindingDescriptor] =
    FindingDescriptor.reading + RuleSet.standard.descriptors + FindingDescriptor.archive
    + FindingDescriptor.media + FindingDescriptor.deviceOutput
}
