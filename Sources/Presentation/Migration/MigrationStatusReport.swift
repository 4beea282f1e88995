public import Assessment

/// Migrations of a site: all of them, or one in detail.
public struct MigrationStatusReport: TextReport, JSONReport, CSVReport, Sendable {
  private let identity: SiteIdentity
  private let runs: [MigrationRun]
  private let now: Int64
  private let isDetailed: Bool

  /// - Parameters:
  ///   - identity: the site.
  ///   - runs: the migrations, oldest first.
  ///   - now: the current time, epoch seconds UTC.
  ///   - isDetailed: the text lists the steps of the first.
  public init(_ identity: SiteIdentity, _ runs: [MigrationRun], now: Int64, isDetailed: Bool) {
    self.identity = identity
    self.runs = runs
    self.now = now
    self.isDetailed = isDetailed
  }

  package func draft(_ layout: Layout) -> String {
    let text = MigrationText(identity, now: now)
    guard isDetailed, let run = runs.first else { return text.list(runs, columns: layout.columns) }
    return text.detail(run, columns: layout.columns)
  }

  package var json: JSONText { MigrationData.json(identity, runs) }

  package func csv(isRaw: Bool) -> String { MigrationData.csv(identity, runs, isRaw: isRaw) }
}

/// What a command about a step of a migration answers.
public struct MigrationAnswer: TextReport, JSONReport, Sendable {
  private let words: String
  package let json: JSONText

  /// - Parameters:
  ///   - text: what ``MigrationText`` says.
  ///   - json: the same for programs.
  public init(_ text: String, json: JSONText) {
    words = text
    self.json = json
  }

  package func draft(_ layout: Layout) -> String { words }
}
