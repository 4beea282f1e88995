public import LicenseFiles

/// What a message of `show license history message` says, with its three layers of JSON unwrapped.
///
/// Tokens, certificate requests, keys and signatures are not taken out of it: ``withheld`` names
/// those that are there. Source: the messages in Cisco document 217348.
public struct HistoryContent: Sendable, Hashable {
  /// `request_type`: `ID_TOKEN_TRUST`, `POLL_REQ`. The set is open.
  public internal(set) var requestType: String?
  /// `original_request_type` of a poll: `LICENSE_USAGE`.
  public internal(set) var originalRequestType: String?
  /// The device that the message is of.
  public internal(set) var udi: UDI?
  /// The devices in `device_list`.
  public internal(set) var deviceList: [UDI] = []
  /// `timestamp`: milliseconds since 1970 UTC.
  public internal(set) var timestamp: Int64?
  /// `nonce`, as written: it may be wider than 63 bits.
  public internal(set) var nonce: String?
  /// `product_instance_identifier`, or `original_piid` of a poll; nil when it is empty.
  public internal(set) var productInstanceIdentifier: String?
  /// `id` of a poll: the number of the request that it asks for, as written.
  public internal(set) var pollingID: String?
  /// `hostname`.
  public internal(set) var hostName: String?
  /// `name` of `connect_info`: `C_agent` for the device, `SSM` for the portal.
  public internal(set) var peerName: String?
  /// `version` of `connect_info`.
  public internal(set) var peerVersion: String?
  /// `status_code` of a response: `FAILED`, `OK_POLL`, `OK`. The set is open.
  public internal(set) var statusCode: String?
  /// `status_message` of a response.
  public internal(set) var statusMessage: String?
  /// `retry_time_seconds` of a response.
  public internal(set) var retrySeconds: Int64?
  /// The names of secret members that hold something: `token`, `csr`, `signature`.
  public internal(set) var withheld: [String] = []
  /// The members that have no field here, by their path; the first 50. Their values are not kept.
  public internal(set) var otherMembers: [String] = []
}

extension HistoryContent {
  private static let deepest = 16
  private static let secrets: Set<String> = [
    "token", "idtoken", "id_token", "csr", "signature", "key", "value", "password", "secret",
    "certificate", "id_cert", "signing_cert", "sub_ca_cert", "license_cert",
  ]
  /// Strings that hold JSON.
  private static let layers: Set<String> = [
    "request", "response", "request_data", "response_data",
  ]

  /// Reads a message; nil when it is not JSON, for instance because lines of it are missing.
  init?(_ body: String) {
    guard let value = try? JSONValue(Array(body.utf8), depth: Self.deepest) else { return nil }
    self.init()
    guard case .object = value else { return nil }
    take(value, path: [], level: 0)
  }

  private mutating func take(_ value: JSONValue, path: [String], level: Int) {
    guard case .object(let members) = value, level <= Self.deepest else { return }
    for member in members {
      let key = member.key
      if Self.secrets.contains(key.lowercased()) {
        if Self.holds(member.value), !withheld.contains(key) { withheld.append(key) }
      } else if key == "device_list" {
        takeDevices(member.value)
      } else if Self.layers.contains(key), let text = member.value.string,
        let inner = try? JSONValue(Array(text.utf8), depth: Self.deepest)
      {
        take(inner, path: path + [key], level: level + 1)
      } else if key == "sudi" {
        udi = udi ?? Self.udi(member.value)
      } else if case .object = member.value {
        take(member.value, path: path + [key], level: level + 1)
      } else if !takeField(key, member.value), Self.holds(member.value), otherMembers.count < 50 {
        otherMembers.append((path + [key]).joined(separator: "."))
      }
    }
  }

  private mutating func takeField(_ key: String, _ value: JSONValue) -> Bool {
    let text = Self.text(value).flatMap { $0.isEmpty ? nil : $0 }
    switch key {
    case "request_type": requestType = requestType ?? text
    case "original_request_type": originalRequestType = text
    case "timestamp": timestamp = text.flatMap(Int64.init) ?? timestamp
    case "nonce": nonce = text ?? nonce
    case "product_instance_identifier", "original_piid":
      productInstanceIdentifier = text ?? productInstanceIdentifier
    case "id": pollingID = text
    case "hostname": hostName = text
    case "name": peerName = text
    // The message has a version of its own, before that of its sender.
    case "version" where peerName != nil: peerVersion = text
    case "status_code": statusCode = text
    case "status_message": statusMessage = text
    case "retry_time_seconds": retrySeconds = text.flatMap(Int64.init)
    case "version", "locale", "production", "additional_info", "capabilities", "agent_actions",
      "signing_cert_serial_number", "id_cert_serial_number", "sch_response", "response_data",
      "software_tag_identifier", "mode", "force":
      break
    default: return false
    }
    return true
  }

  private mutating func takeDevices(_ value: JSONValue) {
    guard case .array(let devices) = value else { return }
    for device in devices.prefix(64) {
      if let udi = device["sudi"].flatMap(Self.udi) { deviceList.append(udi) }
      guard case .object(let members) = device else { continue }
      for member in members
      where Self.secrets.contains(member.key.lowercased()) && Self.holds(member.value)
        && !withheld.contains(member.key)
      {
        withheld.append(member.key)
      }
    }
  }

  private static func udi(_ value: JSONValue) -> UDI? {
    guard let pid = value["udi_pid"]?.string, let serial = value["udi_serial_number"]?.string
    else { return nil }
    return UDI(printed: "PID:\(pid),SN:\(serial)")
  }

  private static func holds(_ value: JSONValue) -> Bool {
    switch value {
    case .null: false
    case .string(let text): !text.isEmpty
    case .array(let elements): !elements.isEmpty
    case .object(let members): !members.isEmpty
    case .number, .bool: true
    }
  }

  private static func text(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text), .number(let text): text
    case .bool(let value): value ? "true" : "false"
    case .object, .array, .null: nil
    }
  }
}
