import Assessment
import DeviceOutput
import LicenseFiles

extension MessageHistory {
  /// The sections with their messages. What is secret in them is named, not shown.
  var json: JSONText {
    .array(sections.map(\.json))
  }
}

extension HistorySection {
  fileprivate var json: JSONText {
    var fields = DeviceFields()
    fields.add("title", title)
    fields.add("import", isImport)
    fields.add("has_entries", hasEntries)
    fields.add("says_none", saysNone)
    fields.add("exchanges", exchanges, \.json)
    fields.add("lines", lines.map { $0.map(PrintedSecrets.shown) })
    return fields.json ?? .null
  }
}

extension HistoryExchange {
  fileprivate var json: JSONText {
    var fields = DeviceFields()
    fields.add("outcome", HistoryWording.id(outcome))
    fields.add("meaning", HistoryWording.sentence(self))
    fields.put("request", request?.json)
    fields.put("response", response?.json)
    return fields.json ?? .null
  }
}

extension HistoryMessage {
  fileprivate var json: JSONText {
    var fields = DeviceFields()
    fields.add("line", time.location.line)
    fields.add("time", time)
    fields.add("bytes", body.utf8.count)
    guard let content else { return fields.json ?? .null }
    fields.add("request_type", content.requestType)
    fields.add("original_request_type", content.originalRequestType)
    fields.add(content.udi)
    fields.add("device_list", content.deviceList) { .object(DeviceFields.udi($0)) }
    fields.add("timestamp_ms", content.timestamp)
    fields.add("nonce", content.nonce)
    fields.add("product_instance_identifier", content.productInstanceIdentifier)
    fields.add("polling_id", content.pollingID)
    fields.add("host_name", content.hostName)
    fields.add("peer_name", content.peerName)
    fields.add("peer_version", content.peerVersion)
    fields.add("status_code", content.statusCode)
    fields.add("status_message", content.statusMessage.map(PrintedSecrets.shown))
    fields.add("retry_time_seconds", content.retrySeconds)
    fields.add("withheld", content.withheld) { .string($0) }
    fields.add("other_members", content.otherMembers) { .string($0) }
    return fields.json ?? .null
  }
}
