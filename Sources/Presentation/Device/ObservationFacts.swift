import Assessment
import DeviceOutput
import LicenseFiles

extension Observation: PrintedFacts {
  /// More lines of one output are counted, not listed.
  private static let mostLines = 200
  private static let mostLogLines = 1000

  var fields: JSONFields {
    let (name, facts) = contentFacts
    let isRead = content != .other
    return [
      "command": command?.command?.rawValue, "typed": command?.text.map(SecretWords.shown),
      "file": location.file,
      "line": location.line, "host_name": promptName, "clock": clock?.time,
      "clock_source": clock?.source, "load": load, "lines": lineCount,
      "lines_not_understood": isRead ? unknownLines.count : 0, name: facts.json,
      "unknown_lines": isRead ? unknownLines.prefix(Self.mostLines).map(\.json) : [],
      "log_line_count": logLines.isEmpty ? nil : logLines.count,
      "log_lines": Array(logLines.suffix(Self.mostLogLines)),
    ]
  }

  private var contentFacts: (String, any JSONConvertible) {
    switch content {
    case .version(let facts): ("version", facts)
    case .inventory(let parts): ("inventory", parts)
    case .clock(let facts): ("clock_reading", facts)
    case .license(let facts): ("license", facts.json ?? .object([]))
    case .reportStates(let reports): ("reports", reports)
    case .reportDetails(let details): ("report_details", details)
    case .history(let history): ("history", history.sections)
    case .eventLog(let entries): ("events", entries)
    case .airEntities(let facts): ("air_entities", facts)
    case .features(let features): ("features", features)
    case .runningConfiguration(let configuration): ("configuration", configuration)
    case .logging(let facts): ("logging", facts.json ?? .object([]))
    case .ntp(let facts): ("ntp", facts)
    case .trustpoints(let found): ("trustpoints", found)
    case .callHomeProfiles(let profiles): ("call_home_profiles", profiles)
    case .reservationAnswer(let answer): ("reservation_answer", answer)
    case .importAnswer(let answer): ("import_answer", answer)
    case .saveAnswer(let answer): ("save_answer", answer.json ?? .object([]))
    case .factoryReset(let reset): ("factory_reset", reset)
    case .reload(let trace): ("reload", trace)
    case .accessPoints(let listing): ("access_points", listing)
    case .other: ("", JSONText.null)
    }
  }
}

extension TranscriptLine: PrintedFacts {
  var fields: JSONFields { ["line": number, "text": PrintedSecrets.shown(text)] }
}

extension InventoryPart: PrintedFacts {
  var fields: JSONFields { ["name": name, "pid": pid, "serial_number": serial] }
}

extension CallHomeProfile: PrintedFacts {
  var fields: JSONFields {
    [
      "name": name, "status": status, "reporting_data": reportingData, "transport_method": method,
      "http_addresses": addresses.map { $0.map { RunningConfiguration.withoutLogin($0) } },
    ]
  }
}

extension AccessPointListing: PrintedFacts {
  var fields: JSONFields { ["announced": announced, "list": accessPoints.json] }
}

extension ListedAccessPoint: PrintedFacts {
  var fields: JSONFields {
    ["name": name, "model": model, "serial_number": serial, "ethernet_mac": ethernetMAC]
  }
}

extension ProcessorLoad: PrintedFacts {
  var fields: JSONFields {
    [
      "five_seconds": fiveSeconds, "interrupts": interrupts, "one_minute": oneMinute,
      "five_minutes": fiveMinutes,
    ]
  }
}

extension LogLine: PrintedFacts {
  var fields: JSONFields {
    [
      "line": location.line, "time": time, "facility": facility, "severity": severity,
      "mnemonic": mnemonic, "text": PrintedSecrets.shown(text),
    ]
  }
}

extension VersionFacts: PrintedFacts {
  var fields: JSONFields {
    [
      "release": releaseText, "host_name": hostName, "uptime_seconds": uptime,
      "processor_uptime_seconds": processorUptime, "restarted_at": restartedAt,
      "returned_to_rom_by": returnedToROM, "last_reload_reason": reloadReason, "image": image,
      "image_file": imageFile, "installation_mode": installationMode,
      "processor_board_id": processorBoardID, "model": model, "model_number": modelNumber,
      "system_serial_number": systemSerial, "smart_licensing_status": licensingStatus,
      "air_license_level": airLevel, "next_reload_air_license_level": nextAirLevel,
      "configuration_register": configurationRegister, "stack": stack,
      "technology_packages": packages, "other_settings": settings,
    ]
  }
}

extension StackSwitch: JSONConvertible {
  var json: JSONText? {
    .fields([
      "switch": number, "active": isActive, "ports": ports, "model": model, "release": release,
      "image": image, "mode": mode,
    ])
  }
}

extension TechnologyPackage: PrintedFacts {
  var fields: JSONFields { ["current": current, "type": type, "next_reboot": nextReboot] }
}

extension ClockFacts: PrintedFacts {
  var fields: JSONFields { ["time": time, "source": source, "synchronised": isSynchronised] }
}

extension ReportState: PrintedFacts {
  var fields: JSONFields {
    ["report_id": String(reportID), "state": state, "flag": flag, "feature_name": feature]
  }
}

extension ReportDetail: PrintedFacts {
  var fields: JSONFields {
    [
      "report_id": String(reportID.value), "metric_name": metricName, "feature_name": featureName,
      "metric_value": metricValue, "": udi, "previous_report_id": previous.map { String($0.value) },
      "next_report_id": next.map { String($0.value) }, "state": state,
      "state_change_reason": reason, "start_time": start, "end_time": end,
      "storage_state": storage, "transaction_id": transactionID,
      "transaction_message": transactionMessage, "other_settings": settings,
    ]
  }
}

extension EventLogEntry: PrintedFacts {
  var fields: JSONFields {
    ["time": time, "name": name, "text": PrintedSecrets.shown(text), "attributes": attributes]
  }
}

extension EventAttribute: PrintedFacts {
  var fields: JSONFields { ["name": name, "value": PrintedSecrets.shown(value, of: name)] }
}

extension AirEntities: PrintedFacts {
  var fields: JSONFields {
    [
      "last_license_report_time": lastReport, "upcoming_license_report_time": upcomingReport,
      "active_at_last_report": active, "added_with_last_report": added,
      "deleted_with_last_report": deleted,
    ]
  }
}

extension FeatureLicense: PrintedFacts {
  var fields: JSONFields {
    [
      "index": index, "feature": name, "period_left": periodLeft, "period_used": periodUsed,
      "period_used_seconds": periodUsedSeconds, "license_type": licenseType,
      "license_state": state, "license_count": count, "count_in_use": countInUse,
      "count_violation": countInViolation, "license_priority": priority,
      "other_settings": settings,
    ]
  }
}
