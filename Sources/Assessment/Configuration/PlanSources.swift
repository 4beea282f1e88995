import LicenseFiles

/// Where the lines of a plan come from: the sections of Cisco's documents, by what they describe.
extension Basis {
  static let offline = DeviceInstruction.offline
  static let direct = doc217348("Direct connect")
  static let proxy = doc217348("Smart Transport through a proxy")
  static let cslu = doc217348("Connected to CSLU")
  static let onPrem = doc217348("Connected to On-prem")
  static let reachability = doc217348("Internet reachability")
  static let logs = doc217348("Logs")
  static let client = doc217348("HTTP client and certificate")
}

/// How reports get to Cisco and ACKs come back where the server has no connection to Cisco.
enum ServerOffline {
  /// CSLU, in the words of its menus.
  static let cslu =
    "if CSLU is not connected to Cisco: Download All For Cisco in CSLU, upload that file at the portal and "
    + "download its ACK, then Upload From Cisco in CSLU"
  static let csluBasis = Basis.catalyst9400("p.190, CSLU disconnected from CSSM")
  /// On-Prem. The words of its menus for this were not seen.
  static let onPrem =
    "what On-Prem holds reaches Cisco only when it synchronises: Smart Licensing > Reports > Usage Schedules > "
    + "Synchronize now with Cisco; without a connection its files are carried both ways by hand"
  static let onPremBasis = Basis.documented(
    title: "Cisco License Central how-to LIC221715", section: "synchronization schedule with Cisco")
}
