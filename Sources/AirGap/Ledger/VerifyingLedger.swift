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
      return try verify(try database.copyInMemory(), anchors)
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
    do throws(LedgerError) {
      copy = try LedgerDatabase(writing: path, isScratch: true)
    } catch {
      return try damaged(error, path)
    }
    return try verify(copy, anchors)
  }

  private func verify(
    _ copy: LedgerDatabase, _ anchors: [LedgerAnchor]
  ) throws(LedgerError) -> LedgerVerification {
    var result = LedgerVerification(head: .empty)
    do throws(LedgerError) {
      try check(copy, anchors, &result)
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
    _ copy: LedgerDatabase, _ anchors: [LedgerAnchor], _ result: inout LedgerVerification
  ) throws(LedgerError) {
    let name = database.path
    let file = SourceLocation(file: name)
    let damage = try copy.structuralFaults().map {
      FindingDescriptor.ledgerDamaged.finding(at: file, $0)
    }
    do throws(LedgerError) {
      result = try copy.read { database in
        var chain = ChainCheck(file: name, database)
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
    result.check("tables", name, [.schemaEdited], passed: "they are those of a new ledger")
    guard !result.findings.contains(where: { $0.severity == .error }) else {
      result.checks.append(
        MediaCheck(
          name: "index", subject: name, result: .notPossible,
          detail: "not compared, because the events are in doubt"))
      return
    }
    if let finding = try compareIndex(copy) { result.findings.append(finding) }
    result.check("index", name, [.indexDiffers], passed: "it matches the events")
  }

  /// Rebuilds the index in the copy and compares.
  private func compareIndex(_ copy: LedgerDatabase) throws(LedgerError) -> Finding? {
    let before = try copy.read { try LedgerIndex.digests($0) }
    try copy.write { try LedgerIndex.rebuild($0) }
    let after = try copy.read { try LedgerIndex.digests($0) }
    let different = LedgerSchema.indexTables.filter { before[$0] != after[$0] }
    guard !different.isEmpty else { return nil }
    return FindingDescriptor.indexDiffers.finding(
      at: SourceLocation(file: database.path),
      "the events give different contents for \(different.joined(separator: ", "))")
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

extension LedgerIndex {
  /// One hash per table of the index.
  static func digests(_ database: Database) throws -> [String: SHA256Digest] {
    var digests: [String: SHA256Digest] = [:]
    for table in LedgerSchema.indexTables {
      let columns = try database.columns(in: table).map { "quote(\"\($0.name)\")" }
      let key = try database.primaryKey(table).columns.joined(separator: ", ")
      var stream = SHA256Digest.Stream()
      let rows = try String.fetchCursor(
        database,
        sql: "SELECT \(columns.joined(separator: " || ',' || ")) FROM \(table) ORDER BY \(key)")
      while let row = try rows.next() {
        Array((row + "\n").utf8).withUnsafeBytes { stream.update($0) }
      }
      digests[table] = stream.digest()
    }
    return digests
  }
}
