public import Assessment
public import LicenseFiles

/// What a command that changed a site says of it.
public enum SiteActReport {
  /// After `site init`.
  public static func made(_ identity: SiteIdentity, folder: String, head: ChainHead) -> String {
    var lines = LabelledLines()
    lines.add("site", identity.name)
    lines.add("kind", identity.mode.rawValue)
    lines.add("id", identity.id)
    lines.add("folder", folder)
    lines.add("ledger", head.text)
    return SiteHeading.text(identity) + lines.text
  }

  /// After `site backup`.
  ///
  /// - Parameters:
  ///   - identity: the site.
  ///   - file: the copy.
  ///   - head: the end of the chain in the copy.
  ///   - event: the number of the event that recorded it; nil when it was not recorded.
  public static func backedUp(
    _ identity: SiteIdentity, file: String, head: ChainHead, event: Int64?
  ) -> String {
    var lines = LabelledLines()
    lines.add("backup", file)
    lines.add("holds", head.text)
    lines.add("recorded", event.map { "as event \($0)" } ?? "no: the site can only be read here")
    return SiteHeading.text(identity) + lines.text
  }

  /// After `site restore`.
  public static func restored(
    _ identity: SiteIdentity, folder: String, from file: String, had: ChainHead, head: ChainHead
  ) -> String {
    var lines = LabelledLines()
    lines.add("site", identity.name)
    lines.add("folder", folder)
    lines.add("from", file)
    lines.add("held", had.text)
    lines.add("now", head.text)
    return SiteHeading.text(identity) + lines.text
  }

  /// After an event was recorded: what it says.
  public static func recorded(_ identity: SiteIdentity, _ event: SiteEvent) -> String {
    SiteHeading.text(identity) + "event \(event.number): "
      + TerminalText.escaped(EventWording.line(event), limit: 1000) + "\n"
  }

  /// After `site devices retire`: what it did, and what is left to do.
  public static func retired(
    _ identity: SiteIdentity, _ events: [SiteEvent], _ record: DeviceRecord
  ) -> String {
    var text = said(identity, events)
    text += portal(record)
    if record.waitingCount > 0 {
      text +=
        "\(counted(record.waitingCount, "report")) of it went out and still wait for an ACK\n"
    }
    return text + "nothing more is expected of it; to bring it back: "
      + TerminalText.escaped("rumkit site devices return \(record.udi) REASON") + "\n"
  }

  /// After `site devices replace`.
  public static func replaced(
    _ identity: SiteIdentity, _ events: [SiteEvent], gone: DeviceRecord, by new: UDI
  ) -> String {
    said(identity, events) + portal(gone)
      + "on \(TerminalText.escaped(new.description)): its first usage has to be saved, packed and acknowledged; "
      + "the ACK of the old device is none for it\n"
  }

  private static func said(_ identity: SiteIdentity, _ events: [SiteEvent]) -> String {
    events.map { recorded(identity, $0) }.joined()
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
    SiteHeading.text(identity)
      + "nothing to repair: no event lies ahead of \(TimeText.iso8601(now))\n"
  }
}
