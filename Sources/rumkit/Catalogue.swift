import AirGap
import Assessment
import LicenseFiles

/// The findings of all rooms.
enum Catalogue {
  static let descriptors: [FindingDescriptor] =
    FindingDescriptor.reading + RuleSet.standard.descriptors + FindingDescriptor.archive
    + FindingDescriptor.media + FindingDescriptor.ledger + FindingDescriptor.register
    + FindingDescriptor.trip + FindingDescriptor.portal
}
