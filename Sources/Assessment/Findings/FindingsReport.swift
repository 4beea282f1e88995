public import LicenseFiles

/// The findings of a run, counted exactly and listed up to a limit.
public struct FindingsReport: Sendable {
  /// The most findings that are listed of one id in one file.
  static let listLimit = 100
  /// The most findings of one severity that are listed at all: every one of them is held in memory. A grave
  /// one is never left out because of lesser ones.
  public static let mostListed = 50_000

  private struct Key: Hashable {
    let id: String
    let file: String
  }

  /// What is listed, in the order in which it was found.
  public private(set) var listed: [Finding] = []
  /// Exact numbers by severity.
  public private(set) var counts: [Severity: Int] = [:]
  /// Findings that are counted and not listed.
  public private(set) var omitted = 0
  private var perKey: [Key: Int] = [:]
  private var perSeverity: [Severity: Int] = [:]
  private var perID: [Severity: [String: Int]] = [:]
  /// True when every finding is listed, up to ``mostListed``.
  public let listsAll: Bool

  /// - Parameter listsAll: list every finding, whatever their number.
  public init(listsAll: Bool = false) { self.listsAll = listsAll }

  /// The report of these findings.
  public init(_ findings: [Finding], listsAll: Bool = false) {
    self.init(listsAll: listsAll)
    for finding in findings { add(finding) }
  }

  /// Adds a finding.
  public mutating func add(_ finding: Finding) {
    counts[finding.severity, default: 0] += 1
    perID[finding.severity, default: [:]][finding.id, default: 0] += 1
    if !listsAll {
      let key = Key(id: finding.id, file: finding.location.file)
      let number = perKey[key, default: 0]
      perKey[key] = number + 1
      if number >= Self.listLimit {
        omitted += 1
        return
      }
    }
    guard perSeverity[finding.severity, default: 0] < Self.mostListed else {
      omitted += 1
      return
    }
    perSeverity[finding.severity, default: 0] += 1
    listed.append(finding)
  }

  /// True when findings are left out that no option lists.
  public var isCut: Bool {
    perSeverity.contains { $0.value >= Self.mostListed } && omitted > 0
  }

  /// How often a finding of this id and severity was found, exactly.
  public func count(_ id: String, _ severity: Severity) -> Int { perID[severity]?[id] ?? 0 }

  /// Adds what the promises of media and bags gave, but not what reading its files has told before.
  public mutating func addNew(_ findings: [Finding]) {
    let told = Set(listed)
    for finding in findings where !told.contains(finding) { add(finding) }
  }

  /// Lists what belongs to one file together and in the order of its lines: some rules speak only at
  /// the end of a file or of the run. Files stay in the order in which they first appeared.
  public mutating func sortByPlace() {
    var files: [String: Int] = [:]
    for finding in listed where files[finding.location.file] == nil {
      files[finding.location.file] = files.count
    }
    let keyed = listed.enumerated().map { index, finding in
      (files[finding.location.file] ?? 0, finding.location.line ?? .max, index)
    }
    listed = keyed.sorted { $0 < $1 }.map { listed[$0.2] }
  }

  /// True when something is as severe as this.
  public func reaches(_ severity: Severity) -> Bool {
    counts.contains { $0.key >= severity && $0.value > 0 }
  }
}
