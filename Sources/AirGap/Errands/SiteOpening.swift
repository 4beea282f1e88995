import Assessment
import LicenseFiles

extension SitePlace {
  /// What a site is opened for.
  public enum Purpose: Sendable, Hashable {
    /// To record something.
    case recording
    /// To look at it only.
    case looking
  }

  /// Opens the ledger of the site.
  ///
  /// - Throws: ``ErrandError``, with the command that makes a site where there is none.
  public func ledger(
    for purpose: Purpose, _ tell: Notice.Teller = { _ in }
  ) throws(ErrandError) -> SiteLedger {
    do throws(LedgerError) {
      switch purpose {
      case .recording:
        return try SiteLedger.openForWriting(folder) { Self.tellOfUpgrade($0, tell) }
      case .looking: return try SiteLedger.openForReading(folder)
      }
    } catch {
      guard error == LedgerError(.noSite, "") else { throw ErrandError(.failed, error.reason) }
      let words = ["site", "init"] + (isNamed ? ["--site", folder] : []) + ["--name", "NAME"]
      throw ErrandError(
        .failed, error.reason, hint: "make it with: \(ShellText.command(words))")
    }
  }

  /// Opens the site. Of a place whose locks cannot be trusted is told before something is recorded.
  ///
  /// - Throws: ``ErrandError``.
  public func session(
    for purpose: Purpose, _ acting: Acting, _ tell: Notice.Teller
  ) throws(ErrandError) -> SiteSession {
    let ledger = try ledger(for: purpose, tell)
    let session = try ErrandError.ledger(try SiteSession(ledger, acting))
    if let warning = SiteAccess.openness(folder) { tell(.warning(warning)) }
    if purpose == .recording {
      tellOfNetwork(tell)
      try tellOfClock(session, acting, tell)
    }
    return session
  }

  /// Opens the site to record something when one is in use; nil when none was named and there is none.
  /// One that can only be read is opened to look at it.
  ///
  /// - Throws: ``ErrandError`` when one was named that is not there, or it fails.
  public func sessionIfInUse(
    _ acting: Acting, _ tell: Notice.Teller
  ) throws(ErrandError) -> SiteSession? {
    guard isNamed || isInUse else { return nil }
    do throws(LedgerError) {
      _ = try SiteLedger.openForWriting(folder) { Self.tellOfUpgrade($0, tell) }
    } catch  where error == LedgerError(.readOnly, "") {
      tell(.warning("\(folder) can only be read here: nothing is recorded"))
      return try session(for: .looking, acting, tell)
    } catch {}
    return try session(for: .recording, acting, tell)
  }

  static func tellOfUpgrade(_ copy: String, _ tell: Notice.Teller) {
    tell(
      .hint(
        "the ledger was of an older version and is up to date now; a copy from before is "
          + "\(copy): keep it until rumkit site verify passes"))
  }

  /// Warns of a clock of this host that the ledger makes doubtful. Who gives the time has said what it is.
  private func tellOfClock(
    _ session: SiteSession, _ acting: Acting, _ tell: Notice.Teller
  ) throws(ErrandError) {
    guard acting.now == nil, !session.isRehearsal else { return }
    let newest = try session.read { reader throws(LedgerError) in try reader.newestTime() }
    if let doubt = HostClock.doubt(session.author.clock, newest: newest) { tell(.warning(doubt)) }
  }

  /// Warns of a place whose locks cannot be trusted.
  func tellOfNetwork(_ tell: Notice.Teller) {
    guard let kind = networkFilesystem else { return }
    tell(
      .warning(
        "\(folder) is on a network filesystem (\(kind)), whose locks cannot be trusted: "
          + "keep the site on a local disk"))
  }
}
