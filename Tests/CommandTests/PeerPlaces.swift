import Foundation

/// Where the JSON of `inspect` keeps what a peer's reading names.
struct PeerPlaces {
  private let observation: [String: Any]
  private var license: [String: Any] { object(observation["license"]) }

  init(_ observation: [String: Any]) { self.observation = observation }

  /// The values that stand for a leaf; empty when its place is not known or holds nothing.
  func values(for leaf: PeerLeaf) -> [String] {
    var path = leaf.path
    if path.first == "smart_licensing_status" { path.removeFirst() }
    guard let first = path.first else { return [] }
    switch first {
    case "load_time", "one_minute", "five_minutes", "load_for_five_secs",
      "primary_load_time_percent", "secondary_load_time_percent", "one_minute_load_percent",
      "five_minute_load_percent":
      return load(first)
    case "ntp_time", "time_source_is_ntp": return [text(observation["clock"])]
    case "event_log": return events(path)
    case "message_history": return history(path, isImport: false)
    case "import_message_history": return history(path, isImport: true)
    case "licenses": return feature(path)
    case "smart_license_usage_reports", "report_id": return report(path)
    case "slotid", "pid", "sn", "udi": return slot(first)
    case "license_usage", "license_name": return usage(path)
    default: return block(first, Array(path.dropFirst()), leaf)
    }
  }

  // MARK: single values

  private func block(_ name: String, _ rest: [String], _ leaf: PeerLeaf) -> [String] {
    let key = rest.first ?? ""
    switch name {
    case "license_conversion":
      let place = ["automatic_conversion_enabled": "automatic"][key] ?? key
      return printed(object(license[name])[place])
    case "export_authorization_key": return lines(license["export_features"], orNone: true)
    case "utility": return printed(license["utility"])
    case "smart_licensing_using_policy":
      return printed(license[key == "status" ? "using_policy" : key])
    case "account_information": return account(key)
    case "data_privacy": return printed(object(license["data_privacy"])[key])
    case "license_authorization":
      return [text(object(license["license_authorization"])[key])]
    case "transport": return transport(rest)
    case "miscellaneous": return printed(license[key])
    case "policy": return policy(rest)
    case "usage_reporting": return printed(object(license["usage_reporting"])[key])
    case "trust_code_installed": return trust(rest)
    case "product_information":
      return key == "udi" ? udi(license, rest.last) : member(license["members"], rest)
    case "agent_version": return printed(license["agent_version"])
    case "license_authorizations": return authorization(license["authorizations"], rest)
    case "reservation_info": return authorization(license["reservation"], rest)
    case "usage_report_summary": return summary(key)
    case "device_telemetry_report_summary":
      if key == "trust_code_installed" { return trust(Array(rest.dropFirst())) }
      return list(license["report_channels"]).flatMap { printed($0[key]) }
    default: return technical(name, rest)
    }
  }

  private func technical(_ name: String, _ rest: [String]) -> [String] {
    let key = rest.first ?? ""
    switch name {
    case "upcoming_scheduled_jobs":
      let jobs = object(license["scheduled_jobs"])
      if key == "current_time" { return printed(jobs[key]) }
      return list(jobs["jobs"]).filter { Self.key($0["name"]) == key }.flatMap {
        printed($0["text"])
      }
    case "communication_statistics": return communication(rest)
    case "license_certificates": return printed(license["production_certificate"])
    case "ha_info": return setting(license["high_availability"], key)
    case "other_info": return agent(rest)
    case "platform_provided_mapping_table": return platform(rest)
    default: return []
    }
  }

  private func load(_ key: String) -> [String] {
    let load = object(observation["load"])
    func number(_ name: String) -> String { "\(load[name] ?? "")" }
    switch key {
    case "load_time", "load_for_five_secs":
      return ["\(number("five_seconds"))%/\(number("interrupts"))%"]
    case "primary_load_time_percent": return [number("five_seconds")]
    case "secondary_load_time_percent": return [number("interrupts")]
    case "one_minute": return [number("one_minute") + "%", number("one_minute")]
    case "one_minute_load_percent": return [number("one_minute")]
    case "five_minute_load_percent": return [number("five_minutes")]
    default: return [number("five_minutes") + "%"]
    }
  }

  private func account(_ key: String) -> [String] {
    let name = printed(license[key])
    guard key == "smart_account", license["smart_account_as_of"] != nil else { return name }
    return name.map { "\($0) As of \(text(license["smart_account_as_of"]))" }
  }

  private func transport(_ rest: [String]) -> [String] {
    let transport = object(license["transport"])
    guard rest.first == "proxy" else { return printed(transport[rest.first ?? ""]) }
    switch rest.last {
    case "address": return printed(transport["proxy_address"])
    case "port": return printed(transport["proxy_port"])
    case "username": return printed(transport["proxy_username"])
    // Only whether there is one is kept.
    case "password": return transport["proxy_has_password"] as? Bool == false ? ["<empty>"] : []
    default: return printed(transport["proxy_address"]) + (transport.isEmpty ? [] : [""])
    }
  }

