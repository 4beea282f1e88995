import Assessment

extension SiteIdentity {
  /// A line that says that all of it is practice; empty for a real site.
  var rehearsalLine: String {
    mode == .rehearsal ? "rehearsal: \(TerminalText.escaped(name)) is a site for practice\n" : ""
  }
}
