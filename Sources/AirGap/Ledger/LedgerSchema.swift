import GRDB

/// The steps that make the ledger's tables. A step that was released is never changed: a later
/// version adds one.
///
/// `site`, `identity`, `event` and `event_report` are the record and only grow. The other tables are
/// an index over them that can be thrown away and rebuilt (`LedgerIndex`).
enum LedgerSchema {
  /// `RUMK` in the header of the file: what it is, whatever its name.
  static let applicationID = 0x5255_4D4B

  /// The steps up to 1.0.0 are numbers. A later one begins with the version of rumkit that brings it, as in
  /// `1.1.0 index of sites`: an older rumkit takes from there which version a ledger needs.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: truth)
      try database.execute(sql: index)
      try database.execute(sql: guards)
    }
    migrator.registerMigration("2") { database in
      try add(addedColumns[0], database)
    }
    migrator.registerMigration("3") { database in
      try add(addedColumns[1], database)
    }
    migrator.registerMigration("4") { database in
      try add(addedColumns[2], database)
      // What the new columns hold may stand in events that were written before, and what the index makes
      // of them has changed.
      try LedgerIndex.rebuild(database)
    }
    // Only what the index makes of events has changed: which file an answer is about, and that the longer version of
    // an open report waits again.
    migrator.registerMigration("5") { try LedgerIndex.rebuild($0) }
    // The same: a failed import takes back what only a person said of it, and a last ACK from days ahead gives way,
    // and other contents of a report that was proved are a conflict.
    migrator.registerMigration("6") { try LedgerIndex.rebuild($0) }
    // The same: a report that went out under the numbers of several members of a group is one report,
    // and what the portal says after an ACK of a part of a file is of the rest.
    migrator.registerMigration("7") { try LedgerIndex.rebuild($0) }
    return migrator
  }

  /// The columns that later steps gave the table of devices, step by step.
  static let addedColumns = [
    ["address TEXT", "device_path TEXT", "transport TEXT", "policy TEXT"],
    ["fetched_ack TEXT", "untaken_count INTEGER NOT NULL DEFAULT 0"],
    ["release_at INTEGER", "transport_at INTEGER", "policy_at INTEGER", "deadline_at INTEGER"],
  ]

  private static func add(_ columns: [String], _ database: Database) throws {
    for column in columns {
      try database.execute(sql: "ALTER TABLE device ADD COLUMN \(column)")
    }
  }

  /// The version of rumkit that a ledger of a later format needs; nil where it is not said.
  static func versionNeeded(by database: Database) throws -> String? {
    let known = Set(migrator.migrations)
    return try String.fetchAll(database, sql: "SELECT identifier FROM grdb_migrations")
      .filter { !known.contains($0) }.compactMap(versionNumbers)
      .max { $0.lexicographicallyPrecedes($1) }?.map(String.init).joined(separator: ".")
  }

  /// The three numbers of the version that a step begins with.
  static func versionNumbers(ofStep identifier: String) -> [Int]? {
    let parts = identifier.prefix { $0 != " " }
      .split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.filter { (1...4).contains($0.utf8.count) && !$0.hasPrefix("+") }
      .compactMap { Int($0) }
    return parts.count == 3 && numbers.count == 3 && numbers.allSatisfy { $0 >= 0 } ? numbers : nil
  }

  /// The tables of the index, emptied before it is rebuilt. In an order that foreign keys allow.
  static let indexTables = ["report", "outbound", "ack", "trip", "device", "newest"]

  static let truth = """
    CREATE TABLE site (
      key TEXT PRIMARY KEY NOT NULL,
      value TEXT NOT NULL
    ) WITHOUT ROWID;

    -- A device that an event names, once.
    CREATE TABLE identity (
      id INTEGER PRIMARY KEY,
      pid TEXT NOT NULL,
      serial TEXT NOT NULL,
      UNIQUE (pid, serial)
    );

    -- The body is the text that is hashed; the other columns repeat parts of it for searching.
    CREATE TABLE event (
      number INTEGER PRIMARY KEY,
      time INTEGER NOT NULL,
      kind TEXT NOT NULL,
      identity INTEGER REFERENCES identity (id),
      body TEXT NOT NULL,
      hash TEXT NOT NULL
    );
    CREATE INDEX event_kind ON event (kind, identity);
    CREATE INDEX event_identity ON event (identity) WHERE identity IS NOT NULL;

    -- The reports of an event. The body holds their number and one hash over all of them.
    CREATE TABLE event_report (
      event INTEGER NOT NULL REFERENCES event (number),
      position INTEGER NOT NULL,
      identity INTEGER NOT NULL REFERENCES identity (id),
      report_id INTEGER NOT NULL,
      payload BLOB,
      is_open INTEGER NOT NULL,
      is_telemetry INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (event, position)
    ) WITHOUT ROWID;
    """

  static let index = """
    CREATE TABLE device (
      identity INTEGER PRIMARY KEY REFERENCES identity (id),
      is_registered INTEGER NOT NULL,
      host_name TEXT,
      group_name TEXT,
      is_grouped_by_hand INTEGER NOT NULL,
      site TEXT,
      account TEXT,
      change_window TEXT,
      contact TEXT,
      replaced_by TEXT,
      retired_reason TEXT,
      release TEXT,
      stage TEXT NOT NULL,
      stage_since INTEGER,
      exported_at INTEGER,
      acknowledged_at INTEGER,
      imported_at INTEGER,
      confirmed_at INTEGER,
      last_ack INTEGER,
      last_ack_text TEXT,
      deadline INTEGER,
      deadline_text TEXT,
      observed_at INTEGER,
      report_count INTEGER NOT NULL,
      waiting_count INTEGER NOT NULL,
      acks_to_import INTEGER NOT NULL,
      file_name TEXT,
      ack_name TEXT,
      deadline_latest INTEGER,
      conflict_count INTEGER NOT NULL
    );
    CREATE INDEX device_group ON device (group_name) WHERE group_name IS NOT NULL;
    CREATE INDEX device_host ON device (host_name) WHERE host_name IS NOT NULL;

    -- A file of a device on outbound media.
    CREATE TABLE outbound (
      event INTEGER PRIMARY KEY REFERENCES event (number),
      identity INTEGER NOT NULL REFERENCES identity (id),
      name TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      media TEXT NOT NULL,
      media_sha256 TEXT NOT NULL,
      saved_at INTEGER,
      stage TEXT NOT NULL,
      states INTEGER NOT NULL,
      ack INTEGER,
      trip TEXT
    );
    CREATE INDEX outbound_identity ON outbound (identity);
    CREATE INDEX outbound_name ON outbound (name COLLATE NOCASE);
    CREATE INDEX outbound_media ON outbound (media_sha256);
    CREATE INDEX outbound_trip ON outbound (trip) WHERE trip IS NOT NULL;
    CREATE INDEX outbound_sha256 ON outbound (sha256);
    CREATE INDEX outbound_ack ON outbound (ack) WHERE ack IS NOT NULL;

    -- An answer of the portal, matched to a device.
    CREATE TABLE ack (
      event INTEGER PRIMARY KEY REFERENCES event (number),
      identity INTEGER NOT NULL REFERENCES identity (id),
      sha256 TEXT NOT NULL,
      name TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      staged_at INTEGER,
      imported_at INTEGER,
      confirmed_at INTEGER,
      is_undetermined INTEGER NOT NULL
    );
    CREATE INDEX ack_sha256 ON ack (sha256);
    CREATE INDEX ack_identity ON ack (identity);

    CREATE TABLE report (
      identity INTEGER NOT NULL REFERENCES identity (id),
      report_id INTEGER NOT NULL,
      payload BLOB,
      is_open INTEGER NOT NULL,
      states INTEGER NOT NULL,
      outbound INTEGER,
      ack INTEGER,
      PRIMARY KEY (identity, report_id)
    ) WITHOUT ROWID;
    CREATE INDEX report_id ON report (report_id);
    CREATE INDEX report_outbound ON report (outbound) WHERE outbound IS NOT NULL;
    CREATE INDEX report_ack ON report (ack) WHERE ack IS NOT NULL;

    CREATE TABLE trip (
      name TEXT PRIMARY KEY NOT NULL,
      carrier TEXT NOT NULL,
      witness TEXT,
      opened_at INTEGER NOT NULL,
      closed_at INTEGER,
      media TEXT NOT NULL,
      expected INTEGER NOT NULL,
      received INTEGER,
      lost_reason TEXT,
      event INTEGER NOT NULL
    ) WITHOUT ROWID;

    -- One row: the newest time of an event, wild dates left out, and up to which event the index
    -- was made.
    CREATE TABLE newest (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      time INTEGER NOT NULL,
      event INTEGER NOT NULL
    );
    """

  /// A slip in this tool must not change what is written. Somebody who edits the file by hand can
  /// take these away; the chain of hashes shows it.
  static let guards = ["event", "event_report", "identity", "site"].flatMap { table in
    ["UPDATE", "DELETE"].map { verb in
      """
      CREATE TRIGGER \(table)_no_\(verb.lowercased()) BEFORE \(verb) ON \(table)
      BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
      """
    }
  }.joined(separator: "\n")
}