  private func policy(_ rest: [String]) -> [String] {
    let policy = object(license["policy"])
    switch rest.first {
    case "policy_in_use": return printed(policy["in_use"])
    case "policy_name": return printed(policy["name"])
    case "reporting_ack_required": return printed(policy["reporting_ack_required_text"])
    default:
      let key = (rest.last ?? "").replacingOccurrences(of: "_days", with: "")
        .replacingOccurrences(of: "first_report_requirement", with: "first_report")
      return list(policy["classes"]).filter { Self.key($0["class"]) == rest.first }.map {
        let value = object($0[key])
        return "\(value["days"] ?? "") (\(value["source"] ?? ""))"
      }
    }
  }

  private func trust(_ rest: [String]) -> [String] {
    let trust = object(license["trust_code"])
    if rest.isEmpty { return printed(trust["installed"]) }
    let found = members(trust["members"], rest.first)
    return rest.last == "info"
      ? found.flatMap { lines($0["lines"]) } : found.flatMap { udi($0, rest.last) }
  }

  private func member(_ value: Any?, _ rest: [String]) -> [String] {
    members(value, rest.dropLast().last).flatMap { udi($0, rest.last) }
  }

  private func authorization(_ value: Any?, _ rest: [String]) -> [String] {
    let facts = object(value)
    switch rest.first {
    case "overall_status":
      let found = members(facts["members"], rest.dropLast().last)
      let key = rest.last == "reservation_status" ? "status" : rest.last ?? ""
      return found.flatMap { key == "pid" || key == "sn" ? udi($0, key) : printed($0[key]) }
    case "purchased_licenses": return lines(facts["purchased_licenses"])
    case "last_reporting_not_required": return lines(facts["last_reporting_not_required"])
    default: return printed(facts[rest.first ?? ""])
    }
  }

  private func summary(_ key: String) -> [String] {
    let summary = object(license["report_summary"])
    guard let value = summary[key] as? [String: Any] else { return printed(summary[key]) }
    let count = "\(value["count"] ?? "")"
    return [count] + (value["in_parentheses"].map { ["\(count)(\($0))"] } ?? [])
  }

  private func communication(_ rest: [String]) -> [String] {
    let facts = object(license["communications"])
    switch rest.first {
    case "communication_level_allowed": return printed(facts["level_allowed"])
    case "overall_state": return printed(facts["overall_state"])
    default: break
    }
    // The peer has no telemetry, and gives its lines to the kind before it.
    let names = rest.first == "hello_message" ? ["hello_message", "telemetry_reporting"] : rest
    return list(facts["kinds"]).filter {
      Self.key($0["kind"]) == names.first
        || rest.first == "hello_message" && names.contains(Self.key($0["kind"]))
    }.flatMap { kind in
      switch rest.last {
      case "attempts":
        [
          "Total=\(kind["attempts"] ?? ""), Success=\(kind["succeeded"] ?? ""), "
            + "Fail=\(kind["failed"] ?? "")"
        ]
      case "ongoing_failure":
        [
          "Overall=\(kind["ongoing_failures"] ?? "") "
            + "Communication=\(kind["ongoing_communication_failures"] ?? "")"
        ]
      default: printed(kind[rest.last ?? ""])
      }
    }
  }

  private func agent(_ rest: [String]) -> [String] {
    let agent = object(license["agent"])
    let key = rest.first ?? ""
    if key == "trust_data" {
      let serial = rest.dropFirst().first?.lowercased().filter { $0 != ":" }
      return list(agent["trust_data"]).filter {
        ($0["udi_serial_number"] as? String)?.lowercased() == serial
      }.flatMap { trust -> [String] in
        switch rest.last {
        case "p": printed(trust["udi_pid"])
        case "trustid": printed(trust["trust_id"])
        default: printed(trust["text"])
        }
      }
    }
    if key == "local_device" {
      return list(agent["trust_data"]).flatMap { printed($0["text"]) }
        + setting(agent["settings"], key)
    }
    let names = [
      "default_url": "transport_default_url",
      "clock_synced_with_ntp":
        "clock_sync_ed_with_ntp",
    ]
    return setting(agent["settings"], names[key] ?? key)
  }

  private func platform(_ rest: [String]) -> [String] {
    let table = object(license["platform_table"])
    guard rest.first == "enforced_licenses" else {
      let key = rest.first == "pid" ? "udi_pid" : rest.first ?? ""
      return list(table["platforms"]).flatMap { printed($0[key]) }
    }
    let serial = rest.dropFirst().first
    return list(table["enforced_licenses"]).filter {
      ($0["udi_serial_number"] as? String)?.lowercased() == serial?.lowercased()
    }.flatMap { license -> [String] in
      switch rest.last {
      case "pid": printed(license["udi_pid"])
      case "hseck9_no": license["feature"] as? String == "hseck9" ? printed(license["number"]) : []
      default:
        license["feature"] as? String == "hseck9" ? printed(license["entitlement_tag"]) : []
      }
    }
  }

  // MARK: lists

  private func events(_ path: [String]) -> [String] {
    let events = list(observation["events"])
    guard path.count > 1, let index = Int(path[1]), index < events.count else { return [] }
    return printed(events[index]["text"])
  }

