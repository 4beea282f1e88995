public import Assessment
import LicenseFiles

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
}
