package import Assessment
import Foundation
import LicenseFiles

extension SiteLedger {
  /// Makes a site: its folder and an empty ledger with the first event.
  ///
  /// - Parameters:
  ///   - folder: where; missing folders on the way are made.
  ///   - name: for people.
  ///   - mode: how the site is used.
  ///   - group: the system's group whose members share it; needed with `shared`.
  ///   - author: who makes it, and when.
  /// - Throws: ``LedgerError``, `exists` when there is a ledger, `refused` when the group is unknown or
  ///   missing.
  package static func create(
    at folder: String, name: String, mode: SiteIdentity.Mode, group: String? = nil,
    by author: LedgerAuthor
  ) throws(LedgerError) -> SiteLedger {
    let path = folder + "/" + fileName
    guard !FileManager.default.fileExists(atPath: path) else {
      throw LedgerError(.exists, "\(folder) is a site already")
    }
    let groupNumber = try number(ofGroup: group, mode)
    let identity = SiteIdentity(name: name, id: UUID().uuidString.lowercased(), mode: mode)
    // A ledger appears under its name only when its first event is in it.
    try place(path, in: folder, group: groupNumber) { draft throws(LedgerError) in
      let database = try LedgerDatabase(creating: draft)
      try database.write { database in
        for (key, value) in [
          ("name", identity.name), ("id", identity.id), ("mode", mode.rawValue),
        ] {
          try database.execute(
            sql: "INSERT INTO site (key, value) VALUES (?, ?)", arguments: [key, value])
        }
      }
      try SiteLedger(folder: folder, database: database).append(
        [
          SiteEventDraft(
            .siteCreated, nil,
            [
              .site: identity.name, .siteID: identity.id, .mode: mode.rawValue, .group: group,
            ])
        ], by: author)
      if let groupNumber { try share(folder, draft, with: groupNumber) }
    }
    return try openForWriting(folder)
  }

  /// Copies the ledger, consistent also while others write. The copy is one file by itself, and only
  /// its owner can read it.
  ///
  /// - Parameter replacing: a file at the place is replaced.
  /// - Throws: ``LedgerError``, `exists` when something stands at the place.
  func backUp(to path: String, replacing: Bool = false) throws(LedgerError) {
    try Self.place(path, replacing: replacing) { draft throws(LedgerError) in
      try database.copy(to: draft)
    }
  }

  /// Copies a ledger of an older format beside itself.
  ///
  /// - Returns: the path of the copy.
  static func keep(_ database: LedgerDatabase, in folder: String) throws(LedgerError) -> String {
    var number = 1
    while true {
      let path = folder + "/before-upgrade-\(number).sqlite"
      do throws(LedgerError) {
        try place(path) { draft throws(LedgerError) in try database.copy(to: draft) }
        SiteShare.give(path, like: folder)
        return path
      } catch  where error == LedgerError(.exists, "") {
        number += 1
      } catch {
        throw LedgerError(
          error.code,
          "the ledger is of an older version and was left unchanged, for no copy of it could be made "
            + "before the upgrade: \(error.reason)")
      }
    }
  }

  /// Makes a site out of a copy. A shared site is shared again.
  ///
  /// - Parameters:
  ///   - copy: the file.
  ///   - folder: where the site goes.
  ///   - group: the group that shares it; nil for the one of the copy, where this user is of it.
  ///   - author: who restores it, and when.
  ///   - check: looks at what was made before it appears under its name; where it throws, nothing is made.
  /// - Throws: ``LedgerError``, `exists` when there is a ledger at the place, `damaged` when the copy
  ///   is, `refused` when the group is not known here. Nothing was made then.
  static func restore(
    _ copy: String, to folder: String, group: String? = nil, by author: LedgerAuthor,
    check: (SiteLedger) throws(LedgerError) -> Void = { _ in }
  ) throws(LedgerError) -> SiteLedger {
    let source = try openForReading(copy)
    let target = folder + "/" + fileName
    guard !FileManager.default.fileExists(atPath: target) else {
      throw LedgerError(.exists, "\(folder) is a site already; nothing was restored")
    }
    if let fault = try source.database.structuralFaults().first {
      throw LedgerError(.damaged, "\(copy) is damaged; nothing was restored: \(fault)")
    }
    let head = try source.read { reader throws(LedgerError) -> ChainHead in try reader.head() }
    if source.identity.mode == .rehearsal {
      let newest = try source.read { reader throws(LedgerError) in try reader.newestTime() }
      guard author.time >= newest else { throw .backwards(newest) }
    }
    let made = try source.read { reader throws(LedgerError) -> [SiteEvent] in
      try reader.events([.siteCreated])
    }
    // Who is not of the group, or on a host that lacks it, has a site for himself.
    let groupNumber =
      try group.flatMap { name throws(LedgerError) in try number(ofGroup: name, .shared) }
      ?? (try? number(ofGroup: made.first?[.group], source.identity.mode)).flatMap(own)
    // It appears under its name only when it says where it came from.
    try place(target, in: folder, group: groupNumber) { draft throws(LedgerError) in
      try source.database.copy(to: draft)
      let database = try LedgerDatabase(writing: draft)
      try SiteLedger(folder: folder, database: database).append(
        [
          SiteEventDraft(
            .siteRestored, nil,
            [
              .source: PathText.name(of: copy), .count: String(head.count),
              .head: head.hash,
            ])
        ], by: author)
      try check(SiteLedger(folder: folder, database: database.named(target)))
      if let groupNumber { try share(folder, draft, with: groupNumber) }
    }
    return try openForWriting(folder)
  }

