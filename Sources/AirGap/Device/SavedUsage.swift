import Assessment
import LicenseFiles

/// What a file holds that a device saved as its usage.
enum SavedUsage {
  /// Why it is not the usage of these devices, in words; nil where it is, whole.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - members: the device that saved it, and the other members of its HA pair or stack.
  static func fault(of path: String, from members: Set<UDI>) -> String? {
    // One that calls its product otherwise in its reports is the same by its serial number.
    let serials = Set(members.map(\.serial))
    var count = 0
    var isOwn = false
    var others: Set<UDI> = []
    var isWhole = true
    var damage: String?
    do throws(ErrandError) {
      var reading = try InputReading([path]) { _ in }
      reading.each(
        begin: { _ in },
        item: { item in
          switch item {
          case .report(let report):
            count += 1
            let named =
              [report.productInstance].compactMap(\.self)
              + (report.highAvailability ?? []).map(\.udi)
            if serials.isDisjoint(with: named.map(\.serial)) {
              if others.count < 3 { others.formUnion(named.prefix(1)) }
            } else {
              isOwn = true
            }
          case .finding(let finding):
            if finding.severity == .error, damage == nil { damage = finding.message }
          case .block: break
          }
        },
        end: { isWhole = isWhole && $0.isComplete })
      if reading.failed { return "it cannot be read" }
    } catch {
      return error.reason
    }
    guard count > 0 else { return "it holds no usage report" }
    guard isWhole else { return damage ?? "it ends early" }
    guard isOwn else {
      return others.isEmpty
        ? "its reports do not say which device they are of"
        : "its reports are of \(others.sorted().map(\.description).joined(separator: ", "))"
    }
    return nil
  }
}
