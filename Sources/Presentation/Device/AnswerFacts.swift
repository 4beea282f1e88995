import Assessment
import DeviceOutput
import LicenseFiles

// Configurations, messages, logs and answers to commands.

extension RunningConfiguration: PrintedFacts {
  var fields: JSONFields {
    [
      "extent": extent.rawValue, "lines": lineCount, "host_name": hostName, "version": version,
      "": udi, "transport": transport, "urls": urls,
      "call_home_destinations": callHomeDestinations.map { Self.withoutLogin($0.value) },
      "proxy_address": proxyAddress, "proxy_port": proxyPort,
      "proxy_has_login": proxyLogin.map { _ in true }, "license_vrf": licenseVRF,
      "usage_interval": usageInterval, "privacy": privacy,
      "license_smart_reservation": reservation.map { _ in true },
      "http_client_source_interface": sourceInterface,
      "http_client_secure_trustpoint": secureTrustpoint,
      "trustpoints": trustpoints.sorted { $0.key < $1.key }.map {
        JSONText.fields(["name": $0.key, "revocation_check": $0.value?.value])
      },
      "vrfs": vrfs.sorted(), "name_servers": nameServers, "hosts": hosts.sorted(),
      "domain_lookup": lookupOff.map { _ in false }, "time_servers": timeServers,
      "time_zone": timeZone, "summer_time": summerTime, "time_stamps": timeStamps,
    ]
  }

  /// `https://name:password@host/…` without what stands before the sign.
  static func withoutLogin(_ url: String) -> String {
    guard let start = url.range(of: "://")?.upperBound,
      let at = url[start...].prefix(while: { $0 != "/" }).lastIndex(of: "@")
    else { return url }
    return url[..<start] + PrintedSecrets.withheld + url[at...]
  }
}

extension RunningConfiguration.ServerURL: PrintedFacts {
  var fields: JSONFields {
    let word =
      switch kind {
      case .standard: "default"
      case .cslu: "cslu"
      case .smart: "smart"
      case .plain: "plain"
      }
    return ["kind": word, "url": RunningConfiguration.withoutLogin(text)]
  }
}

extension RunningConfiguration.Server: JSONConvertible {
  var json: JSONText? { .fields(["address": address, "vrf": vrf]) }
}

extension ConfiguredZone: PrintedFacts {
  var fields: JSONFields { ["name": name, "seconds_east": seconds] }
}

extension HistorySection: PrintedFacts {
  /// What is secret is named, not shown.
  var fields: JSONFields {
    [
      "title": title, "import": isImport, "has_entries": hasEntries, "says_none": saysNone,
      "exchanges": exchanges, "lines": lines.map { $0.map(PrintedSecrets.shown) },
    ]
  }
}

extension HistoryExchange: PrintedFacts {
  var fields: JSONFields {
    [
      "outcome": HistoryWording.id(outcome), "meaning": HistoryWording.sentence(self),
      "request": request, "response": response,
    ]
  }
}

extension HistoryMessage: PrintedFacts {
  var fields: JSONFields {
    ["line": time.location.line, "time": time, "bytes": body.utf8.count, "": content]
  }
}

extension HistoryContent: PrintedFacts {
  var fields: JSONFields {
    [
      "request_type": requestType, "original_request_type": originalRequestType, "": udi,
      "device_list": deviceList, "timestamp_ms": timestamp, "nonce": nonce,
      "product_instance_identifier": productInstanceIdentifier, "polling_id": pollingID,
      "host_name": hostName, "peer_name": peerName, "peer_version": peerVersion,
      "status_code": statusCode, "status_message": statusMessage.map(PrintedSecrets.shown),
      "retry_time_seconds": retrySeconds, "withheld": withheld, "other_members": otherMembers,
    ]
  }
}

extension LoggingFacts: PrintedFacts {
  private static let mostTraces = 1000

  var fields: JSONFields {
    [
      "settings": settings, "trace_count": traces.isEmpty ? nil : traces.count,
      "traces": traces.suffix(Self.mostTraces).map {
        JSONText.printed(["line": $0.location.line, "": $0.value])
      },
    ]
  }
}

extension TraceLine: PrintedFacts {
  var fields: JSONFields {
    [
      "time": time, "process": process, "module": module, "level": level,
      "text": PrintedSecrets.shown(text),
    ]
  }
}

extension NTPFacts: PrintedFacts {
  var fields: JSONFields {
    ["synchronised": isSynchronised, "stratum": stratum, "reference": reference, "lines": lines]
  }
}

extension Trustpoint: PrintedFacts {
  var fields: JSONFields { ["name": name, "lines": lines.json] }
}

extension ReservationAnswer: PrintedFacts {
  var fields: JSONFields {
    [
      "action": action, "request_code": requestCode, "return_code": returnCode,
      "confirmation_code": confirmationCode, "success": success != nil, "other_lines": otherLines,
    ]
  }
}

extension ImportAnswer: PrintedFacts {
  var fields: JSONFields {
    [
      "path": path, "success": success != nil, "confirmation_codes": confirmationCodes,
      "other_lines": otherLines,
    ]
  }
}

extension SaveUsageAnswer: PrintedFacts {
  var fields: JSONFields { ["scope": scope, "path": path, "printed": lines] }
}

extension FactoryReset: PrintedFacts {
  var fields: JSONFields {
    [
      "line": line, "warning": warning, "time": time, "time_basis": timeBasis?.rawValue,
      "other_lines": otherLines,
    ]
  }
}

extension ReloadTrace: PrintedFacts {
  var fields: JSONFields { ["kind": kind.rawValue, "line": line, "time": time] }
}
