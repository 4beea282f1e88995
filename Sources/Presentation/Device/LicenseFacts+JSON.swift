import DeviceOutput
import LicenseFiles

// The blocks of `show license …`.

extension LicenseFacts: PrintedFacts {
  var fields: JSONFields {
    [
      "smart_licensing": smartLicensing, "license_reservation": licenseReservation,
      "using_policy": usingPolicy, "reporting_mode": reportingMode,
      "license_conversion": conversion, "export_features": exportFeatures.json,
      "utility": utility, "smart_account": smartAccount, "smart_account_as_of": smartAccountAsOf,
      "virtual_account": virtualAccount, "registration": registration,
      "license_authorization": compliance, "data_privacy": privacy, "transport": transport,
      "custom_id": customID, "policy": policy, "usage_reporting": reporting, "trust_code": trust,
      "licenses": licenses.json, "": udi, "slots": slots, "members": members,
      "agent_version": agentVersion, "authorizations": authorizations, "scheduled_jobs": jobs,
      "communications": communications, "production_certificate": isProductionCertificate,
      "certificate_lines": certificateLines, "high_availability": highAvailability,
      "reservation": reservation, "report_summary": reportSummary,
      "report_channels": reportChannels, "enforcement_state": enforcementState, "agent": agent,
      "platform_table": platformTable, "other_settings": settings,
    ]
  }
}

extension UDISlot: PrintedFacts {
  var fields: JSONFields { ["slot": slot, "": udi] }
}

extension ConversionFacts: PrintedFacts {
  var fields: JSONFields {
    [
      "automatic": isAutomatic, "status": status, "last_data_push": lastDataPush,
      "last_file_export": lastFileExport,
    ]
  }
}

extension RegistrationFacts: PrintedFacts {
  var fields: JSONFields {
    [
      "status": status, "export_controlled_functionality": exportControlled,
      "initial_registration": initialRegistration, "last_renewal_attempt": lastRenewal,
      "next_renewal_attempt": nextRenewal, "registration_expires": expires,
    ]
  }
}

extension ComplianceFacts: PrintedFacts {
  var fields: JSONFields {
    [
      "status": status, "last_communication_attempt": lastCommunication,
      "next_communication_attempt": nextCommunication, "communication_deadline": deadline,
      "evaluation_remaining_seconds": evaluationRemaining, "other_settings": settings,
    ]
  }
}

extension PrivacyFacts: PrintedFacts {
  var fields: JSONFields {
    [
      "sending_hostname": sendingHostName, "callhome_hostname_privacy": callHomeHostName,
      "smart_licensing_hostname_privacy": smartLicensingHostName, "version_privacy": version,
    ]
  }
}

extension TransportFacts: PrintedFacts {
  var fields: JSONFields {
    [
      "type": type, "url": url, "cslu_address": csluAddress, "vrf": vrf, "proxy_address": proxy,
      "proxy_port": proxyPort, "proxy_username": proxyUser, "proxy_has_password": hasProxyPassword,
      "server_identity_check": serverIdentityCheck, "ip_mode": ipMode, "trust_point": trustPoint,
    ]
  }
}

extension PolicyFacts: PrintedFacts {
  var fields: JSONFields {
    [
      "in_use": inUse, "installed_on": installedOn, "name": name,
      "reporting_ack_required": isAckRequired, "reporting_ack_required_source": ackRequiredSource,
      "reporting_ack_required_text": ackRequired, "classes": classes,
    ]
  }
}

extension PolicyClass: PrintedFacts {
  var fields: JSONFields {
    [
      "class": title, "first_report": firstReport, "reporting_frequency": frequency,
      "report_on_change": onChange,
    ]
  }
}

extension PolicyValue: JSONConvertible {
  var json: JSONText? { .fields(["days": days, "source": source]) }
}

extension UsageReportingFacts: PrintedFacts {
  var fields: JSONFields {
    [
      "last_ack_received": lastAck, "next_ack_deadline": nextAckDeadline,
      "reporting_push_interval": pushInterval, "next_ack_push_check": nextAckPushCheck,
      "next_report_push": nextReportPush, "last_report_push": lastReportPush,
      "last_report_file_write": lastFileWrite,
    ]
  }
}

extension PushInterval: PrintedFacts {
  var fields: JSONFields {
    ["days": days, "state": state, "in_policy_days": inPolicy, "text": text]
  }
}

extension TrustFacts: PrintedFacts {
  var fields: JSONFields {
    [
      "has_trust_code": hasTrustCode, "installed": installed, "type": type,
      "attributes": attributes, "members": members,
    ]
  }
}

extension TrustMember: PrintedFacts {
  var fields: JSONFields {
    [
      "": member, "installed_on": installedOn, "valid_from": validFrom, "valid_until": validUntil,
      "type": type, "attributes": attributes, "lines": lines.json,
    ]
  }
}

extension LicenseUse: PrintedFacts {
  var fields: JSONFields {
    [
      "handle": handle, "name": name, "entitlement": entitlement,
      "entitlement_tag": entitlementTag, "description": description, "count": count,
      "version": version, "status": status, "status_code": statusCode, "status_time": statusTime,
      "request_time": requestTime, "export_status": exportStatus, "feature_name": featureName,
      "feature_description": featureDescription, "enforcement_type": enforcementType,
      "license_type": licenseType, "interval": interval, "current_value": currentValue,
      "current_report": currentReport.map(String.init),
      "previous_report": previousReport.map(String.init), "soft_enforced": isSoftEnforced,
      "reservation_status": reservationStatus, "reserved_count": reservedCount,
      "subscription_id": subscriptionID, "other_settings": settings,
    ]
  }
}

extension AuthorizationFacts: PrintedFacts {
  var fields: JSONFields {
    [
      "license_reservation": reservation, "last_data_push": lastDataPush,
      "last_file_export": lastFileExport, "members": members, "licenses": licenses,
      "purchased_licenses": purchased, "derived_licenses": derived,
      "last_reporting_not_required": reportingNotRequired, "other_settings": settings,
    ]
  }
}

extension MemberAuthorization: PrintedFacts {
  var fields: JSONFields {
    [
      "": member, "installed": isInstalled, "status": status, "installed_on": installedOn,
      "request_code": requestCode, "last_return_code": lastReturnCode,
      "last_confirmation_code": lastConfirmationCode,
      "reservation_authorization_code": authorizationCode,
      "export_controlled_functionality": exportControlled, "other_settings": settings,
    ]
  }
}

extension AuthorizedLicense: PrintedFacts {
  var fields: JSONFields {
    [
      "name": name, "entitlement": entitlement, "description": description,
      "total_count": totalCount, "enforcement_type": enforcementType, "terms": terms,
      "other_settings": settings,
    ]
  }
}

extension AuthorizationTerm: PrintedFacts {
  var fields: JSONFields {
    [
      "": member, "authorization_type": authorizationType, "license_type": licenseType,
      "start_date": startDate, "end_date": endDate, "term_count": count,
      "subscription_id": subscriptionID, "other_settings": settings,
    ]
  }
}
