import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// A site in a folder of its own, made through the library, and runs of the program that use it.
final class SiteFolder: Sendable {
  let folder = PackFolder()
  let ledger: SiteLedger

  /// The time of the site and of every run that names none: 2026-07-01T09:00:00Z.
  static let now: Int64 = 1_782_896_400

  init(_ name: String = "WEST", mode: SiteIdentity.Mode = .own) throws {
    ledger = try SiteLedger.create(
      at: folder.path("site"), name: name, mode: mode, by: Self.author(Self.now - 3600))
  }

  static func author(_ time: Int64 = now) -> LedgerAuthor {
    LedgerAuthor(operatorName: "o", host: "h", time: time, clock: time)
  }

  /// Runs the program with this site.
  func run(
    _ arguments: [String], at time: String? = "2026-07-01T09:00:00Z", input: String? = nil
  ) throws -> RumkitRun {
    try RumkitRun(
      arguments + ["--site", folder.path("site")] + (time.map { ["--now", $0] } ?? []),
      standardInput: input.map { Data($0.utf8) })
  }

  /// Takes a table into the register and expects it to be good.
  func register(_ rows: String, header: String = "pid,sn,host,group,site,va") throws {
    try folder.write(header + "\n" + rows, to: "register.csv")
    let run = try run(["site", "devices", "import", folder.path("register.csv")])
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
  }

  /// Packs, and expects it to work.
  @discardableResult
  func pack(_ output: String, _ arguments: String...) throws -> RumkitRun {
    let run = try run(["pack", "--output", folder.path(output)] + arguments)
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
    return run
  }

  func history() throws -> SiteHistory {
    try ledger.read { reader throws(LedgerError) in try reader.history() }
  }

  func events(_ kinds: SiteEventKind...) throws -> [SiteEvent] {
    try ledger.read { reader throws(LedgerError) in try reader.events(kinds) }
  }

  func device(_ serial: String) throws -> DeviceRecord {
    try #require(try history().devices.first { $0.udi.serial == serial })
  }

  func object(_ run: RumkitRun) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(run.stdout.utf8)) as? [String: Any])
  }

  /// Every byte of the ledger's file, to look for what must not be in it.
  func holds(_ text: String) throws -> Bool {
    try Data(contentsOf: URL(filePath: folder.path("site/ledger.sqlite")))
      .range(of: Data(text.utf8)) != nil
  }
}
