public import Assessment
import Foundation
import GRDB
import LicenseFiles

extension SiteLedger {
  /// Checks every event, its reports, the chain, the index, the tables and the anchors. All of it looks
  /// at one copy, so that nobody who records something has to wait meanwhile.
  ///
  /// - Parameters:
  ///   - anchors: ends of this chain that were recorded elsewhere.
  ///   - scratch: a folder for the copy. Only its owner can read it, and it is removed.
  /// - Throws: ``LedgerError`` when the ledger cannot be read at all. What is wrong with it is no
  ///   error: the findings say so.
  public func verify(
    anchors: [LedgerAnchor] = [], scratch: String
  ) throws(LedgerError) -> LedgerVerification {
    do throws(LedgerError) {
      return try verify(anchors, in: scratch)
    } catch  where error == LedgerError(.noSpace, "") {
      // No room on the disk must not keep the verdict back: a ledger has some hundred bytes a report.
      return try verify(try database.copyInMemory(), anchors, nil)
    }
  }

  /// Goes on from the end that the last verification recorded: checks the events after it, their reports
  /// and the anchors. What it did not look at stands among the checks.
  ///
  /// - Throws: ``LedgerError``, `refused` when no verification was recorded.
  func verifyOnward(
    anchors: [LedgerAnchor] = []
  ) throws(LedgerError) -> (verification: LedgerVerification, after: Int64) {
    let name = database.path
    return try database.read { database in
      guard let last = try EventRows(database).events([.siteVerified], newest: 1).last,
        let count = last.number(.count), count > 0, let hash = last[.head]
      else {
        throw LedgerError(.refused, "no verification of this site was recorded to go on from")
      }
      let start = ChainHead(count: count, hash: hash)
      let base = LedgerAnchor(place: "the verification in event \(last.number)", head: start)
      var chain = try ChainCheck(file: name, database, after: start)
      var result = try chain.run(identity: self.identity, anchors: [base] + anchors)
      result.findings += try SchemaCheck.differences(database).map {
        FindingDescriptor.schemaEdited.finding(at: SourceLocation(file: name), $0)
      }
      result.check("tables", name, [.schemaEdited], passed: "each is defined as in a new ledger")
      result.checks.append(
        MediaCheck(
          name: "before", subject: name, result: .notPossible,
          detail:
            "events 1 to \(count), their reports, the structure of the file and the index were not "
            + "looked at again"))
      return (result, count)
    }
  }

  private func verify(
    _ anchors: [LedgerAnchor], in scratch: String
  ) throws(LedgerError) -> LedgerVerification {
    let folder: TemporaryFolder
    let path: String
    do throws(OutputError) {
      folder = try TemporaryFolder(in: scratch)
      path = folder.path + "/" + SiteLedger.fileName
      try FileWriter(path, mode: 0o600).finish()
    } catch {
      throw LedgerError(error.code == .noSpace ? .noSpace : .failed, error.reason)
    }
    defer { withExtendedLifetime(folder) {} }
    try database.copy(to: path)
    let copy: LedgerDatabase
    let second: LedgerDatabase
    do throws(LedgerError) {
      // Brings the tables of an older format up to date.
      _ = try LedgerDatabase(writing: path, isScratch: true)
      copy = try LedgerDatabase(reading: path, isImmutable: true)
      second = try LedgerDatabase(reading: path, isImmutable: true)
    } catch {
      return try damaged(error, path)
    }
    // The index is made again while the events are checked: each is half of the work.
    return try verify(copy, anchors, IndexRebuild(second))
  }

  private func verify(
    _ copy: LedgerDatabase, _ anchors: [LedgerAnchor], _ rebuild: IndexRebuild?
  ) throws(LedgerError) -> LedgerVerification {
    defer { rebuild?.stop() }
    var result = LedgerVerification(head: .empty)
    do throws(LedgerError) {
      try check(copy, anchors, rebuild, &result)
      return result
    } catch {
      return try damaged(error, copy.path, result)
    }
  }

  /// Damage that SQLite stumbles over is a finding like any other.
  private func damaged(
    _ error: LedgerError, _ path: String, _ soFar: LedgerVerification = .init(head: .empty)
  ) throws(LedgerError) -> LedgerVerification {
    guard error == LedgerError(.damaged, "") else { throw error }
    var result = soFar
    result.findings.append(
      FindingDescriptor.ledgerDamaged.finding(
        at: SourceLocation(file: database.path), error.reason.replacing(path, with: database.path)))
    result.check("file", database.path, [.ledgerDamaged], passed: "")
    return result
  }

  private func check(
    _ copy: LedgerDatabase, _ anchors: [LedgerAnchor], _ rebuild: IndexRebuild?,
    _ result: inout LedgerVerification
  ) throws(LedgerError) {
    let name = database.path
    let file = SourceLocation(file: name)
    let damage = try copy.structuralFaults().map {
      FindingDescriptor.ledgerDamaged.finding(at: file, $0)
    }
    do throws(LedgerError) {
      result = try copy.read { database in
        var chain = try ChainCheck(file: name, database)
        return try chain.run(identity: self.identity, anchors: anchors)
      }
    } catch {
      guard !damage.isEmpty else { throw error }
    }
    result.findings += damage
    result.check("file", name, [.ledgerDamaged], passed: "SQLite finds its structure sound")
    result.findings += try copy.read { try SchemaCheck.differences($0) }.map {
      FindingDescriptor.schemaEdited.finding(at: file, $0)
    }
    result.check("tables", name, [.schemaEdited], passed: "each is defined as in a new ledger")
    guard !result.findings.contains(where: { $0.severity == .error }) else {
      result.checks.append(
        MediaCheck(
          name: "index", subject: name, result: .notPossible,
          detail: "not compared, because the events are in doubt"))
      return
    }
    let different: [String]
    if let rebuild {
      different = try rebuild.differences()
    } else {
      different = try copy.indexDifferences(isOnDisk: false)
    }
    if !different.isEmpty {
      result.findings.append(
        FindingDescriptor.indexDiffers.finding(
          at: file, "the events give different contents for \(different.joined(separator: ", "))"))
    }
    result.check("index", name, [.indexDiffers], passed: "it matches the events")
  }
}

/// Compares the tables, indexes and triggers of a ledger with those of a new one.
private enum SchemaCheck {
  /// What is missing, changed or too much, in words.
  static func differences(_ database: Database) throws -> [String] {
    let fresh = try DatabaseQueue()
    try LedgerSchema.migrator.migrate(fresh)
    let wanted = try fresh.read { try statements($0) }
    let found = try statements(database)
    let names = Set(wanted.keys).union(found.keys).sorted()
    return names.compactMap { name in
      switch (wanted[name], found[name]) {
      case (nil, _): "the \(name) was added"
      case (_, nil): "the \(name) is missing"
      case (let one, let two): one == two ? nil : "the \(name) was changed"
      }
    }
  }

  private static func statements(_ database: Database) throws -> [String: String] {
    var statements: [String: String] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    while let row = try rows.next() {
      let name = "\(try row.value("type") as String) \(try row.value("name") as String)"
      statements[name] = try row.value("sql")
    }
    return statements
  }
}
