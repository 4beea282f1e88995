// The payload: the JSON text that a device signs. Both known generations are walked by the same
// functions, because a key that belongs to one never means something else in the other.

extension ReportWalker {
  /// Walks a payload into the report. Nothing may follow it.
  mutating func payload(_ report: inout UsageReport) throws(JSONError) {
    try cursor.beginObject()
    while let key = try cursor.nextKey() {
      if cursor.matches(key, "version") {
        report.version = try text("version")
      } else if cursor.matches(key, "asset_identification") {
        try assetIdentification(&report)
      } else if cursor.matches(key, "signature") {
        report.assetSignature = try signature("signature")
      } else if cursor.matches(key, "meta") {
        try meta(&report)
      } else if cursor.matches(key, "measurements") {
        try measurements(&report)
      } else {
        try keep(key, "")
      }
    }
    report.generation = report.version == nil ? .v1 : .v2
  }

  private mutating func assetIdentification(_ report: inout UsageReport) throws(JSONError) {
    guard try entersObject("asset_identification") else { return }
    while let key = try cursor.nextKey() {
      if cursor.matches(key, "report_id") {
        report.reportID = try unsigned("asset_identification.report_id")
      } else if cursor.matches(key, "asset") {
        try asset(&report)
      } else if cursor.matches(key, "instance") {
        try instance(&report)
      } else if cursor.matches(key, "signature") {
        report.assetSignature = try signature("asset_identification.signature")
      } else {
        try keep(key, "asset_identification.")
      }
    }
  }

  private mutating func asset(_ report: inout UsageReport) throws(JSONError) {
    guard try entersObject("asset_identification.asset") else { return }
    while let key = try cursor.nextKey() {
      if cursor.matches(key, "name") {
        report.softwareTag = try text("asset_identification.asset.name")
      } else {
        try keep(key, "asset_identification.asset.")
      }
    }
  }

  private mutating func instance(_ report: inout UsageReport) throws(JSONError) {
    guard try entersObject("asset_identification.instance") else { return }
    while let key = try cursor.nextKey() {
      if cursor.matches(key, "sudi") {
        report.productInstance = try udi("asset_identification.instance.sudi")
      } else if cursor.matches(key, "product_instance_identifier") {
        report.productInstanceIdentifier = try text(
          "asset_identification.instance.product_instance_identifier")
      } else {
        try keep(key, "asset_identification.instance.")
      }
    }
  }

  private mutating func meta(_ report: inout UsageReport) throws(JSONError) {
    guard try entersObject("meta") else { return }
    while let key = try cursor.nextKey() {
      if cursor.matches(key, "entitlement_tag") {
        report.entitlementTag = try text("meta.entitlement_tag")
      } else if cursor.matches(key, "report_id") {
        // The place of the second generation wins where both are given.
        let number = try unsigned("meta.report_id")
        if report.reportID == nil { report.reportID = number }
      } else if cursor.matches(key, "software_version") {
        report.softwareVersion = try text("meta.software_version")
      } else if cursor.matches(key, "utility_enabled") {
        report.utilityEnabled = try bool("meta.utility_enabled")
      } else if cursor.matches(key, "report_type") {
        report.reportType = try text("meta.report_type")
      } else if cursor.matches(key, "ha_udi") {
        report.highAvailability = try highAvailability()
      } else {
        try keep(key, "meta.")
      }
    }
  }

  private mutating func highAvailability() throws(JSONError) -> [HighAvailabilityMember]? {
    guard try entersArray("meta.ha_udi") else { return nil }
    var members: [HighAvailabilityMember] = []
    while try cursor.nextElement() {
      guard try entersObject("meta.ha_udi[]") else { continue }
      var role: String?
      var device: UDI?
      while let key = try cursor.nextKey() {
        if cursor.matches(key, "role") {
          role = try text("meta.ha_udi[].role")
        } else if cursor.matches(key, "sudi") {
          device = try udi("meta.ha_udi[].sudi")
        } else {
          try keep(key, "meta.ha_udi[].")
        }
      }
      if let device { members.append(HighAvailabilityMember(role: role ?? "", udi: device)) }
    }
    return members
  }

