public import LicenseFiles

/// A row of the table: what a device prints or does, what it means, why, and what to do.
///
/// The table is data: each row carries its source and how certain it is, and the two examples that
/// test it.
public struct DiagnosisRow: Sendable, Hashable {
  /// What it is recognised by.
  public let sign: DiagnosisSign
  /// Where it stands in the chain from causes to consequences.
  public let rank: CauseRank
  /// The severity in an air-gapped site, where it differs.
  let severityInAirGap: Severity?
  /// What to do, by the way in which the device reports.
  public let advice: TopologyAdvice
  /// True where nothing of licensing may be saved, sent or imported before this is over.
  let holdsBackOthers: Bool
  /// The ids of rows that this one explains, when both are seen.
  package let explains: [String]
  /// The ids of rows that end it, when they are seen later.
  public let endedBy: [String]
  /// The published text: id, meaning, cause, source.
  public let descriptor: FindingDescriptor

  /// `diagnosis/…`, or `config/…` of the judge of configurations.
  public var id: String { descriptor.id }

  /// Creates a row.
  ///
  /// - Parameters:
  ///   - name: the part of the id after `diagnosis/`.
  ///   - meaning: what it means, in one line.
  ///   - cause: why it happens, and why it matters.
  init(
    _ name: String, _ severity: Severity, airGap severityInAirGap: Severity? = nil,
    _ rank: CauseRank, _ sign: DiagnosisSign, meaning: String, cause: String,
    advice: TopologyAdvice, basis: Basis, holdsBackOthers: Bool = false, explains: [String] = [],
    endedBy: [String] = [],
    trigger: FindingExample, nearMiss: FindingExample
  ) {
    self.sign = sign
    self.rank = rank
    self.severityInAirGap = severityInAirGap
    self.advice = advice
    self.holdsBackOthers = holdsBackOthers
    self.explains = explains.map { Self.prefix + $0 }
    self.endedBy = endedBy.map { Self.prefix + $0 }
    descriptor = FindingDescriptor(
      id: Self.prefix + name, title: meaning, severity: severity, looksAt: sign.words, why: cause,
      remedy: advice.airGap.summary, basis: basis, trigger: trigger, nearMiss: nearMiss)
  }

  /// Creates the row of what the judge of configurations finds; its remedy is that of each finding.
  init(
    setting descriptor: FindingDescriptor, _ rank: CauseRank = .setting, explains: [String] = []
  ) {
    sign = .setting(descriptor.id)
    self.rank = rank
    severityInAirGap = nil
    advice = TopologyAdvice(airGap: .nothing, connected: DiagnosisAdvice(descriptor.remedy))
    self.explains = explains.map { Self.prefix + $0 }
    endedBy = []
    holdsBackOthers = false
    self.descriptor = descriptor
  }

  /// The severity where the device reports in this way.
  func severity(in topology: ReportingTopology) -> Severity {
    topology == .airGap ? severityInAirGap ?? descriptor.severity : descriptor.severity
  }

  static let prefix = "diagnosis/"
}

/// The place in the chain from causes to consequences. What comes first may explain what follows.
public enum CauseRank: Int, Sendable, Hashable, Comparable {
  /// The clock, which certificates and reports depend on.
  case clock
  /// How the device is set up.
  case setting
  /// Names and addresses.
  case name
  /// The way through the network.
  case path
  /// A proxy on the way.
  case proxy
  /// Certificates.
  case certificate
  /// The other side.
  case server
  /// Trust.
  case trust
  /// A file that was brought in.
  case file
  /// Reports and their ACKs.
  case reporting
  /// What follows for users.
  case consequence
  /// Worth knowing, no problem by itself.
  case information

  /// Orders causes before consequences.
  public static func < (left: CauseRank, right: CauseRank) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// What to do: words, and what to type.
public struct DiagnosisAdvice: Sendable, Hashable {
  /// In words.
  public let text: String
  /// What to type, line by line; a word in angle brackets is to be replaced.
  public let commands: [String]

  /// Creates advice.
  init(_ text: String, _ commands: [String] = []) {
    self.text = text
    self.commands = commands
  }

  /// On one line.
  var summary: String {
    commands.isEmpty ? text : text + ": " + commands.joined(separator: "; ")
  }
}

/// What to do, by the way in which the device reports.
public struct TopologyAdvice: Sendable, Hashable {
  /// In an air gap: nothing of it opens the gap.
  package let airGap: DiagnosisAdvice
  private let others: [ReportingTopology: DiagnosisAdvice]

  /// The same everywhere.
  static func everywhere(_ text: String, _ commands: [String] = []) -> TopologyAdvice {
    let advice = DiagnosisAdvice(text, commands)
    return TopologyAdvice(airGap: advice, connected: advice)
  }

  /// One for air gaps, one for all others, and those that differ.
  init(
    airGap: DiagnosisAdvice, connected: DiagnosisAdvice, cslu: DiagnosisAdvice? = nil,
    onPrem: DiagnosisAdvice? = nil, proxy: DiagnosisAdvice? = nil
  ) {
    self.airGap = airGap
    others = [
      .direct: connected, .proxy: proxy ?? connected, .cslu: cslu ?? connected,
      .csluInitiated: cslu ?? connected, .onPrem: onPrem ?? connected,
    ]
  }

  /// What to do where the device reports in this way.
  package func advice(for topology: ReportingTopology) -> DiagnosisAdvice {
    others[topology] ?? airGap
  }
}

extension DiagnosisAdvice {
  /// The first thing to do in an air gap: no report can leave, so none should be tried.
  static let transportOff = DiagnosisAdvice(
    "switch the transport off; usage leaves by file (rumkit-ritual(1))",
    [
      "configure terminal", "license smart transport off", "end",
      "write memory",
    ])

  /// What to do with licensing from before the policy: the transport is not the problem.
  static let migration = DiagnosisAdvice(
    "move the device to a release with Smart Licensing Using Policy (rumkit-migrate(1)); before it nothing is "
      + "reported by file")

  /// True where it needs what only Smart Licensing Using Policy has.
  var isOfPolicy: Bool {
    commands.contains {
      $0.hasPrefix("license smart ") || $0.hasPrefix("show license history message")
    }
  }

  /// True where it saves, sends or imports.
  var worksOnReports: Bool {
    let words = ["save usage", "import", "sync", "trust"]
    return commands.contains { command in
      words.contains { command.hasPrefix("license smart " + $0) }
    }
  }

  /// Nothing to do.
  static let nothing = DiagnosisAdvice("no action needed")
}

extension TopologyAdvice {
  static let nothing = everywhere("no action needed")
}
