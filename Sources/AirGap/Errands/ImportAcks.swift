public import Assessment
import LicenseFiles

/// Brings ACKs on their way into the devices: checks them, asks the guard, and stages them.
public struct ImportAcks: Sendable {
  /// The ACKs: files, folders, archives.
  public var files: [String]
  /// How files that show no device are matched to one.
  public var ties = AckTies()
  /// The folder to stage into; nil for the site's own.
  public var folder: String?
  /// How the devices name that folder.
  public var origin: String?
  /// Where files lie on the devices; nil for what the register says.
  public var devicePath: DevicePath?
  /// Takes what the device has proved for done, and what it imported without a proof for what is only to be
  /// proved, instead of refusing it.
  public var skipsProved = false
  /// Why what was imported before is imported again.
  public var again: String?
  /// Why it is only recorded that these ACKs were imported.
  public var byHand: String?
  /// Shows everything and changes nothing.
  public var isDryRun = false
  /// What to do when the guard refuses.
  public var policy = GuardPolicy.stop
  /// Tell of each file that is skipped.
  public var isVerbose = false
  /// Where the result will be written.
  public var output: String?

  /// Creates an errand.
  public init(_ files: [String]) { self.files = files }

  /// Why a place cannot be typed at a device; nil when it can.
  public static func fault(ofOrigin origin: String) -> String? {
    isPlace(origin)
      ? nil : "--origin takes a place such as tftp://192.0.2.10/acks or usbflash0:, not '\(origin)'"
  }

  /// True for a place as devices name it: one word with a colon.
  public static func isPlace(_ text: String) -> Bool {
    text.contains(":") && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F }
  }

  /// Does it, file by file: one that fails does not stop the others.
  ///
  /// - Throws: ``ErrandError``.
  public func run(
    in session: SiteSession, _ attendant: any Attendant
  ) throws(ErrandError) -> ImportOutcome {
    if let fault = origin.flatMap(Self.fault) { throw ErrandError(.usage, fault) }
    var match = MatchAcks(
      files, ties: ties, isVerbose: isVerbose, output: output, records: !isDryRun)
    match.tellsSeen = false
    let matched = try match.run(in: session, attendant.tell)
    var run = try ImportRun(
      errand: self, session: session, matched: matched,
      gate: ResetGate(session, policy, command: "import", records: !isDryRun, attendant))
    return try run.carryOut()
  }
}
