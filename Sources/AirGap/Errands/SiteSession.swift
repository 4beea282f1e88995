public import Assessment

/// A site that is open, the person who acts, and the current time.
public struct SiteSession: Sendable {
  /// The ledger of the site.
  public let ledger: SiteLedger
  /// Who writes, and when.
  public private(set) var author: LedgerAuthor
  /// The transaction in which it reads and records; nil where each does so by itself. It never leaves the
  /// closure of ``atomically(_:)``, and so not its thread.
  private nonisolated(unsafe) var held: LedgerTransaction?

  /// Opens a session.
  ///
  /// - Throws: ``LedgerError``.
  package init(_ ledger: SiteLedger, _ acting: Acting) throws(LedgerError) {
    self.ledger = ledger
    let isRehearsal = ledger.identity.mode == .rehearsal
    // Without a given time, it stands still in a rehearsal.
    let newest =
      isRehearsal && acting.now == nil
      ? try ledger.read { reader throws(LedgerError) in try reader.newestTime() } : 0
    author = acting.author(isRehearsal: isRehearsal, standing: newest)
  }

  /// The same site at a later moment of the host's clock, epoch seconds UTC.
  func later(_ clock: Int64) -> SiteSession {
    guard clock != now else { return self }
    var session = self
    session.author.time = clock
    session.author.clock = clock
    return session
  }

  /// The current time, epoch seconds UTC.
  public var now: Int64 { author.time }
  /// What the site is.
  public var identity: SiteIdentity { ledger.identity }
  /// True for a site for practice.
  public var isRehearsal: Bool { identity.mode == .rehearsal }

  /// Records events, all or none.
  ///
  /// - Throws: ``ErrandError``.
  @discardableResult
  func record(_ drafts: [SiteEventDraft]) throws(ErrandError) -> [SiteEvent] {
    if let held { return try ErrandError.ledger(try held.append(drafts, by: author)) }
    return try ErrandError.ledger(try ledger.append(drafts, by: author))
  }

  /// Records what a decision over the current state of the ledger asks for.
  ///
  /// - Throws: ``ErrandError``.
  @discardableResult
  package func record(
    _ decide: (LedgerReader) throws(LedgerError) -> [SiteEventDraft]
  ) throws(ErrandError) -> [SiteEvent] {
    if let held { return try record(try ErrandError.ledger(try decide(held.reader))) }
    return try ErrandError.ledger(try ledger.append(by: author, decide))
  }

  /// Looks at one consistent state of the ledger.
  ///
  /// - Throws: ``ErrandError``.
  public func read<Value>(
    _ body: (LedgerReader) throws(LedgerError) -> Value
  ) throws(ErrandError) -> Value {
    if let held { return try ErrandError.ledger(try body(held.reader)) }
    return try ErrandError.ledger(try ledger.read(body))
  }

  /// Decides and records as one: what the body reads is what stands when its events are written, and when it
  /// throws nothing is.
  ///
  /// - Throws: ``ErrandError``.
  func atomically<Value>(
    _ body: (SiteSession) throws(ErrandError) -> Value
  ) throws(ErrandError) -> Value {
    if held != nil { return try body(self) }
    var refusal: ErrandError?
    do throws(LedgerError) {
      return try ledger.atomically { transaction throws(LedgerError) in
        var session = self
        session.held = transaction
        do throws(ErrandError) {
          return try body(session)
        } catch {
          refusal = error
          throw LedgerError(.refused, "")
        }
      }
    } catch {
      throw refusal ?? ErrandError(error)
    }
  }

  /// The runs of `pack` that did not end.
  ///
  /// - Throws: ``ErrandError``.
  func unfinishedRuns() throws(ErrandError) -> UnfinishedRuns {
    try read { reader throws(LedgerError) in try UnfinishedRuns(reader) }
  }
}
