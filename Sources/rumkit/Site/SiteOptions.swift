import AirGap
import ArgumentParser
import Assessment
import Foundation

/// Which site, and who acts.
struct SiteOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The folder of the site; else RUMKIT_SITE, else ~/.local/state/rumkit.", valueName: "dir"))
  var site: String?
  @Option(name: .customLong("operator"), help: "Who does it; else the name of this user.")
  var operatorName: String?
  @Option(name: .long, help: "Who watches, where logins are shared.")
  var witness: String?

  var place: SitePlace { SitePlace(option: site) }

  /// Opens the site to record something.
  ///
  /// - Throws: ``ExitStatus/failed`` when there is none or it cannot be written; the reason and the
  ///   command that makes a site have been said.
  func session(
    _ time: TimeOptions, _ console: Console, hostName: String? = nil
  ) throws(ExitStatus) -> SiteSession {
    let place = place
    do throws(LedgerError) {
      let ledger = try SiteLedger.openForWriting(place.folder)
      warnOfNetwork(console)
      return try SiteSession(ledger, self, time, hostName: hostName ?? ThisHost.name)
    } catch {
      throw say(error, place, console)
    }
  }

  /// Opens the site when one is in use; nil when the user named none and there is none.
  ///
  /// - Throws: ``ExitStatus/failed`` when the user named one that is not there, or it fails.
  func sessionIfInUse(
    _ time: TimeOptions, _ console: Console, hostName: String? = nil
  ) throws(ExitStatus) -> SiteSession? {
    guard place.isNamed || place.isInUse else { return nil }
    do throws(LedgerError) {
      _ = try SiteLedger.openForWriting(place.folder)
    } catch  where error == LedgerError(.readOnly, "") {
      console.warning("\(place.folder) can only be read here: nothing is recorded")
      return try lookingSession(time, console)
    } catch {
      throw say(error, place, console)
    }
    return try session(time, console, hostName: hostName)
  }

  /// Opens the site to judge it, without recording anything.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been said.
  func lookingSession(_ time: TimeOptions, _ console: Console) throws(ExitStatus) -> SiteSession {
    let ledger = try openForReading(console)
    return try console.ledger { () throws(LedgerError) in
      try SiteSession(ledger, self, time, hostName: ThisHost.name)
    }
  }

  /// Opens the site to look at it.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been said.
  func openForReading(_ console: Console) throws(ExitStatus) -> SiteLedger {
    let place = place
    do throws(LedgerError) {
      return try SiteLedger.openForReading(place.folder)
    } catch {
      throw say(error, place, console)
    }
  }

  /// Warns of a place whose locks cannot be trusted.
  func warnOfNetwork(_ console: Console) {
    let place = place
    guard let kind = place.networkFilesystem else { return }
    console.warning(
      "\(place.folder) lies on a network filesystem (\(kind)), whose locks cannot be trusted: "
        + "keep the site on a local disk")
  }

  private func say(_ error: LedgerError, _ place: SitePlace, _ console: Console) -> ExitStatus {
    console.error(error.reason)
    if error == LedgerError(.noSite, "") {
      console.hint(
        place.isNamed
          ? "make it with: rumkit site init --site \(place.folder) --name NAME"
          : "make it with: rumkit site init --name NAME")
    }
    return .failed
  }
}

/// A site that is open, the person who acts, and the present.
struct SiteSession {
  let ledger: SiteLedger
  /// Who writes, and when.
  private(set) var author: LedgerAuthor

  init(
    _ ledger: SiteLedger, _ options: SiteOptions, _ time: TimeOptions, hostName: String
  ) throws(LedgerError) {
    self.ledger = ledger
    let isRehearsal = ledger.identity.mode == .rehearsal
    let hostClock = Int64(Date().timeIntervalSince1970)
    let now: Int64
    if let given = time.given {
      now = given
    } else if isRehearsal {
      // Without --now, time stands still in a rehearsal.
      now = try ledger.read { reader throws(LedgerError) in try reader.newestTime() }
    } else {
      now = hostClock
    }
    author = LedgerAuthor(
      operatorName: options.operatorName ?? ThisHost.userName, witness: options.witness,
      host: hostName, time: now, clock: isRehearsal ? now : hostClock)
  }

  /// The same site at a later moment of the host's clock, epoch seconds UTC.
  func later(_ clock: Int64) -> SiteSession {
    var session = self
    session.author.time = clock
    session.author.clock = clock
    return session
  }

  /// The present of this command, epoch seconds UTC.
  var now: Int64 { author.time }
  /// What the site is.
  var identity: SiteIdentity { ledger.identity }

  /// Records events, or says why not.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been said.
  @discardableResult
  func record(_ drafts: [SiteEventDraft], _ console: Console) throws(ExitStatus) -> [SiteEvent] {
    try console.ledger { () throws(LedgerError) in try ledger.append(drafts, by: author) }
  }

  /// Looks at the ledger, or says why not.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been said.
  func read<Value>(
    _ console: Console, _ body: (LedgerReader) throws(LedgerError) -> Value
  ) throws(ExitStatus) -> Value {
    try console.ledger { () throws(LedgerError) in try ledger.read(body) }
  }
}

extension Console {
  /// Runs something with the ledger, and says what failed.
  ///
  /// - Throws: ``ExitStatus/failed``, or ``ExitStatus/usage`` for what the ledger refuses.
  func ledger<Value>(_ body: () throws(LedgerError) -> Value) throws(ExitStatus) -> Value {
    do throws(LedgerError) {
      return try body()
    } catch {
      self.error(error.reason)
      throw error == LedgerError(.refused, "") || error == LedgerError(.exists, "")
        ? .usage : .failed
    }
  }
}
