import Assessment
import DeviceOutput
import LicenseFiles

// Configurations, logs and answers to commands, as JSON.

extension RunningConfiguration {
  var json: JSONText? {
    func server(_ server: Observed<Server>) -> JSONText {
      .object([("address", .string(server.value.address)), ("vrf", JSONText(server.value.vrf))])
    }
    func zone(_ zone: Observed<ConfiguredZone>) -> JSONText {
      .object([
        ("name", .string(zone.value.name)), ("seconds_east", JSONText(zone.value.seconds)),
      ])
    }
    var fields = DeviceFields()
    fields.add("extent", Self.word(extent))
    fields.add("lines", lineCount)
    fields.add("host_name", hostName)
    fields.add("version", version)
    fields.add(udi?.value)
    fields.add("transport", transport)
    fields.add("urls", urls) { url in
      .object([
        ("kind", .string(Self.word(url.value.kind))),
        ("url", .string(Self.withoutLogin(url.value.text))),
      ])
    }
    fields.add("call_home_destinations", callHomeDestinations) {
      .string(Self.withoutLogin($0.value))
    }
    fields.add("proxy_address", proxyAddress)
    fields.add("proxy_port", proxyPort)
    if proxyLogin != nil { fields.add("proxy_has_login", true) }
    fields.add("license_vrf", licenseVRF)
    fields.add("usage_interval", usageInterval)
    fields.add("privacy", privacy)
    if reservation != nil { fields.add("license_smart_reservation", true) }
    fields.add("http_client_source_interface", sourceInterface)
    fields.add("http_client_secure_trustpoint", secureTrustpoint)
    fields.add("trustpoints", trustpoints.sorted { $0.key < $1.key }) {
      .object([("name", .string($0.key)), ("revocation_check", JSONText($0.value?.value))])
    }
    fields.add("vrfs", vrfs.sorted()) { .string($0) }
    fields.add("name_servers", nameServers, server)
    fields.add("hosts", hosts.sorted()) { .string($0) }
    if lookupOff != nil { fields.add("domain_lookup", false) }
    fields.add("time_servers", timeServers, server)
    fields.put("time_zone", timeZone.map(zone))
    fields.put("summer_time", summerTime.map(zone))
    fields.add("time_stamps", timeStamps)
    return fields.json
  }

  private static func word(_ extent: Extent) -> String {
    switch extent {
    case .whole: "whole"
    case .filtered: "filtered"
    case .cut: "cut"
    case .pasted: "pasted"
    }
  }

  private static func word(_ kind: URLKind) -> String {
    switch kind {
    case .standard: "default"
    case .cslu: "cslu"
    case .smart: "smart"
    case .plain: "plain"
    }
  }

  /// `https://name:password@host/…` without what stands before the sign.
  static func withoutLogin(_ url: String) -> String {
    guard let start = url.range(of: "://")?.upperBound,
      let at = url[start...].prefix(while: { $0 != "/" }).lastIndex(of: "@")
    else { return url }
    return url[..<start] + PrintedSecrets.withheld + url[at...]
  }
}

extension LoggingFacts {
  private static let mostTraces = 1000

  var json: JSONText? {
    var fields = DeviceFields()
    fields.add("settings", settings)
    if !traces.isEmpty {
      fields.add("trace_count", traces.count)
      fields.add("traces", Array(traces.suffix(Self.mostTraces))) { trace in
        var fields = DeviceFields()
        fields.add("line", trace.location.line)
        fields.add("time", trace.value.time)
        fields.add("process", trace.value.process)
        fields.add("module", trace.value.module)
        fields.add("level", trace.value.level)
        fields.add("text", PrintedSecrets.shown(trace.value.text))
        return fields.json ?? .null
      }
    }
    return fields.json ?? .object([])
  }
}

extension NTPFacts {
  var json: JSONText? {
    var fields = DeviceFields()
    fields.add("synchronised", isSynchronised)
    fields.add("stratum", stratum?.value)
    fields.add("reference", reference)
    fields.add("lines", lines)
    return fields.json
  }
}

extension Trustpoint {
  var json: JSONText {
    .object([
      ("name", .string(name.value)), ("lines", .array(lines.map { .string($0.value) })),
    ])
  }
}

extension ReservationAnswer {
  var json: JSONText? {
    var fields = DeviceFields()
    fields.add("action", action) { .string($0) }
    fields.add("request_code", requestCode)
    fields.add("return_code", returnCode)
    fields.add("confirmation_code", confirmationCode)
    fields.add("success", success != nil)
    fields.add("other_lines", otherLines)
    return fields.json
  }
}

extension ImportAnswer {
  var json: JSONText? {
    var fields = DeviceFields()
    fields.add("path", path)
    fields.add("success", success != nil)
    fields.add("confirmation_codes", confirmationCodes)
    fields.add("other_lines", otherLines)
    return fields.json
  }
}

extension SaveUsageAnswer {
  var json: JSONText? {
    var fields = DeviceFields()
    fields.add("scope", scope)
    fields.add("path", path)
    fields.add("printed", lines)
    return fields.json ?? .object([])
  }
}

extension FactoryReset {
  var json: JSONText? {
    var fields = DeviceFields()
    fields.add("line", line)
    fields.add("warning", warning)
    fields.add("time", time)
    fields.add("time_basis", timeBasis?.rawValue)
    fields.add("other_lines", otherLines)
    return fields.json
  }
}

extension ReloadTrace {
  var json: JSONText? {
    var fields = DeviceFields()
    fields.add("kind", kind.rawValue)
    fields.add("line", line)
    fields.add("time", time)
    return fields.json
  }
}
