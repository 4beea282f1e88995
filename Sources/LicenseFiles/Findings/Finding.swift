/// One thing that is wrong, or worth knowing, at one place.
public struct Finding: Sendable, Hashable {
  /// The identifier of its descriptor.
  public let id: String
  /// What it costs.
  public let severity: Severity
  /// Where it is.
  public let location: SourceLocation
  /// The RUM report that it concerns.
  public let reportID: UInt64?
  /// The device that it concerns.
  public let productInstance: UDI?
  /// What is wrong, in words for the person at the jump host. Untrusted text inside it is escaped by
  /// the renderer, not here.
  public let message: String
  /// What to do about it.
  public let remedy: String

  /// Creates a finding.
  public init(
    id: String, severity: Severity, location: SourceLocation, reportID: UInt64? = nil,
    productInstance: UDI? = nil, message: String, remedy: String
  ) {
    self.id = id
    self.severity = severity
    self.location = location
    self.reportID = reportID
    self.productInstance = productInstance
    self.message = message
    self.remedy = remedy
  }

  /// The same finding with another severity.
  public func graded(_ severity: Severity) -> Finding {
    Finding(
      id: id, severity: severity, location: location, reportID: reportID,
      productInstance: productInstance, message: message, remedy: remedy)
  }
}