  /// Builds a ledger in a folder, which is made with those around it where it is missing, and is
  /// taken away again when nothing came of it.
  private static func place(
    _ path: String, in folder: String, group: gid_t?,
    _ build: (String) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    let folders: FolderMaking
    do throws(OutputError) {
      folders = try FolderMaking(folder)
    } catch {
      throw LedgerError(.failed, "\(folder) could not be made: \(error.reason)")
    }
    FileWriter.flushFolder(PathText.folder(of: folder))
    do throws(LedgerError) {
      try place(path, group: group, build)
    } catch {
      folders.undo()
      throw error
    }
  }

  /// Builds a file under a temporary name and puts it at its place, where nothing may stand. It names
  /// people and devices: nobody else may read it.
  private static func place(
    _ path: String, group: gid_t? = nil, replacing: Bool = false,
    _ build: (String) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    if let fault = PathText.fault(path) { throw LedgerError(.failed, fault) }
    Partials.removeAbandoned(in: PathText.folder(of: path))
    var draft = path
    var failure: LedgerError?
    do throws(OutputError) {
      // Held open to its end, so that no other run takes it for a left-over.
      let writer = try Partials.file(for: path, mode: 0o600)
      draft = writer.path
      defer { for ending in ["", "-journal"] { unlink(draft + ending) } }
      do throws(LedgerError) { try build(draft) } catch { failure = error }
      if failure == nil {
        guard chmod(draft, group == nil ? 0o600 : 0o660) == 0 else {
          throw OutputError.system(errno, draft)
        }
        try writer.flush()
        if !replacing {
          try renameWithoutReplacing(draft, path)
        } else if rename(draft, path) != 0 {
          throw OutputError.system(errno, path)
        }
      }
      try writer.finish()
      FileWriter.flushFolder(PathText.folder(of: path))
    } catch {
      if let failure { throw failure.naming(path, not: draft) }
      let codes: [OutputError.Code: LedgerError.Code] = [.exists: .exists, .noSpace: .noSpace]
      throw LedgerError(codes[error.code] ?? .failed, error.reason).naming(path, not: draft)
    }
    if let failure { throw failure.naming(path, not: draft) }
  }

  private static func number(
    ofGroup name: String?, _ mode: SiteIdentity.Mode
  ) throws(LedgerError) -> gid_t? {
    guard let name else {
      guard mode != .shared else {
        throw LedgerError(.refused, "a shared site needs the group that shares it")
      }
      return nil
    }
    guard let number = HostAccounts.number(ofGroup: name) else {
      throw LedgerError(.refused, "there is no group \(name) on this host")
    }
    return number
  }

  /// A group that this user can give a folder to; nil for another.
  private static func own(_ group: gid_t?) -> gid_t? {
    guard let group, geteuid() != 0, getegid() != group else { return group }
    var groups = [gid_t](repeating: 0, count: Int(max(getgroups(0, nil), 0)))
    return getgroups(Int32(groups.count), &groups) >= 0 && groups.contains(group) ? group : nil
  }

  /// New files of the folder get the group too (set-group-ID), the journal among them.
  private static func share(_ folder: String, _ file: String, with group: gid_t) throws(LedgerError)
  {
    guard chown(folder, uid_t.max, group) == 0, chmod(folder, 0o2770) == 0,
      chown(file, uid_t.max, group) == 0
    else {
      throw LedgerError(
        .failed, "\(folder) cannot be given to the group: \(FileSource.reason(errno))")
    }
  }
}
