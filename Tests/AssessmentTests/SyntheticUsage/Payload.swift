/// The payload texts of known shape, compact as a device writes them.
enum Payload {
  static let softwareTag =
    "regid.2018-05.com.cisco.WLC_9500C,1.0_85665885-b865-4e32-8184-5510412fcb54"
  static let networkTag =
    "regid.2018-06.com.cisco.DNA_NWStack,1.0_e7244e71-3ad5-4608-8bf0-d12f67c80896"
  static let dnaTag = "regid.2017-08.com.cisco.AIR-DNA-A,1.0_b6308627-3ab0-4a11-a3d9-586911a0d790"
  static func device(_ serial: String) -> String { udi(SyntheticUsage.pid, serial) }

  private static func members(_ serial: String) -> String {
    #"[{"role":"Active","sudi":\#(device(serial))}]"#
  }

  private static func asset(_ serial: String) -> String {
    #""asset":{"name":"\#(softwareTag)"},"instance":{"sudi":\#(device(serial))}"#
  }

  static func usage(
    of serial: String, id: UInt64, tag: String, generation: SyntheticUsage.Generation,
    signature: String,
    measurements: [SyntheticMeasurement]
  ) -> String {
    let inner =
      #""signature":{"signing_type":"builtin","key":"\#(softwareTag)","value":"\#(signature)"}"#
    let (asset, members) = (asset(serial), members(serial))
    let last = measurements.count - 1
    let list = measurements.enumerated()
      .map { measurement($1, isLast: $0 == last) }
      .joined(separator: ",")
    switch generation {
    case .v1:
      return #"{"asset_identification":{\#(asset),\#(inner)},"#
        + #""meta":{"entitlement_tag":"\#(tag)","report_id":\#(id),"#
        + #""software_version":"17.06.05","ha_udi":\#(members)},"measurements":[\#(list)]}"#
    case .v2:
      return #"{"version":"2.0","asset_identification":{"report_id":\#(id),\#(asset)},"#
        + #"\#(inner),"meta":{"entitlement_tag":"\#(tag)","utility_enabled":false,"#
        + #""software_version":"17.09.05","ha_udi":\#(members)},"measurements":[\#(list)]}"#
    }
  }

  static func telemetry(of serial: String, id: UInt64, start: Int64, end: Int64) -> String {
    let (asset, members) = (asset(serial), members(serial))
    let times = #""log_time":\#(end),"start_time":\#(start),"end_time":\#(end)"#
    let inventory = #"[{\"cname\":\"Chassis\",\"serial_no\":\"9ZZEXAMPLE1\"}]"#
    return #"{"version":"2.0","asset_identification":{"report_id":\#(id),\#(asset)},"#
      + #""meta":{"report_type":"telemetry","utility_enabled":false,"ha_udi":\#(members)},"#
      + #""measurements":[{\#(times),"metric_name":"Telemetry Meta Info","#
      + #""values":[{"type":"report_id","value":"\#(end)"},{"type":"version","value":"1"}]},"#
      + #"{\#(times),"metric_name":"hardware_inventory","#
      + #""meta":[{"type":"report_id","value":"\#(end)"}],"#
      + #""values":[{"type":"json_encode","value":"\#(inventory)"}]}]}"#
  }

  private static func measurement(_ value: SyntheticMeasurement, isLast: Bool) -> String {
    let seconds = value.end - value.start
    let reason = isLast ? #","termination_reason":"CurrentUsageRequested""# : ""
    return #"{"log_time":\#(value.start),"metric_name":"ENTITLEMENT","start_time":\#(value.start),"#
      + #""end_time":\#(value.end),"sample_interval":\#(seconds),"#
      + #""num_samples":\#(seconds / 900 + 1),"meta":{"removed_sudi_list":[\#(list(value.removed))],"#
      + #""added_sudi_list":[\#(list(value.added))]\#(reason)},"#
      + #""value":{"type":"COUNT","value":"\#(value.count)"}}"#
  }

  private static func list(_ accessPoints: [Int]) -> String {
    accessPoints.map { number in
      let digits = String(number)
      return udi(
        "AIR-AP2802I-E-K9",
        "FZZ0000" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
    }
    .joined(separator: ",")
  }

  private static func udi(_ pid: String, _ serial: String) -> String {
    #"{"udi_pid":"\#(pid)","udi_serial_number":"\#(serial)"}"#
  }
}
