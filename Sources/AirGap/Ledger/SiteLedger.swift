public import Assessment
import Foundation
import GRDB
import LicenseFiles

/// Who writes, and when. Times are epoch seconds, UTC.
public struct LedgerAuthor: Sendable, Hashable {
  /// Who does it.
  public var operatorName: String
  /// Who watches.
  var witness: String?
  /// On which machine.
  public var host: String
  /// The current time, by `--now` or by the host's clock.
  public var time: Int64
  /// The host's clock.
  public var clock: Int64

  /// Creates an author.
  public init(
    operatorName: String, witness: String? = nil, host: String, time: Int64, clock: Int64
  ) {
    self.operatorName = operatorName
    self.witness = witness
    self.host = host
    self.time = time
    self.clock = clock
  }
}

/// The ledger of one site: an append-only chain of events in one SQLite file, and an index over it.
///
/// Several processes may use one ledger at once. What ``append(_:by:)`` was given is whole in it when
/// it returns, also after a power cut, and not there at all when it throws.
public final class SiteLedger: Sendable {
  /// The folder of the site.
  public let folder: String
  /// What the site is.
  package let identity: SiteIdentity
  /// True when nothing can be recorded: a read-only medium, a copy, or a reader's wish.
  public var isReadOnly: Bool { database.isReadOnly }

  let database: LedgerDatabase

  /// The file of the ledger inside a site's folder.
  static let fileName = "ledger.sqlite"

  init(folder: String, database: LedgerDatabase) throws(LedgerError) {
    self.folder = folder
    self.database = database
    identity = try database.read { database in
      func value(_ key: String) throws -> String {
        guard
          let text = try String.fetchOne(
            database, sql: "SELECT value FROM site WHERE key = ?", arguments: [key])
        else { throw LedgerError(.damaged, "the ledger does not say what site it is") }
        return text
      }
      guard let mode = SiteIdentity.Mode(rawValue: try value("mode")) else {
        throw LedgerError(.tooNew, "the site is of a kind that this version does not know")
      }
      return SiteIdentity(name: try value("name"), id: try value("id"), mode: mode)
    }
  }

  /// Opens the ledger of a site to record something. One of an older format is copied beside itself and
  /// brought up to date.
  ///
  /// - Parameters:
  ///   - folder: the folder of the site.
  ///   - kept: is given the path of the copy.
  /// - Throws: ``LedgerError``, `noSite` when there is none, `readOnly` when it cannot be written.
  package static func openForWriting(
    _ folder: String, kept: (String) -> Void = { _ in }
  ) throws(LedgerError) -> SiteLedger {
    let path = folder + "/" + fileName
    if let refusal = SiteAccess.refusal(path) { throw LedgerError(.noPermission, refusal) }
    guard FileManager.default.fileExists(atPath: path) else {
      throw LedgerError(.noSite, "there is no site at \(folder)")
    }
    if let fault = SiteAccess.fault(path) { throw LedgerError(.damaged, fault) }
    guard access(path, W_OK) == 0, access(folder, W_OK) == 0 else {
      throw LedgerError(
        .readOnly, SiteAccess.refusalToWrite(folder) + "; nothing was recorded")
    }
    let database = try LedgerDatabase(writing: path) { database throws(LedgerError) in
      kept(try keep(database, in: folder))
    }
    return try SiteLedger(folder: folder, database: database)
  }

  /// Opens the ledger of a site, or a copy of one, to look at it.
  ///
  /// - Parameter place: the folder of a site, or the file itself.
  /// - Throws: ``LedgerError``, `noSite` when there is none.
  package static func openForReading(_ place: String) throws(LedgerError) -> SiteLedger {
    var facts = stat()
    guard stat(place, &facts) == 0 else {
      if let refusal = SiteAccess.refusal(place) { throw LedgerError(.noPermission, refusal) }
      throw LedgerError(.noSite, "there is no site at \(place)")
    }
    let isFolder = facts.st_mode & S_IFMT == S_IFDIR
    let path = isFolder ? place + "/" + fileName : place
    if let refusal = SiteAccess.refusal(path) { throw LedgerError(.noPermission, refusal) }
    guard FileManager.default.fileExists(atPath: path) else {
      throw LedgerError(.noSite, "there is no site at \(place)")
    }
    if let fault = SiteAccess.fault(path, mayBeLink: !isFolder) {
      throw LedgerError(.damaged, fault)
    }
    let folder = isFolder ? place : PathText.folder(of: path)
    return try SiteLedger(
      folder: folder, database: LedgerDatabase(reading: path, isImmutable: isImmutable(path)))
  }

