import DeviceOutput
import LicenseFiles

extension LicenseFacts {
  /// The blocks of `show license …` as JSON.
  var json: JSONText {
    var fields = DeviceFields()
    fields.add("smart_licensing", smartLicensing)
    fields.add("license_reservation", licenseReservation)
    fields.add("using_policy", usingPolicy)
    fields.add("reporting_mode", reportingMode)
    fields.put("license_conversion", conversion?.json)
    fields.put("export_features", exportFeatures.map { .array($0.map { .string($0.value) }) })
    fields.add("utility", utility)
    fields.add("smart_account", smartAccount)
    fields.add("smart_account_as_of", smartAccountAsOf)
    fields.add("virtual_account", virtualAccount)
    fields.put("registration", registration?.json)
    fields.put("license_authorization", compliance?.json)
    fields.put("data_privacy", privacy?.json)
    fields.put("transport", transport?.json)
    fields.add("custom_id", customID)
    fields.put("policy", policy?.json)
    fields.put("usage_reporting", reporting?.json)
    fields.put("trust_code", trust?.json)
    fields.put("licenses", licenses.map { .array($0.map(\.value.json)) })
    fields.add(udi?.value)
    fields.add("slots", slots) { slot in
      .object([("slot", .string(slot.value.slot))] + DeviceFields.udi(slot.value.udi))
    }
    fields.add("members", members) { $0.value.json }
    fields.add("agent_version", agentVersion)
    fields.put("authorizations", authorizations?.json)
    addTechSupport(to: &fields)
    fields.add("other_settings", settings)
    return fields.json ?? .object([])
  }

  private func addTechSupport(to fields: inout DeviceFields) {
    fields.put("scheduled_jobs", jobs?.json)
    fields.put("communications", communications?.json)
    fields.add("production_certificate", isProductionCertificate)
    fields.add("certificate_lines", certificateLines)
    fields.add("high_availability", highAvailability)
    fields.put("reservation", reservation?.json)
    fields.put("report_summary", reportSummary?.json)
    fields.add("report_channels", reportChannels, \.json)
    fields.add("enforcement_state", enforcementState)
    fields.put("agent", agent?.json)
    fields.put("platform_table", platformTable?.json)
  }
}

extension HighAvailabilityMember {
  var json: JSONText {
    .object([("role", .string(role))] + DeviceFields.udi(udi))
  }
}

extension ConversionFacts {
  fileprivate var json: JSONText? {
    var fields = DeviceFields()
    fields.add("automatic", isAutomatic)
    fields.add("status", status)
    fields.add("last_data_push", lastDataPush)
    fields.add("last_file_export", lastFileExport)
    return fields.json
  }
}

extension RegistrationFacts {
  fileprivate var json: JSONText? {
    var fields = DeviceFields()
    fields.add("status", status)
    fields.add("export_controlled_functionality", exportControlled)
    fields.add("initial_registration", initialRegistration)
    fields.add("last_renewal_attempt", lastRenewal)
    fields.add("next_renewal_attempt", nextRenewal)
    fields.add("registration_expires", expires)
    return fields.json
  }
}

extension ComplianceFacts {
  fileprivate var json: JSONText? {
    var fields = DeviceFields()
    fields.add("status", status)
    fields.add("last_communication_attempt", lastCommunication)
    fields.add("next_communication_attempt", nextCommunication)
    fields.add("communication_deadline", deadline)
    fields.add("evaluation_remaining_seconds", evaluationRemaining?.value)
    fields.add("other_settings", settings)
    return fields.json
  }
}

extension PrivacyFacts {
  fileprivate var json: JSONText? {
    var fields = DeviceFields()
    fields.add("sending_hostname", sendingHostName)
    fields.add("callhome_hostname_privacy", callHomeHostName)
    fields.add("smart_licensing_hostname_privacy", smartLicensingHostName)
    fields.add("version_privacy", version)
    return fields.json
  }
}

