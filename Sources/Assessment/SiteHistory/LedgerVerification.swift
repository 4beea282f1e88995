public import LicenseFiles

/// What a check of a ledger found.
public struct LedgerVerification: Sendable {
  /// The end of the chain.
  public var head: ChainHead
  /// How many events were read.
  public var events: Int64 = 0
  /// How many reports of events were read.
  public var reports: Int64 = 0
  /// The checks, in the order in which they were made.
  public var checks: [MediaCheck] = []
  /// What is wrong; empty when the ledger is as it was written.
  public var findings: [Finding] = []

  package init(head: ChainHead) { self.head = head }

  /// True when nothing is wrong.
  public var isSound: Bool { findings.isEmpty }

  /// Notes a check that failed when there are findings of these kinds.
  package mutating func check(
    _ name: String, _ subject: String, _ kinds: [FindingDescriptor], passed: String
  ) {
    let faults = findings.filter { finding in kinds.contains { $0.id == finding.id } }
    note(name, subject, faults, passed: passed)
  }

  /// Notes a check that failed when there are these findings.
  package mutating func note(_ name: String, _ subject: String, _ faults: [Finding], passed: String)
  {
    let more = faults.count > 1 ? " (and \(faults.count - 1) more)" : ""
    checks.append(
      MediaCheck(
        name: name, subject: subject, result: faults.isEmpty ? .passed : .failed,
        detail: faults.first.map { $0.message + more } ?? passed))
  }
}
