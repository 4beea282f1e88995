import AirGap
import ArgumentParser
import Assessment

/// Which site, and who acts.
struct SiteOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The folder of the site; otherwise RUMKIT_SITE, otherwise ~/.local/state/rumkit.",
      valueName: "dir"),
    completion: .directory)
  var site: String?
  @Option(name: .customLong("operator"), help: "The operator; otherwise the name of this user.")
  var operatorName: String?
  @Option(name: .long, help: "The witness, where logins are shared.")
  var witness: String?

  func validate() throws {
    if site == "" { throw ValidationError("--site is empty: name a folder, or leave it out") }
  }

  var place: SitePlace { SitePlace(option: site) }

  /// Who acts, and when.
  func acting(_ time: TimeOptions, hostName: String? = nil) -> Acting {
    Acting(
      operatorName: operatorName, witness: witness, hostName: hostName, now: time.given)
  }

  /// Opens the site to record something, or for a dry run to look at it only.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason and the command that makes a site have been printed.
  func session(
    isDryRun: Bool = false, _ time: TimeOptions, _ console: Console, hostName: String? = nil
  ) throws(ExitStatus) -> SiteSession {
    try console.errand(
      try place.session(
        for: isDryRun ? .looking : .recording, acting(time, hostName: hostName), console.tell))
  }

  /// Opens the site when one is in use; nil when the user named none and there is none.
  ///
  /// - Throws: ``ExitStatus/failed`` when the user named one that is not there, or it fails.
  func sessionIfInUse(
    _ time: TimeOptions, _ console: Console
  ) throws(ExitStatus) -> SiteSession? {
    try console.errand(try place.sessionIfInUse(acting(time), console.tell))
  }

  /// Opens the site to judge it, without recording anything.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been printed.
  func lookingSession(_ time: TimeOptions, _ console: Console) throws(ExitStatus) -> SiteSession {
    try session(isDryRun: true, time, console)
  }

  /// The same where no time matters.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been printed.
  func lookingSession(_ console: Console) throws(ExitStatus) -> SiteSession {
    try console.errand(try place.session(for: .looking, Acting(), console.tell))
  }
}
