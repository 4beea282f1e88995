/// What a kind of finding is: the published text of a rule, and the examples that test it.
public struct FindingDescriptor: Sendable, Hashable {
  /// `area/what-is-wrong`, lower case. Never renamed or reused once released.
  public let id: String
  /// One line, without a full stop.
  public let title: String
  /// The severity unless the user re-grades it.
  public let severity: Severity
  /// What the rule looks at.
  public let looksAt: String
  /// Why it matters to the person who carries the file.
  public let why: String
  /// What to do about it.
  public let remedy: String
  /// How the claim is known.
  public let basis: Basis
  /// An input that gives this finding.
  public let trigger: FindingExample
  /// The nearest input that does not give it.
  public let nearMiss: FindingExample

  /// Creates a descriptor.
  public init(
    id: String, title: String, severity: Severity, looksAt: String, why: String, remedy: String,
    basis: Basis, trigger: FindingExample, nearMiss: FindingExample
  ) {
    self.id = id
    self.title = title
    self.severity = severity
    self.looksAt = looksAt
    self.why = why
    self.remedy = remedy
    self.basis = basis
    self.trigger = trigger
    self.nearMiss = nearMiss
  }

  /// The same in the order of a table of findings.
  package init(
    _ id: String, _ severity: Severity, _ title: String, looksAt: String, why: String,
    remedy: String, basis: Basis, trigger: FindingExample, nearMiss: FindingExample
  ) {
    self.init(
      id: id, title: title, severity: severity, looksAt: looksAt, why: why, remedy: remedy,
      basis: basis, trigger: trigger, nearMiss: nearMiss)
  }

  /// Of a table whose examples are described.
  package init(
    _ id: String, _ severity: Severity, _ title: String, looksAt: String, why: String,
    remedy: String, basis: Basis, trigger: String, nearMiss: String
  ) {
    self.init(
      id, severity, title, looksAt: looksAt, why: why, remedy: remedy, basis: basis,
      trigger: .described(trigger), nearMiss: .described(nearMiss))
  }

  /// A finding of this kind.
  ///
  /// - Parameters:
  ///   - location: the file, and the line where it is known.
  ///   - reportID: the report that it concerns.
  ///   - productInstance: the device that it concerns.
  ///   - message: what is wrong here, with the values that show it; lower case, no full stop.
  ///   - remedy: a remedy that fits this case better than the general one.
  public func finding(
    at location: SourceLocation, reportID: UInt64? = nil, productInstance: UDI? = nil,
    _ message: String, remedy: String? = nil
  ) -> Finding {
    Finding(
      id: id, severity: severity, location: location, reportID: reportID,
      productInstance: productInstance, message: message, remedy: remedy ?? self.remedy)
  }
}

/// An input that shows a rule at work. It is printed by `explain` and replayed by the tests.
public enum FindingExample: Sendable, Hashable {
  /// The text of one file.
  case document(String)
  /// Several files of one run, in order.
  case documents([String])
  /// The bytes of one file that is not text, in hexadecimal.
  case hexadecimal(String)
  /// An input that cannot be shown as text; a test named after the finding builds it.
  case described(String)
}
