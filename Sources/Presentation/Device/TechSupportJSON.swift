import DeviceOutput
import LicenseFiles

// The blocks that `show license tech support` adds, as JSON.

extension UsageReportSummary {
  var json: JSONText? {
    func count(_ value: Observed<ReportCount>?) -> JSONText? {
      value.map { observed in
        var fields = DeviceFields()
        fields.add("count", observed.value.count)
        fields.add("in_parentheses", observed.value.inParentheses)
        return fields.json ?? .null
      }
    }
    var fields = DeviceFields()
    fields.put("total", count(total))
    fields.put("purged", count(purged))
    fields.put("total_acknowledged_received", count(acknowledged))
    fields.put("waiting_for_ack", count(waitingForAck))
    fields.put("available_to_report", count(availableToReport))
    fields.put("collecting_data", count(collectingData))
    fields.put("maximum_display", count(maximumDisplay))
    fields.put("in_storage", count(inStorage))
    fields.put("mia", count(missing))
    fields.add("report_module_status", moduleStatus)
    return fields.json
  }
}

extension ScheduledJobs {
  var json: JSONText? {
    var fields = DeviceFields()
    fields.add("current_time", currentTime)
    fields.add("jobs", jobs) { job in
      var fields = DeviceFields()
      fields.add("name", job.value.name)
      fields.add("text", job.value.text)
      fields.add("time", job.value.time)
      fields.add("remaining_seconds", job.value.remainingSeconds)
      fields.add("expired", job.value.isExpired)
      return fields.json ?? .null
    }
    return fields.json
  }
}

extension CommunicationFacts {
  var json: JSONText? {
    var fields = DeviceFields()
    fields.add("level_allowed", levelAllowed)
    fields.add("overall_state", overallState)
    fields.add("kinds", kinds) { kind in
      var fields = DeviceFields()
      fields.add("kind", kind.title)
      if let attempts = kind.attempts?.value {
        fields.add("attempts", attempts.total)
        fields.add("succeeded", attempts.succeeded)
        fields.add("failed", attempts.failed)
        fields.add("ongoing_failures", attempts.ongoingFailures)
        fields.add("ongoing_communication_failures", attempts.ongoingCommunicationFailures)
      }
      fields.add("last_response", kind.lastResponse)
      fields.add("failure_reason", kind.failureReason)
      fields.add("last_success_time", kind.lastSuccess)
      fields.add("last_failure_time", kind.lastFailure)
      return fields.json ?? .null
    }
    return fields.json
  }
}

extension AuthorizationFacts {
  var json: JSONText? {
    var fields = DeviceFields()
    fields.add("license_reservation", reservation)
    fields.add("last_data_push", lastDataPush)
    fields.add("last_file_export", lastFileExport)
    fields.add("members", members) { member in
      var fields = DeviceFields()
      fields.add(member.member.value)
      fields.add("installed", member.isInstalled)
      fields.add("status", member.status)
      fields.add("installed_on", member.installedOn)
      fields.add("request_code", member.requestCode)
      fields.add("last_return_code", member.lastReturnCode)
      fields.add("last_confirmation_code", member.lastConfirmationCode)
      fields.add("reservation_authorization_code", member.authorizationCode)
      fields.add("export_controlled_functionality", member.exportControlled)
      fields.add("other_settings", member.settings)
      return fields.json ?? .null
    }
    fields.add("licenses", licenses, \.json)
    fields.add("purchased_licenses", purchased)
    fields.add("derived_licenses", derived)
    fields.add("last_reporting_not_required", reportingNotRequired)
    fields.add("other_settings", settings)
    return fields.json
  }
}

extension AuthorizedLicense {
  fileprivate var json: JSONText {
    var fields = DeviceFields()
    fields.add("name", name)
    fields.add("entitlement", entitlement)
    fields.add("description", description)
    fields.add("total_count", totalCount)
    fields.add("enforcement_type", enforcementType)
    fields.add("terms", terms) { term in
      var fields = DeviceFields()
      fields.add(term.member?.value)
      fields.add("authorization_type", term.authorizationType)
      fields.add("license_type", term.licenseType)
      fields.add("start_date", term.startDate)
      fields.add("end_date", term.endDate)
      fields.add("term_count", term.count)
      fields.add("subscription_id", term.subscriptionID)
      fields.add("other_settings", term.settings)
      return fields.json ?? .null
    }
    fields.add("other_settings", settings)
    return fields.json ?? .null
  }
}

extension ReportChannel {
  var json: JSONText {
    var fields = DeviceFields()
    fields.add("title", title)
    fields.add("data_channel", dataChannel)
    fields.add("reports_on_disk", reportsOnDisk)
    fields.add("other_settings", settings)
    return fields.json ?? .null
  }
}

extension AgentFacts {
  var json: JSONText? {
    var fields = DeviceFields()
    fields.add("software_id", softwareID)
    fields.add("agent_state", state)
    fields.add("write_erase_occurred", hasWriteErased)
    fields.add("clock_synchronised_with_ntp", isClockSynchronised)
    fields.add("overall_trust", overallTrust)
    fields.add("trust_data", trustData) { trust in
      var fields = DeviceFields()
      fields.add(trust.value.udi)
      fields.add("local_device", trust.value.isLocalDevice)
      fields.add("text", trust.value.text)
      fields.add("state", trust.value.state)
      fields.add("trust_id", trust.value.trustID.map(String.init))
      return fields.json ?? .null
    }
    fields.add("settings", settings)
    return fields.json
  }
}

extension PlatformTable {
  var json: JSONText? {
    var fields = DeviceFields()
    fields.add("platforms", platforms) {
      .object([
        ("udi_pid", .string($0.value.pid)),
        ("total_licenses_found", DeviceFields.count($0.value.count)),
      ])
    }
    fields.add("enforced_licenses", enforced) { license in
      var fields = DeviceFields()
      fields.add(license.value.udi)
      fields.add("feature", license.value.feature)
      fields.add("entitlement_tag", license.value.tag)
      fields.add("number", license.value.number)
      return fields.json ?? .null
    }
    return fields.json
  }
}
