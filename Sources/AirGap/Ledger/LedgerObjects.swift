import GRDB

/// What a ledger may hold, by one look at the list of its objects: nothing of the ledger is read before. A view in
/// the place of a table can lie or never end, a trigger changes what is written, and what else is there was
/// made by another program.
struct LedgerObjects {
  private let rows: [(type: String, name: String, sql: String?)]

  init(_ database: Database) throws {
    rows = try Row.fetchAll(
      database, sql: "SELECT type, name, sql FROM sqlite_master ORDER BY type DESC, name"
    ).map { (try $0.value("type"), try $0.value("name"), try $0.value("sql")) }
  }

  /// True when the list of steps that were taken can be read: it is a table, and nothing else has its name.
  var knowsItsSteps: Bool {
    rows.filter { $0.name == Self.steps }.allSatisfy(isOurs)
  }

  /// The first thing that no ledger has, or that every one has and this one has not, in words; nil when all
  /// is as it is made. The triggers that hold the record, and indexes, may be missing.
  var fault: String? {
    if let foreign = rows.first(where: { !isOurs($0) }) {
      return "holds the \(foreign.type) \(foreign.name.prefix(60)), which no ledger of rumkit has"
    }
    let names = Set(rows.map { "\($0.type) \($0.name)" })
    return Self.made.keys.sorted().first { $0.hasPrefix("table ") && !names.contains($0) }
      .map { "lacks the \($0), which every ledger of rumkit has" }
  }

  private func isOurs(_ object: (type: String, name: String, sql: String?)) -> Bool {
    let sql = object.sql.map(Self.plain)
    switch object.type {
    case "table":
      if object.name == Self.steps {
        return sql
          == Self.plain("CREATE TABLE \(Self.steps) (identifier TEXT NOT NULL PRIMARY KEY)")
      }
      // What SQLite keeps about the tables.
      if object.name.hasPrefix("sqlite_stat") { return sql?.hasPrefix("create table ") ?? false }
      guard let sql, let made = Self.made["table \(object.name)"] else { return false }
      return sql == made || (object.name == "device" && Self.devices.contains(sql))
    case "index":
      guard let sql else { return object.name.hasPrefix("sqlite_autoindex_") }
      return sql == Self.made["index \(object.name)"]
    case "trigger": return object.sql.map { LedgerSchema.guards.contains($0) } ?? false
    default: return false
    }
  }

  private static let steps = "grdb_migrations"

  /// How the first step makes each table and index, by its kind and name.
  private static let made: [String: String] = {
    let text = (LedgerSchema.truth + LedgerSchema.index)
      .split(separator: "\n").filter { !$0.hasPrefix("--") }.joined(separator: "\n")
    let statements = text.split(separator: ";").map(plain)
    return Dictionary(
      statements.compactMap { sql in
        let words = sql.split(maxSplits: 3) { $0 == " " || $0 == "(" }
        return words.count > 2 ? ("\(words[1]) \(words[2])", sql) : nil
      }, uniquingKeysWith: { $1 })
  }()

  /// The table of devices as each step leaves it.
  private static let devices: Set<String> = {
    guard var sql = made["table device"] else { return [] }
    return Set(
      LedgerSchema.addedColumns.map { columns in
        sql = plain(String(sql.dropLast()) + columns.map { ",\($0)" }.joined() + ")")
        return sql
      })
  }()

  /// A statement without spaces that say nothing, in small letters: case means nothing to SQLite. Every opening
  /// does this: byte by byte.
  private static func plain(_ sql: some StringProtocol) -> String {
    func isSign(_ byte: UInt8) -> Bool { byte == 0x28 || byte == 0x29 || byte == 0x2C }
    var text: [UInt8] = []
    var isApart = false
    for byte in sql.utf8 {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        isApart = true
        continue
      }
      if isApart, let last = text.last, !isSign(last), !isSign(byte) { text.append(0x20) }
      isApart = false
      text.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
