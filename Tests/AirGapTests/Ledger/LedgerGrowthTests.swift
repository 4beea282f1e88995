import Foundation
import LicenseFiles
import Synchronization
import Testing

@testable import AirGap
@testable import Assessment

/// What a ledger costs as it grows, in questions to its tables.
@Suite struct LedgerGrowthTests {
  /// How many statements that hold these words are run.
  private func count(
    _ words: String, in site: TemporarySite, _ body: () throws -> Void
  ) throws -> Int {
    let counter = Counter()
    try site.ledger.database.apart { database in
      database.trace { event in
        if "\(event)".contains(words) { counter.add() }
      }
    }
    try body()
    try site.ledger.database.apart { $0.trace(nil) }
    return counter.value
  }

  private final class Counter: Sendable {
    private let number = Mutex(0)
    func add() { number.withLock { $0 += 1 } }
    var value: Int { number.withLock { $0 } }
  }

  private func site(files: Int) throws -> TemporarySite {
    let site = try TemporarySite()
    for file in 1...files {
      try site.export([UInt64(file)], at: Int64(file) * 100, media: "m\(file)")
    }
    return site
  }

  @Test(arguments: [3, 30])
  func aDeviceIsCountedOnceWhenTheIndexIsMadeAgain(_ files: Int) throws {
    let site = try site(files: files)
    defer { site.remove() }
    var different: [String] = []
    let counted = try count("AS conflicts", in: site) {
      different = try site.ledger.database.indexDifferences(isOnDisk: false)
    }
    #expect(different == [])
    #expect(counted == 1)
  }

  @Test(arguments: [3, 30])
  func theReportsAreReadInOneWalk(_ files: Int) throws {
    let site = try site(files: files)
    defer { site.remove() }
    let walks = try count("FROM event_report", in: site) {
      try site.ledger.database.apart { database in
        var walk = try ReportWalk(database)
        var found: [UInt64] = []
        for event in 2...Int64(files + 1) {
          try walk.each(of: event) { found.append($0.report.id) }
        }
        #expect(found == (1...UInt64(files)).map(\.self))
      }
    }
    #expect(walks == 1)
  }

  @Test func manyDevicesFitIntoOneQuestion() throws {
    let site = try site(files: 1)
    defer { site.remove() }
    let many = (0..<40_000).map { UDI(pid: "C9800-CL-K9", serial: "9ZZ\($0)") }
    try site.ledger.append(
      many.prefix(200).map { SiteEventDraft(.deviceRegistered, $0, [:]) },
      by: TemporarySite.author(500))
    let found = try site.ledger.read { reader throws(LedgerError) in
      try reader.events([.deviceRegistered], of: many)
    }
    #expect(found.count == 200)
  }
}
