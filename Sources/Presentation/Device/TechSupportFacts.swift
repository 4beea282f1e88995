import DeviceOutput
import LicenseFiles

// The blocks that `show license tech support` adds.

extension UsageReportSummary: PrintedFacts {
  var fields: JSONFields {
    [
      "total": total, "purged": purged, "total_acknowledged_received": acknowledged,
      "waiting_for_ack": waitingForAck, "available_to_report": availableToReport,
      "collecting_data": collectingData, "maximum_display": maximumDisplay,
      "in_storage": inStorage, "mia": missing, "report_module_status": moduleStatus,
    ]
  }
}

extension ReportCount: PrintedFacts {
  var fields: JSONFields { ["count": count, "in_parentheses": inParentheses] }
}

extension ScheduledJobs: PrintedFacts {
  var fields: JSONFields { ["current_time": currentTime, "jobs": jobs] }
}

extension ScheduledJob: PrintedFacts {
  var fields: JSONFields {
    [
      "name": name, "text": text, "time": time, "remaining_seconds": remainingSeconds,
      "expired": isExpired,
    ]
  }
}

extension CommunicationFacts: PrintedFacts {
  var fields: JSONFields {
    ["level_allowed": levelAllowed, "overall_state": overallState, "kinds": kinds]
  }
}

extension CommunicationStatistics: PrintedFacts {
  var fields: JSONFields {
    [
      "kind": title, "": attempts, "last_response": lastResponse, "failure_reason": failureReason,
      "last_success_time": lastSuccess, "last_failure_time": lastFailure,
    ]
  }
}

extension AttemptCounts: PrintedFacts {
  var fields: JSONFields {
    [
      "attempts": total, "succeeded": succeeded, "failed": failed,
      "ongoing_failures": ongoingFailures,
      "ongoing_communication_failures": ongoingCommunicationFailures,
    ]
  }
}

extension ReportChannel: PrintedFacts {
  var fields: JSONFields {
    [
      "title": title, "data_channel": dataChannel, "reports_on_disk": reportsOnDisk,
      "other_settings": settings,
    ]
  }
}

extension AgentFacts: PrintedFacts {
  var fields: JSONFields {
    [
      "software_id": softwareID, "agent_state": state, "write_erase_occurred": hasWriteErased,
      "clock_synchronised_with_ntp": isClockSynchronised, "overall_trust": overallTrust,
      "trust_data": trustData, "settings": settings,
    ]
  }
}

extension TrustData: PrintedFacts {
  var fields: JSONFields {
    [
      "": udi, "local_device": isLocalDevice, "text": text, "state": state,
      "trust_id": trustID.map(String.init),
    ]
  }
}

extension PlatformTable: PrintedFacts {
  var fields: JSONFields { ["platforms": platforms, "enforced_licenses": enforced] }
}

extension PlatformLicenses: PrintedFacts {
  var fields: JSONFields { ["udi_pid": pid, "total_licenses_found": count] }
}

extension EnforcedLicense: PrintedFacts {
  var fields: JSONFields {
    ["": udi, "feature": feature, "entitlement_tag": tag, "number": number]
  }
}
