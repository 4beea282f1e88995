import AirGap
import Assessment
import LicenseFiles

/// The findings of all rooms.
enum Catalogue {
  static let descriptors: [FindingDescriptor] = [
    FindingDescriptor.reading,
    RuleSet.standard.descriptors,
    FindingDescriptor.ackMatching,
    FindingDescriptor.factoryReset,
    FindingDescriptor.archive,
    FindingDescriptor.media,
    FindingDescriptor.ledger,
  ].flatMap(\.self)
}
