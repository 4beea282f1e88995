import Assessment
import LicenseFiles

/// What the outbound files reveal to whoever reads them, as a list that a security officer can sign.
struct DisclosureReport: Sendable {
  private let plan: PackPlan

  /// The files of a plan.
  init(_ plan: PackPlan) { self.plan = plan }

  /// The list, file by file, with room for a signature.
  var text: String {
    var result = "WHAT THE OUTBOUND FILES REVEAL\n"
    for file in plan.files {
      result += "\n\(file.path)\n  sha256  \(file.sha256)\n"
      for (heading, values) in Self.lists(file.candidate.disclosure) {
        result += "  \(heading): \(values.count)\n"
        for value in values { result += "    \(TerminalText.escaped(value))\n" }
      }
    }
    return result + """

      Every file also holds entitlement tags, counts and times of use, and signatures.

      Released by ______________________________  date ______________
      Witness     ______________________________  date ______________

      """
  }

  /// The same for programs.
  var json: JSONText {
    .array(
      plan.files.map { file in
        let disclosure = file.candidate.disclosure
        return .fields([
          "path": file.path, "product_instances": disclosure.productInstances.sorted().map(\.json),
          "access_points": disclosure.accessPoints.sorted().map(\.json),
          "host_names": disclosure.hostNames.sorted(),
          "software_versions": disclosure.softwareVersions.sorted(),
        ])
      })
  }

  private static func lists(_ disclosure: FileDisclosure) -> [(String, [String])] {
    [
      ("product instances", disclosure.productInstances.sorted().map(\.description)),
      ("access points", disclosure.accessPoints.sorted().map(\.description)),
      ("host names", disclosure.hostNames.sorted()),
      ("software versions", disclosure.softwareVersions.sorted()),
    ]
  }
}