extension TransportFacts {
  fileprivate var json: JSONText? {
    var fields = DeviceFields()
    fields.add("type", type)
    fields.add("url", url)
    fields.add("cslu_address", csluAddress)
    fields.add("vrf", vrf)
    fields.add("proxy_address", proxy)
    fields.add("proxy_port", proxyPort)
    fields.add("proxy_username", proxyUser)
    fields.add("proxy_has_password", hasProxyPassword)
    fields.add("server_identity_check", serverIdentityCheck)
    fields.add("ip_mode", ipMode)
    fields.add("trust_point", trustPoint)
    return fields.json
  }
}

extension PolicyFacts {
  fileprivate var json: JSONText? {
    var fields = DeviceFields()
    fields.add("in_use", inUse)
    fields.add("installed_on", installedOn)
    fields.add("name", name)
    fields.add("reporting_ack_required", isAckRequired)
    fields.add("reporting_ack_required_source", ackRequiredSource)
    fields.add("reporting_ack_required_text", ackRequired)
    fields.add("classes", classes, \.json)
    return fields.json
  }
}

extension PolicyClass {
  fileprivate var json: JSONText {
    func json(_ value: Observed<PolicyValue>) -> JSONText {
      .object([("days", JSONText(value.value.days)), ("source", JSONText(value.value.source))])
    }
    var fields = DeviceFields()
    fields.add("class", title)
    fields.put("first_report", firstReport.map(json))
    fields.put("reporting_frequency", frequency.map(json))
    fields.put("report_on_change", onChange.map(json))
    return fields.json ?? .null
  }
}

extension UsageReportingFacts {
  fileprivate var json: JSONText? {
    var fields = DeviceFields()
    fields.add("last_ack_received", lastAck)
    fields.add("next_ack_deadline", nextAckDeadline)
    fields.put(
      "reporting_push_interval",
      pushInterval.map {
        var interval = DeviceFields()
        interval.add("days", $0.value.days)
        interval.add("state", $0.value.state)
        interval.add("in_policy_days", $0.value.inPolicy)
        interval.add("text", $0.value.text)
        return interval.json ?? .null
      })
    fields.add("next_ack_push_check", nextAckPushCheck)
    fields.add("next_report_push", nextReportPush)
    fields.add("last_report_push", lastReportPush)
    fields.add("last_report_file_write", lastFileWrite)
    return fields.json
  }
}

extension TrustFacts {
  fileprivate var json: JSONText? {
    var fields = DeviceFields()
    fields.add("has_trust_code", hasTrustCode)
    fields.add("installed", installed)
    fields.add("type", type)
    fields.add("attributes", attributes)
    fields.add("members", members) { member in
      var fields = DeviceFields()
      fields.add(member.member.value)
      fields.add("installed_on", member.installedOn)
      fields.add("valid_from", member.validFrom)
      fields.add("valid_until", member.validUntil)
      fields.add("type", member.type)
      fields.add("attributes", member.attributes)
      fields.put("lines", .array(member.lines.map { .string($0) }))
      return fields.json ?? .null
    }
    return fields.json
  }
}

extension LicenseUse {
  fileprivate var json: JSONText {
    var fields = DeviceFields()
    fields.add("handle", handle)
    fields.add("name", name)
    fields.add("entitlement", entitlement)
    fields.add("entitlement_tag", entitlementTag)
    fields.add("description", description)
    fields.add("count", count)
    fields.add("version", version)
    fields.add("status", status)
    fields.add("status_code", statusCode)
    fields.add("status_time", statusTime)
    fields.add("request_time", requestTime)
    fields.add("export_status", exportStatus)
    fields.add("feature_name", featureName)
    fields.add("feature_description", featureDescription)
    fields.add("enforcement_type", enforcementType)
    fields.add("license_type", licenseType)
    fields.add("interval", interval)
    fields.add("current_value", currentValue)
    fields.add("current_report", currentReport.map(String.init))
    fields.add("previous_report", previousReport.map(String.init))
    fields.add("soft_enforced", isSoftEnforced)
    fields.add("reservation_status", reservationStatus)
    fields.add("reserved_count", reservedCount)
    fields.add("subscription_id", subscriptionID)
    fields.add("other_settings", settings)
    return fields.json ?? .null
  }
}
