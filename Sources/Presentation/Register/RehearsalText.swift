import Assessment

/// The words for a rehearsal, the same in every command, so that nobody mistakes practice for the site.
enum RehearsalText {
  /// The first line of everything that is said of a site for practice.
  static let banner = "REHEARSAL: practice only, --now is the only clock"
}

extension SiteIdentity {
  /// A line that says that all of it is practice; empty for a real site.
  var rehearsalLine: String { mode == .rehearsal ? RehearsalText.banner + "\n" : "" }
}