  // MARK: Measurements

  private mutating func measurements(_ report: inout UsageReport) throws(JSONError) {
    guard try entersArray("measurements") else { return }
    while try cursor.nextElement() {
      guard try entersObject("measurements[]") else { continue }
      report.measurements.append(try measurement())
    }
  }

  private mutating func measurement() throws(JSONError) -> Measurement {
    var measurement = Measurement()
    while let key = try cursor.nextKey() {
      if cursor.matches(key, "log_time") {
        measurement.logTime = try integer("measurements[].log_time")
      } else if cursor.matches(key, "metric_name") {
        measurement.metricName = try text("measurements[].metric_name")
      } else if cursor.matches(key, "start_time") {
        measurement.startTime = try integer("measurements[].start_time")
      } else if cursor.matches(key, "end_time") {
        measurement.endTime = try integer("measurements[].end_time")
      } else if cursor.matches(key, "sample_interval") {
        measurement.sampleInterval = try integer("measurements[].sample_interval")
      } else if cursor.matches(key, "num_samples") {
        measurement.sampleCount = try integer("measurements[].num_samples")
      } else if cursor.matches(key, "value") {
        try value(&measurement)
      } else if cursor.matches(key, "meta") {
        try measurementMeta(&measurement)
      } else if cursor.matches(key, "values") {
        // Telemetry: never counted, so only checked.
        try cursor.skipValue()
      } else {
        try keep(key, "measurements[].")
      }
    }
    return measurement
  }

  private mutating func value(_ measurement: inout Measurement) throws(JSONError) {
    guard try entersObject("measurements[].value") else { return }
    while let key = try cursor.nextKey() {
      if cursor.matches(key, "type") {
        measurement.valueType = try text("measurements[].value.type")
      } else if cursor.matches(key, "value") {
        measurement.value = try count()
      } else {
        try keep(key, "measurements[].value.")
      }
    }
  }

  private mutating func count() throws(JSONError) -> Measurement.Value {
    let kind = try cursor.kind()
    let start = cursor.position
    let inner: Range<Int>
    switch kind {
    case .string:
      let token = try cursor.string()
      inner = token.start..<token.end
    case .null:
      try cursor.null()
      return .absent
    case .object, .array, .number, .bool:
      try cursor.skipValue()
      inner = start..<cursor.position
    }
    let digits = UnsafeBufferPointer(rebasing: cursor.bytes[inner])
    if let number = Decimal.int64(digits) { return .count(number) }
    return .notANumber(excerpt(inner.lowerBound, inner.upperBound))
  }

  private mutating func measurementMeta(_ measurement: inout Measurement) throws(JSONError) {
    switch try cursor.kind() {
    case .object: try cursor.beginObject()
    case .array:
      // Telemetry writes a list of typed values here.
      return try cursor.skipValue()
    case .string, .number, .bool, .null: return try skipWrong("measurements[].meta")
    }
    while let key = try cursor.nextKey() {
      if cursor.matches(key, "termination_reason") {
        measurement.terminationReason = try text("measurements[].meta.termination_reason")
      } else if cursor.matches(key, "close_reason") {
        measurement.closeReason = try text("measurements[].meta.close_reason")
      } else if cursor.matches(key, "clock_change_delta") {
        measurement.clockChangeDelta = try integer("measurements[].meta.clock_change_delta")
      } else if cursor.matches(key, "added_sudi_list") {
        measurement.added = try accessPoints("measurements[].meta.added_sudi_list")
      } else if cursor.matches(key, "removed_sudi_list") {
        measurement.removed = try accessPoints("measurements[].meta.removed_sudi_list")
      } else {
        try keep(key, "measurements[].meta.")
      }
    }
  }

  private mutating func accessPoints(_ path: StaticString) throws(JSONError) -> [UDI]? {
    guard try entersArray(path) else { return nil }
    var list: [UDI] = []
    while try cursor.nextElement() {
      if let device = try udi(path) { list.append(device) }
    }
    return list
  }
}
