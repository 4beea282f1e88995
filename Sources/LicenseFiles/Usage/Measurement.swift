/// One measurement of a RUM report. Times are epoch seconds, UTC; intervals are seconds.
public struct Measurement: Sendable, Hashable {
  /// What was counted.
  public enum Value: Sendable, Hashable {
    /// There is no `value`.
    case absent
    /// A whole number, written as a string by known devices and accepted as a number too.
    case count(Int64)
    /// Something else; the text is kept, cut after 200 bytes.
    case notANumber(String)
  }

  /// `metric_name`: `ENTITLEMENT` in usage, other names in telemetry.
  public var metricName: String?
  /// `log_time`. After a clock change it may be earlier than the start.
  package var logTime: Int64?
  /// `start_time`.
  public var startTime: Int64?
  /// `end_time`.
  public var endTime: Int64?
  /// `sample_interval`: the seconds that this measurement covers.
  public var sampleInterval: Int64?
  /// `num_samples`.
  var sampleCount: Int64?
  /// `value.type`: `COUNT` in known data.
  package var valueType: String?
  /// `value.value`.
  public var value: Value
  /// `meta.termination_reason`.
  public var terminationReason: String?
  /// `meta.close_reason`.
  var closeReason: String?
  /// `meta.clock_change_delta`, signed seconds.
  public var clockChangeDelta: Int64?
  /// `meta.added_sudi_list`: access points that joined the count; nil when the list is absent.
  public var added: [UDI]?
  /// `meta.removed_sudi_list`: access points that left the count; nil when the list is absent.
  public var removed: [UDI]?

  /// The count, when there is one.
  public var count: Int64? {
    if case .count(let count) = value { count } else { nil }
  }

  /// Creates a measurement.
  package init(
    metricName: String? = nil, logTime: Int64? = nil, startTime: Int64? = nil,
    endTime: Int64? = nil, sampleInterval: Int64? = nil, sampleCount: Int64? = nil,
    valueType: String? = nil, value: Value = .absent, terminationReason: String? = nil,
    closeReason: String? = nil, clockChangeDelta: Int64? = nil, added: [UDI]? = nil,
    removed: [UDI]? = nil
  ) {
    self.metricName = metricName
    self.logTime = logTime
    self.startTime = startTime
    self.endTime = endTime
    self.sampleInterval = sampleInterval
    self.sampleCount = sampleCount
    self.valueType = valueType
    self.value = value
    self.terminationReason = terminationReason
    self.closeReason = closeReason
    self.clockChangeDelta = clockChangeDelta
    self.added = added
    self.removed = removed
  }
}
