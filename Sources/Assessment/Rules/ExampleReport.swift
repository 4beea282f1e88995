/// Writes the text of a report as a device of IOS XE 17.9 writes it, for the examples of the rules.
struct ExampleReport {
  var id: String? = "1700000001"
  var pid = "C9800-CL-K9"
  var serial = "9ZZEXAMPLE1"
  var signer: String?
  var tag = "regid.2018-06.com.cisco.DNA_NWStack,1.0_e7244e71-3ad5-4608-8bf0-d12f67c80896"
  var members: [(role: String, serial: String)] = [("Active", "9ZZEXAMPLE1")]
  var measurements = [ExampleMeasurement()]
  var signature: String? = "RVhBTVBMRS1FWEFNUExFLUVYQU1QTEUtRVhBTVBMRSE="
  var payloadExtra = ""
  var slash = ""

  static let standard = ExampleReport()

  var payload: String {
    let asset = "regid.2018-05.com.cisco.WLC_9500C,1.0_85665885-b865-4e32-8184-5510412fcb54"
    let number = id.map { "\"report_id\":\($0)," } ?? ""
    let ha = members.map {
      #"{"role":"\#($0.role)","sudi":{"udi_pid":"\#(pid)","udi_serial_number":"\#($0.serial)"}}"#
    }
    return #"{"version":"2.0",\#(payloadExtra)"asset_identification":{\#(number)"#
      + #""asset":{"name":"\#(asset)"},"instance":{"sudi":{"udi_pid":"\#(pid)","#
      + #""udi_serial_number":"\#(serial)"}}},"meta":{"entitlement_tag":"\#(tag)","#
      + #""utility_enabled":false,"software_version":"17.09.02","ha_udi":["#
      + ha.joined(separator: ",") + #"]},"measurements":["#
      + measurements.map(\.text).joined(separator: ",") + "]}"
  }

  var block: String {
    let escaped = payload.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let sudi = #"{"udi_pid":"\#(pid)","udi_serial_number":"\#(signer ?? serial)"}"#
    let value = signature.map { #","value":"\#($0)""# } ?? ""
    return "<RUMReport><![CDATA[{\"payload\":\"\(slash)\(escaped)\",\"header\":{\"type\":\"rum\"},"
      + "\"signature\":{\"sudi\":\(sudi),\"signing_type\":\"builtin\",\"key\":\"regid\"\(value)}}"
      + "]]></RUMReport>"
  }

  static func document(_ reports: ExampleReport..., host: String? = nil) -> String {
    let account = host.flatMap { host in reports.first?.account(host) } ?? ""
    return "<smartLicense>\n" + reports.map { $0.block + "\n" }.joined() + account
      + "</smartLicense>\n"
  }

  /// What the device says of itself.
  private func account(_ host: String) -> String {
    "<smartLicenseSystemInfo><data><![CDATA[{\"sudi\":{\"udi_pid\":\"\(pid)\",\"udi_serial_number\":"
      + "\"\(serial)\"},\"timestamp\":1700046000000,\"hostname\":\"\(host)\"}]]></data>"
      + "</smartLicenseSystemInfo>\n"
  }

  func with(_ change: (inout ExampleReport) -> Void) -> ExampleReport {
    var copy = self
    change(&copy)
    return copy
  }
}

struct ExampleMeasurement {
  var metric = "ENTITLEMENT"
  var start = 1_700_010_000
  var end = 1_700_046_000
  var interval: Int?
  var count = "\"2\""
  var meta = #""termination_reason":"CurrentUsageRequested""#

  var text: String {
    #"{"log_time":\#(end),"metric_name":"\#(metric)","start_time":\#(start),"end_time":\#(end),"#
      + #""sample_interval":\#(interval ?? end - start),"num_samples":41,"#
      + #""meta":{\#(meta)},"value":{"type":"COUNT","value":\#(count)}}"#
  }
}
