import LicenseFiles

/// Where the steps of the checklists come from.
enum MigrationSource {
  static let offlineReporting = Basis.doc217348("moving from SLR to offline reporting by policy")
  static let firstRelease = Basis.doc217348("introduced with 17.3.2")
  static let target = Basis.documented(
    title: "Cisco doc 217348 and field notice FN72578", section: "releases")
  static let transport = Basis.doc221758("license smart transport off")
  static let transportAfterUpgrade = Basis.catalyst9400("migration, p.125")
  static let counting = Basis.doc217348("the controller reports every 8 hours")
  static let air = Basis.doc221758("Air-gapped licensing")
  static let returning = Basis.documented(
    title: "Cisco-IOS-XE-rpc.yang", section: "authorization-code-return-offline")
  static let reset = Basis.doc217348("license smart factory reset")
  static let resetHour = Basis.documented(
    title: "Cisco docs 217348 and 221758", section: "one hour after a license factory reset")
  static let replacing = Basis.doc217348("replacement and manual deletion")
  static let pairReports = Basis.doc221758("both members under Product Instances")
  static let registered = Basis.catalyst9400("migration, p.124 and 125")
  static let before = Basis.inferred(
    "what is not written down before the upgrade cannot be compared after it")
  static let prudence = Basis.inferred(
    "a reset clears the trusted store, so what was in it has to be known and issued again")
  static let portalRemoval = Basis.documented(
    title: "Cisco Smart Software Manager help", section: "Removing a Product Instance")
  static let reservationCommand = Basis.documented(
    title: "Cisco router command reference (Smart Licensing Using Policy)",
    section: "show license reservation")
}