  /// True where nobody can write: on a read-only medium. A folder that only this user cannot write
  /// to may be written to by others, and needs locks. Neither does a medium count on which a journal
  /// lies: reading past it would show half an event.
  private static func isImmutable(_ path: String) -> Bool {
    var medium = statvfs()
    guard statvfs(path, &medium) == 0, medium.f_flag & UInt(ST_RDONLY) != 0 else { return false }
    var journal = stat()
    return stat(path + "-journal", &journal) != 0 || journal.st_size == 0
  }

  /// Records events, all or none.
  ///
  /// - Returns: the events as they stand in the ledger.
  /// - Throws: ``LedgerError``; `refused` when time runs backwards in a rehearsal, when a trip of this
  ///   name was opened before, or when an event could not be read back as it is.
  @discardableResult
  public func append(
    _ drafts: [SiteEventDraft], by author: LedgerAuthor
  ) throws(LedgerError) -> [SiteEvent] {
    guard !drafts.isEmpty else { return [] }
    return try database.write { database in
      try Self.append(drafts, by: author, mode: identity.mode, database)
    }
  }

  /// Records what a decision over the current state of the ledger asks for. No other process writes
  /// between the decision and the record.
  ///
  /// - Parameters:
  ///   - author: who writes, and when.
  ///   - decide: looks at the ledger and gives events; none is fine.
  /// - Throws: ``LedgerError``.
  public func append(
    by author: LedgerAuthor, _ decide: (LedgerReader) throws(LedgerError) -> [SiteEventDraft]
  ) throws(LedgerError) -> [SiteEvent] {
    try database.write { database in
      let drafts = try decide(LedgerReader(database, identity: identity))
      return try Self.append(drafts, by: author, mode: identity.mode, database)
    }
  }

  /// Reads, decides and records as one: no other process writes between, and nothing stays when it fails.
  ///
  /// - Throws: ``LedgerError``.
  func atomically<Value>(
    _ body: (LedgerTransaction) throws(LedgerError) -> Value
  ) throws(LedgerError) -> Value {
    try database.write { try body(LedgerTransaction($0, identity)) }
  }

  /// Looks at one consistent state of the ledger.
  ///
  /// - Throws: ``LedgerError``.
  public func read<Value>(
    _ body: (LedgerReader) throws(LedgerError) -> Value
  ) throws(LedgerError) -> Value {
    try database.read { try body(LedgerReader($0, identity: identity)) }
  }

  fileprivate static func append(
    _ drafts: [SiteEventDraft], by author: LedgerAuthor, mode: SiteIdentity.Mode,
    _ database: Database
  ) throws -> [SiteEvent] {
    guard !drafts.isEmpty else { return [] }
    try check(author)
    var index = try LedgerIndex(database)
    // A repair is what brings a wrong date back.
    if mode == .rehearsal, author.time < index.newestTime, drafts[0].kind != .clockRepaired {
      throw LedgerError.backwards(index.newestTime)
    }
    var writer = try EventWriter(database)
    var events: [SiteEvent] = []
    for draft in drafts {
      if draft.kind == .tripOpened, try index.hasTrip(draft.details[.trip] ?? "") {
        throw LedgerError(.refused, "there is a trip of this name already: take another name")
      }
      let event = try writer.write(draft, by: author)
      try index.take(event)
      events.append(event)
    }
    try index.close()
    return events
  }

  /// The text of an event holds dates of four digits; any other could not be read back.
  private static func check(_ author: LedgerAuthor) throws {
    for time in [author.time, author.clock]
    where MediaTime.seconds(MediaTime(time).iso8601) != time {
      throw LedgerError(.refused, "a date outside the years 1 to 9999 cannot be recorded")
    }
  }

  /// Rebuilds the index from the events.
  ///
  /// - Throws: ``LedgerError``.
  func rebuildIndex() throws(LedgerError) {
    try database.write { try LedgerIndex.rebuild($0) }
  }
}

/// The ledger while it is held for one decision.
struct LedgerTransaction {
  let reader: LedgerReader
  private let database: Database

  fileprivate init(_ database: Database, _ identity: SiteIdentity) {
    reader = LedgerReader(database, identity: identity)
    self.database = database
  }

  /// As ``SiteLedger/append(_:by:)``.
  func append(
    _ drafts: [SiteEventDraft], by author: LedgerAuthor
  ) throws(LedgerError) -> [SiteEvent] {
    do {
      return try SiteLedger.append(drafts, by: author, mode: reader.identity.mode, database)
    } catch {
      throw LedgerError(error, reader.identity.name)
    }
  }
}
