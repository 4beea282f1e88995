import Assessment
import Foundation
import LicenseFiles
import Testing

/// A rehearsal site whose usage went out on a trip and whose ACKs come home.
final class Homeward: Sendable {
  let site: SiteFolder
  var folder: PackFolder { site.folder }

  static let wlc = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")
  static let router = UDI(pid: "C8000V", serial: "9ZZEXAMPLE5")
  static let ack = "Samples/ack/ACK_c9800-cl-rum.txt"
  static let usage = "Samples/usage/c9800-cl-rum.txt"

  /// - Parameter packed: what goes out on 2026-08-19, with a trip; nothing when empty.
  init(_ packed: [String] = ["Samples/usage"], mode: SiteIdentity.Mode = .rehearsal) throws {
    site = try SiteFolder(mode: mode)
    guard !packed.isEmpty else { return }
    for arguments in [
      ["pack", "--output", folder.path("out")] + packed,
      ["trip", "open", "t1", folder.path("out"), "--carrier", "c"],
    ] {
      let run = try site.run(arguments, at: "2026-08-19T09:00:00Z")
      #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
    }
  }

  /// Runs the program at a time of 2026-08-21, as `09:30`, or at a whole time.
  func run(_ arguments: [String], at time: String = "09:00") throws -> RumkitRun {
    try site.run(arguments, at: time.count == 5 ? "2026-08-21T\(time):00Z" : time)
  }

  /// Runs it, expects a status, and gives what was printed.
  @discardableResult
  func run(
    _ arguments: String..., at time: String = "09:00", status: Int32 = 0,
    place: Testing.SourceLocation = #_sourceLocation
  ) throws -> RumkitRun {
    let run = try run(arguments, at: time)
    #expect(
      run.status == status, "\(arguments): \(run.stdout)\(run.stderr)", sourceLocation: place)
    return run
  }

  /// Writes a file and gives its path.
  func file(_ name: String, _ text: String) throws -> String {
    try folder.write(text, to: name)
    return folder.path(name)
  }

  func object(_ run: RumkitRun) throws -> [String: Any] { try site.object(run) }

  func list(_ run: RumkitRun, _ key: String) throws -> [[String: Any]] {
    try #require(try object(run)[key] as? [[String: Any]])
  }

  /// The hash of the end of the ledger.
  func head() throws -> ChainHead { try site.history().head }

  func status(_ serial: String, at time: String) throws -> (stage: String, action: String) {
    let cycles = try list(run("site", "status", "--format", "json", at: time), "cycles")
    let cycle = try #require(
      cycles.first { cycle in
        (cycle["members"] as? [[String: Any]])?.contains {
          $0["udi_serial_number"] as? String == serial
        } ?? false
      })
    let action = cycle["next_action"] as? [String: Any]
    return (cycle["stage"] as? String ?? "", action?["id"] as? String ?? "")
  }

  /// The ledger is whole, and its index is what its events give.
  func expectSound(place: Testing.SourceLocation = #_sourceLocation) throws {
    let verified = try site.ledger.verify(scratch: NSTemporaryDirectory())
    #expect(verified.findings.isEmpty, sourceLocation: place)
  }

  // MARK: Files

  /// An answer of the portal with these blocks.
  static func answer(
    _ data: String?, policy: String? = nil, account: (virtual: String, time: Int64)? = nil,
    slac: UDI? = nil, trust: Bool = false
  ) -> String {
    let signature = "<signature>RVhBTVBMRQ==</signature>"
    var text = "<smartLicense>"
    if let slac {
      text +=
        "<smartLicenseAuthorization><udi>P:\(slac.pid),S:\(slac.serial)</udi>"
        + "<authorizationCode></authorizationCode>\(signature)</smartLicenseAuthorization>"
    }
    if let policy {
      text +=
        "<smartLicensePolicy><policyCode><name>EXAMPLE</name><subscription>"
        + "<firstTimeReport>\(policy)</firstTimeReport></subscription></policyCode>\(signature)"
        + "</smartLicensePolicy>"
    }
    if trust { text += "<smartLicenseExampleTrust>\(signature)</smartLicenseExampleTrust>" }
    if let data {
      text +=
        "<smartLicenseRumAck><data><![CDATA[\(data)]]></data>\(signature)</smartLicenseRumAck>"
    }
    if let account {
      text +=
        "<smartLicenseAccountInfo><customerInfo><timestamp>\(account.time)000</timestamp>"
        + "<smartAccount>EXAMPLE-SITE</smartAccount>"
        + "<virtualAccount>\(account.virtual)</virtualAccount></customerInfo>\(signature)"
        + "</smartLicenseAccountInfo>"
    }
    return text + "</smartLicense>"
  }

  /// The data of an ACK that names a device, in the assumed shape.
  static func data(_ device: UDI = wlc, _ ids: [UInt64] = Array(1_770_100_001...1_770_100_008))
    -> String
  {
    #"[{"sudi":{"udi_pid":"\#(device.pid)","udi_serial_number":"\#(device.serial)"},"#
      + #""report_ids":[\#(ids.map(String.init).joined(separator: ","))]}]"#
  }

  /// Data that shows neither device nor report.
  static func silent(_ text: String) -> String { #"[{"text":"\#(text)"}]"# }
}
