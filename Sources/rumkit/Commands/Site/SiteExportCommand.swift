import AirGap
import ArgumentParser
import Assessment
import Presentation

/// `rumkit site export`: every event, for another tool.
struct SiteExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Give out every event: as the lines that are hashed, or as a table.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case ndjson, csv
  }

  @Option(name: .long, help: "Write the events as ndjson or csv.")
  var format: Format = .ndjson
  @OptionGroup var table: TableOptions
  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let ledger = try site.openForReading(console)
    let stream = try ResultStream(output, console)
    switch format {
    case .ndjson:
      try console.ledger { () throws(LedgerError) in
        try ledger.read { reader throws(LedgerError) in
          try reader.eachBody { stream.write($0 + "\n") }
        }
      }
    case .csv: try rows(ledger, stream, console)
    }
    try stream.finish()
  }

  /// A block of events at a time: a ledger may be larger than the memory.
  private func rows(
    _ ledger: SiteLedger, _ stream: ResultStream, _ console: Console
  ) throws(ExitStatus) {
    stream.write(SiteLogReport.csvHeading(ledger.identity))
    try console.ledger { () throws(LedgerError) in
      try ledger.read { reader throws(LedgerError) in
        let count = try reader.head().count
        var first: Int64 = 1
        while first <= count {
          let last = min(count, first + 999)
          let events = try reader.events(after: first - 1, upTo: last)
          let counts = try reader.reportCounts(ofEvents: first...last)
          stream.write(
            SiteLogReport(ledger.identity, events, reportCounts: counts).csvRows(
              isRaw: table.csvRaw))
          first = last + 1
        }
      }
    }
  }
}
