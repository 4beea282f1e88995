public import Assessment
import LicenseFiles

/// What a command that changed a site says of it.
public enum SiteActReport {
  /// After `site init`.
  public static func made(_ outcome: SiteMakingOutcome, folder: String) -> String {
    let identity = outcome.site
    var lines = LabelledLines()
    lines.add("site", identity.name)
    lines.add("kind", identity.mode.rawValue)
    lines.add("id", identity.id)
    lines.add("folder", folder)
    lines.add("ledger", outcome.head.text)
    return identity.rehearsalLine + lines.text
  }

  /// After `site backup`.
  public static func backedUp(_ outcome: SiteBackupOutcome, file: String) -> String {
    var lines = LabelledLines()
    lines.add("backup", file)
    lines.add("holds", outcome.head.text)
    lines.add(
      "recorded",
      outcome.event.map { "as event \($0)" }
        ?? (outcome.findings.isEmpty
          ? "no: the site can only be read here" : "no: the ledger is damaged"))
    return outcome.site.rehearsalLine + lines.text
  }

  /// After `site restore`.
  public static func restored(
    _ outcome: SiteRestorationOutcome, folder: String, from file: String
  ) -> String {
    var lines = LabelledLines()
    lines.add("site", outcome.site.name)
    lines.add("folder", folder)
    lines.add("from", file)
    lines.add("held", outcome.had.text)
    lines.add("now", outcome.verification.head.text)
    return outcome.site.rehearsalLine + lines.text
  }

  /// After an event was recorded: what it says.
  public static func recorded(_ identity: SiteIdentity, _ event: SiteEvent) -> String {
    said(identity, [event])
  }

  /// After `site devices retire`: what it did, and what is left to do.
  public static func retired(
    _ identity: SiteIdentity, _ outcome: RetirementOutcome
  ) -> String {
    let record = outcome.record
    return said(identity, outcome.events) + lastUsage(record) + waiting(record) + portal(record)
      + "nothing more is expected from it; to return it to service: "
      + ShellText.command(["site", "devices", "return", record.udi.description, "REASON"]) + "\n"
  }

  /// After `site devices replace`.
  public static func replaced(
    _ identity: SiteIdentity, _ outcome: ReplacementOutcome
  ) -> String {
    said(identity, outcome.events) + lastUsage(outcome.gone) + waiting(outcome.gone)
      + portal(outcome.gone)
      + "on \(TerminalText.escaped(outcome.successor.description)): its first usage has to be saved, packed and acknowledged; "
      + "an ACK of the old device does not count for it\n"
  }

  private static func said(_ identity: SiteIdentity, _ events: [SiteEvent]) -> String {
    events.reduce(into: identity.rehearsalLine) { text, event in
      text += "event \(event.number): "
      text += TerminalText.escaped(EventWording.line(event), limit: 1000) + "\n"
    }
  }

  /// What it used since its last file has to be reported too.
  private static func lastUsage(_ record: DeviceRecord) -> String {
    let what =
      record.exportedAt.map {
        "what it used since its last file (\(TimeText.day($0))) is not reported"
      }
      ?? "what it used was never exported"
    return
      "\(what): if it still runs, save usage on it and pack that; remove it at the portal only after the ACK\n"
  }

  /// What of the device is still on its way; its row at the portal is needed until then.
  private static func waiting(_ record: DeviceRecord) -> String {
    guard record.waitingCount > 0 else { return "" }
    let isThere = record.stage.wasAtPortal && record.stage < .acknowledged
    return "\(counted(record.waitingCount, "report")) of it went out without an ACK so far: "
      + (isThere
        ? "the portal has the file, fetch its ACK there"
        : "bring the file to the portal and wait for its answer")
      + " before you remove the device there\n"
  }

  /// Source: Cisco's help of Smart Software Manager, Removing a Product Instance.
  private static func portal(_ record: DeviceRecord) -> String {
    let account = record.account.map { "virtual account \(TerminalText.escaped($0))" }
    return "at the portal: \(account ?? "its virtual account"), Inventory > Product Instances, row "
      + "\(TerminalText.escaped(record.udi.description)), Actions > Remove > Remove Product Instance; "
      + "where licenses were reserved, enter its return code there first\n"
  }

  /// After `site clock repair` where no date lies in the future.
  public static func nothingToRepair(_ identity: SiteIdentity, _ now: Int64) -> String {
    identity.rehearsalLine
      + "nothing to repair: no event is later than \(TimeText.iso8601(now))\n"
  }
}