  private func history(_ path: [String], isImport: Bool) -> [String] {
    list(observation["history"]).filter {
      $0["import"] as? Bool == isImport && Self.key($0["title"]) == path.last
    }.map { section in
      guard section["says_none"] as? Bool == true else { return "" }
      return isImport ? "No past Import history" : "No past history"
    }
  }

  private func feature(_ path: [String]) -> [String] {
    guard path.count == 3 else { return [] }
    return list(observation["features"]).filter { "\($0["index"] ?? "")" == path[1] }.flatMap {
      feature -> [String] in
      switch path[2] {
      case "count": printed(feature["license_count"])
      case "period_minutes":
        (feature["period_used_seconds"] as? Int).map { ["\($0 / 60)"] } ?? []
      case "period_seconds":
        (feature["period_used_seconds"] as? Int).map { ["\($0 % 60)"] } ?? []
      default: printed(feature[path[2]])
      }
    }
  }

  private func report(_ path: [String]) -> [String] {
    let reports = list(observation["reports"]) + list(observation["report_details"])
    return reports.filter { $0["report_id"] as? String == path[1] }.flatMap { report in
      path.contains("udi") ? udi(report, path.last) : printed(report[path.last ?? ""])
    }
  }

  private func slot(_ key: String) -> [String] {
    list(license["slots"]).flatMap { slot -> [String] in
      switch key {
      case "slotid": printed(slot["slot"])
      case "udi": ["\(slot["udi_pid"] ?? ""):\(slot["udi_serial_number"] ?? "")"]
      default: udi(slot, key)
      }
    }
  }

  private func usage(_ path: [String]) -> [String] {
    let path = path.first == "license_usage" ? Array(path.dropFirst()) : path
    let licenses = list(license["licenses"])
    let chosen: [[String: Any]]
    let key: String
    switch path.first {
    case "handle":
      chosen = licenses.filter { "\($0["handle"] ?? "")" == path[1] }
      key = path.last ?? ""
    case "license_name":
      chosen = licenses.filter {
        "\($0["name"] ?? "") (\($0["entitlement"] ?? "")):" == path[1]
      }
      key = path.last ?? ""
    default:
      chosen = licenses.filter { $0["entitlement"] as? String == path.first }
      key = path.last ?? ""
    }
    let places = ["license": "name", "previous": "previous_report"]
    return chosen.flatMap { license -> [String] in
      if key == "status", let code = license["status_code"] {
        return ["\(license["status"] ?? "")(\(code))"]
      }
      if key == "request_time", license["request_time"] == nil { return ["None"] }
      return printed(license[places[key] ?? key])
    }
  }

  // MARK: reading JSON

  private func object(_ value: Any?) -> [String: Any] { value as? [String: Any] ?? [:] }

  private func list(_ value: Any?) -> [[String: Any]] { value as? [[String: Any]] ?? [] }

  private func lines(_ value: Any?, orNone: Bool = false) -> [String] {
    guard let lines = value as? [String] else { return [] }
    return lines.isEmpty && orNone ? ["<none>"] : lines
  }

  private func text(_ value: Any?) -> String { "\(object(value)["text"] ?? "")" }

  /// A value as the device prints it.
  private func printed(_ value: Any?) -> [String] {
    switch value {
    case nil: []
    case is NSNull: ["<none>"]
    case let object as [String: Any]: [text(object)]
    case let number as NSNumber where CFGetTypeIDIsBool(number):
      [number.boolValue ? "True" : "False"]
    case let value?: ["\(value)"]
    }
  }

  private func udi(_ object: [String: Any], _ part: String?) -> [String] {
    printed(object[part == "pid" ? "udi_pid" : "udi_serial_number"])
  }

  /// Roles as the peer counts them: `active`, `standby`, `member`, `member2`. It keeps the last of
  /// those that it gives one name.
  private func members(_ value: Any?, _ role: String?) -> [[String: Any]] {
    let bare = (role ?? "").filter { !$0.isNumber }
    return list(value).filter { ($0["role"] as? String)?.lowercased() == bare }
  }

  private func setting(_ value: Any?, _ key: String) -> [String] {
    list(value).filter { Self.key($0["name"]) == key }.flatMap { printed($0["value"]) }
  }

  /// A printed name as the peer makes a key of it.
  private static func key(_ value: Any?) -> String {
    let lower = "\(value ?? "")".lowercased()
    let words = lower.split { " -/().,_".contains($0) }
    return words.joined(separator: "_")
  }

  /// True when both say the same: the spelling of nothing and of a truth differs.
  static func agree(_ ours: String, _ leaf: PeerLeaf) -> Bool {
    func plain(_ text: String) -> String {
      let trimmed = text.trimmingCharacters(in: .whitespaces)
      let nothing = ["<none>", "<empty>", "None", "none"]
      return nothing.contains(trimmed) ? "<none>" : trimmed.lowercased()
    }
    return plain(ours) == plain(leaf.value)
  }
}

private func CFGetTypeIDIsBool(_ number: NSNumber) -> Bool {
  String(cString: number.objCType) == "c"
}
