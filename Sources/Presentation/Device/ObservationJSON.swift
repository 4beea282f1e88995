import Assessment
import DeviceOutput
import LicenseFiles

extension Observation {
  /// More lines of one output are counted, not listed.
  private static let mostLines = 200
  private static let mostLogLines = 1000

  /// One output as JSON.
  var json: JSONText {
    var fields = DeviceFields()
    fields.add("command", command?.command?.rawValue)
    fields.add("typed", command?.text)
    fields.add("file", location.file)
    fields.add("line", location.line)
    fields.add("host_name", promptName)
    fields.add("clock", clock?.time)
    fields.add("clock_source", clock?.source)
    fields.put("load", load?.value.json)
    fields.add("lines", lineCount)
    fields.add("lines_not_understood", content == .other ? 0 : unknownLines.count)
    let (name, json) = contentJSON
    fields.put(name, json)
    if content != .other {
      fields.add("unknown_lines", Array(unknownLines.prefix(Self.mostLines))) {
        .object([
          ("line", JSONText($0.number)), ("text", .string(PrintedSecrets.shown($0.text))),
        ])
      }
    }
    if !logLines.isEmpty {
      fields.add("log_line_count", logLines.count)
      fields.add("log_lines", Array(logLines.suffix(Self.mostLogLines)), \.json)
    }
    return fields.json ?? .null
  }

  private var contentJSON: (String, JSONText?) {
    switch content {
    case .version(let facts): ("version", facts.json)
    case .inventory(let parts): ("inventory", .array(parts.map(\.value.json)))
    case .clock(let facts): ("clock_reading", facts.json)
    case .license(let facts): ("license", facts.json)
    case .reportStates(let reports): ("reports", .array(reports.map(\.value.json)))
    case .reportDetails(let details): ("report_details", .array(details.map(\.json)))
    case .history(let history): ("history", history.json)
    case .eventLog(let entries): ("events", .array(entries.map(\.value.json)))
    case .airEntities(let facts): ("air_entities", facts.json)
    case .features(let features): ("features", .array(features.map(\.json)))
    case .runningConfiguration(let configuration): ("configuration", configuration.json)
    case .logging(let facts): ("logging", facts.json)
    case .ntp(let facts): ("ntp", facts.json)
    case .trustpoints(let found): ("trustpoints", .array(found.map(\.json)))
    case .callHomeProfiles(let profiles):
      ("call_home_profiles", .array(profiles.map(\.json)))
    case .reservationAnswer(let answer): ("reservation_answer", answer.json)
    case .importAnswer(let answer): ("import_answer", answer.json)
    case .saveAnswer(let answer): ("save_answer", answer.json)
    case .factoryReset(let reset): ("factory_reset", reset.json)
    case .reload(let trace): ("reload", trace.json)
    case .accessPoints(let listing): ("access_points", listing.json)
    case .other: ("", nil)
    }
  }
}

extension InventoryPart {
  fileprivate var json: JSONText {
    var fields = DeviceFields()
    fields.add("name", name)
    fields.add("pid", pid)
    fields.add("serial_number", serial)
    return fields.json ?? .null
  }
}

extension CallHomeProfile {
  fileprivate var json: JSONText {
    var fields = DeviceFields()
    fields.add("name", name)
    fields.add("status", status)
    fields.add("reporting_data", reportingData)
    fields.add("transport_method", method)
    fields.add(
      "http_addresses",
      addresses.map { $0.map { RunningConfiguration.withoutLogin($0) } })
    return fields.json ?? .null
  }
}

extension AccessPointListing {
  fileprivate var json: JSONText {
    var fields = DeviceFields()
    fields.add("announced", announced?.value)
    fields.put(
      "list",
      .array(
        accessPoints.map { point in
          var fields = DeviceFields()
          fields.add("name", point.value.name)
          fields.add("model", point.value.model)
          fields.add("serial_number", point.value.serial)
          fields.add("ethernet_mac", point.value.ethernetMAC)
          return fields.json ?? .null
        }))
    return fields.json ?? .null
  }
}

extension ProcessorLoad {
  fileprivate var json: JSONText {
    .object([
      ("five_seconds", JSONText(fiveSeconds)), ("interrupts", JSONText(interrupts)),
      ("one_minute", JSONText(oneMinute)), ("five_minutes", JSONText(fiveMinutes)),
    ])
  }
}

