import Assessment
import LicenseFiles

/// ACKs and usage for the tests of matching. The shape of the data is assumed, as everywhere.
enum AckFixtures {
  static let first = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")
  static let second = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")
  static let stranger = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE9")
  static let now: Int64 = 1_795_478_400

  /// `first` has exported 101 to 104, `second` 201 to 203.
  static let known: KnownReports = {
    var known = KnownReports()
    for id in 101...104 as ClosedRange<UInt64> { known.add(id, of: first) }
    for id in 201...203 as ClosedRange<UInt64> { known.add(id, of: second) }
    return known
  }()

  static func sudi(_ udi: UDI) -> String {
    #"{"udi_pid":"\#(udi.pid)","udi_serial_number":"\#(udi.serial)"}"#
  }

  /// `[{"sudi":…,<members>}]`, or without a device.
  static func data(_ udi: UDI? = first, _ members: String) -> String {
    udi.map { #"[{"sudi":\#(sudi($0)),\#(members)}]"# } ?? "[{\(members)}]"
  }

  static func document(
    _ data: String?, authorized: UDI? = nil, policy: Int? = nil, account: (String, Int64)? = nil
  ) -> String {
    let signature = "<signature>RVhBTVBMRQ==</signature>"
    var text = "<smartLicense>"
    if let authorized {
      text +=
        "<smartLicenseAuthorization><udi>P:\(authorized.pid),S:\(authorized.serial)</udi>"
        + "<authorizationCode></authorizationCode>\(signature)</smartLicenseAuthorization>"
    }
    if let policy {
      text +=
        "<smartLicensePolicy><policyCode><name>EXAMPLE</name><subscription>"
        + "<firstTimeReport>\(policy)</firstTimeReport></subscription></policyCode>"
        + "\(signature)</smartLicensePolicy>"
    }
    if let data {
      text +=
        "<smartLicenseRumAck><data><![CDATA[\(data)]]></data>\(signature)</smartLicenseRumAck>"
    }
    if let account {
      text +=
        "<smartLicenseAccountInfo><customerInfo><timestamp>\(account.1)000</timestamp>"
        + "<smartAccount>EXAMPLE-SITE</smartAccount><virtualAccount>\(account.0)</virtualAccount>"
        + "</customerInfo>\(signature)</smartLicenseAccountInfo>"
    }
    return text + "</smartLicense>"
  }

  /// What a reader makes of a document.
  static func content(_ text: String, file: String = "ACK_x.txt") throws -> AckContent {
    var builder = AckContentBuilder(file, context: RuleContext(now: now, expected: .ack))
    let bytes = Array(text.utf8)
    var outline = try readDocument(file, open: { MemorySource(bytes) }) { builder.take($0) }
    outline.sha256 = SHA256Digest(hashing: bytes)
    return builder.end(outline)
  }

  /// The content of an ACK with this data.
  static func ack(_ data: String, file: String = "ACK_x.txt") throws -> AckContent {
    try content(document(data), file: file)
  }
}

extension AckMatchResult {
  subscript(_ udi: UDI) -> Device? { devices.first { $0.udi == udi } }
  var ids: [String] { findings.map(\.id) }
}
