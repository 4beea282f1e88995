import AirGap

extension SiteOptions {
  /// Opens the site to record something, or for a dry run to look at it only.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been said.
  func session(
    isDryRun: Bool, _ time: TimeOptions, _ console: Console, hostName: String? = nil
  ) throws(ExitStatus) -> SiteSession {
    guard isDryRun else { return try session(time, console, hostName: hostName) }
    let ledger = try openForReading(console)
    return try console.ledger { () throws(LedgerError) in
      try SiteSession(ledger, self, time, hostName: hostName ?? ThisHost.name)
    }
  }
}