extension LogLine {
  var json: JSONText {
    var fields = DeviceFields()
    fields.add("line", location.line)
    fields.add("time", time)
    fields.add("facility", facility)
    fields.add("severity", severity)
    fields.add("mnemonic", mnemonic)
    fields.add("text", PrintedSecrets.shown(text))
    return fields.json ?? .null
  }
}

extension VersionFacts {
  fileprivate var json: JSONText? {
    var fields = DeviceFields()
    fields.add("release", releaseText)
    fields.add("host_name", hostName)
    fields.add("uptime_seconds", uptime?.value)
    fields.add("processor_uptime_seconds", processorUptime?.value)
    fields.add("restarted_at", restartedAt)
    fields.add("returned_to_rom_by", returnedToROM)
    fields.add("last_reload_reason", reloadReason)
    fields.add("image", image)
    fields.add("image_file", imageFile)
    fields.add("installation_mode", installationMode)
    fields.add("processor_board_id", processorBoardID)
    fields.add("model", model)
    fields.add("model_number", modelNumber)
    fields.add("system_serial_number", systemSerial)
    fields.add("smart_licensing_status", licensingStatus)
    fields.add("air_license_level", airLevel)
    fields.add("next_reload_air_license_level", nextAirLevel)
    fields.add("configuration_register", configurationRegister)
    fields.add("stack", stack) {
      .object([
        ("switch", JSONText($0.value.number)), ("active", .bool($0.value.isActive)),
        ("ports", JSONText($0.value.ports)), ("model", .string($0.value.model)),
        ("release", .string($0.value.release)), ("image", .string($0.value.image)),
        ("mode", JSONText($0.value.mode)),
      ])
    }
    fields.add("technology_packages", packages) {
      .object([
        ("current", .string($0.value.current)), ("type", .string($0.value.type)),
        ("next_reboot", .string($0.value.nextReboot)),
      ])
    }
    fields.add("other_settings", settings)
    return fields.json
  }
}

extension ClockFacts {
  fileprivate var json: JSONText? {
    var fields = DeviceFields()
    fields.add("time", time)
    fields.add("source", source)
    fields.add("synchronised", isSynchronised)
    return fields.json
  }
}

extension ReportState {
  fileprivate var json: JSONText {
    .object([
      ("report_id", .string(String(reportID))), ("state", .string(state)),
      ("flag", .string(flag)), ("feature_name", .string(feature)),
    ])
  }
}

extension ReportDetail {
  fileprivate var json: JSONText {
    var fields = DeviceFields()
    fields.add("report_id", String(reportID.value))
    fields.add("metric_name", metricName)
    fields.add("feature_name", featureName)
    fields.add("metric_value", metricValue)
    fields.add(udi?.value)
    fields.add("previous_report_id", previous.map { String($0.value) })
    fields.add("next_report_id", next.map { String($0.value) })
    fields.add("state", state)
    fields.add("state_change_reason", reason)
    fields.add("start_time", start)
    fields.add("end_time", end)
    fields.add("storage_state", storage)
    fields.add("transaction_id", transactionID)
    fields.add("transaction_message", transactionMessage)
    fields.add("other_settings", settings)
    return fields.json ?? .null
  }
}

extension EventLogEntry {
  fileprivate var json: JSONText {
    var fields = DeviceFields()
    fields.add("time", time)
    fields.add("name", name)
    fields.add("text", PrintedSecrets.shown(text))
    fields.add("attributes", attributes) {
      .object([
        ("name", .string($0.name)), ("value", .string(PrintedSecrets.shown($0.value, of: $0.name))),
      ])
    }
    return fields.json ?? .null
  }
}

extension AirEntities {
  fileprivate var json: JSONText? {
    var fields = DeviceFields()
    fields.add("last_license_report_time", lastReport)
    fields.add("upcoming_license_report_time", upcomingReport)
    fields.add("active_at_last_report", active)
    fields.add("added_with_last_report", added)
    fields.add("deleted_with_last_report", deleted)
    return fields.json
  }
}

extension FeatureLicense {
  fileprivate var json: JSONText {
    var fields = DeviceFields()
    fields.add("index", index)
    fields.add("feature", name)
    fields.add("period_left", periodLeft)
    fields.add("period_used", periodUsed)
    fields.add("period_used_seconds", periodUsedSeconds)
    fields.add("license_type", licenseType)
    fields.add("license_state", state)
    fields.add("license_count", count)
    fields.add("count_in_use", countInUse)
    fields.add("count_violation", countInViolation)
    fields.add("license_priority", priority)
    fields.add("other_settings", settings)
    return fields.json ?? .null
  }
}
