/// Writes the text of an ACK as the portal writes it, for the examples of the rules. The shape of its
/// data is assumed.
struct ExampleAck {
  var data: String? = #"[{"sudi":\#(Self.device("9ZZEXAMPLE1")),"report_ids":[1700000001]}]"#
  var signature = "<signature>RVhBTVBMRQ==</signature>"
  var authorized: String?
  var authorizationAnswer = "true"
  var opening = ""
  var between = ""

  static let standard = ExampleAck()

  static func device(_ serial: String) -> String {
    #"{"udi_pid":"C9800-CL-K9","udi_serial_number":"\#(serial)"}"#
  }

  var document: String {
    var blocks: [String] = []
    if let authorized {
      blocks.append(
        "<smartLicenseAuthorization><udi>P:C9800-CL-K9,S:\(authorized)</udi><authorizationCode>"
          + "<status><success>\(authorizationAnswer)</success></status></authorizationCode>"
          + "\(signature)</smartLicenseAuthorization>")
    }
    if let data {
      blocks.append(
        "<smartLicenseRumAck><data><![CDATA[\(data)]]></data>\(signature)</smartLicenseRumAck>")
    }
    return opening + "<smartLicense>" + between + blocks.joined(separator: between) + between
      + "</smartLicense>\n"
  }

  /// An ACK for a device with this serial number.
  static func naming(_ serial: String) -> String {
    document { $0.data = "[{\"sudi\":\(device(serial))}]" }
  }

  static func document(_ change: (inout ExampleAck) -> Void) -> String {
    var copy = standard
    change(&copy)
    return copy.document
  }
}
