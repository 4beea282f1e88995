/// What became of a run of `pack`.
public struct PackOutcome: Sendable {
  /// What goes out and what stays.
  public let plan: PackPlan
  /// How the media is laid down.
  public let layout: MediaLayout
  /// True when nothing was to be written.
  public let isDryRun: Bool
  /// True when something that was named is not there.
  public let isMissing: Bool
  /// True when bad files are left out and the others packed.
  public let skipsBad: Bool
  /// True when bundles in Cisco's shape were to be added.
  public let addsBundles: Bool
  /// The media, as far as they were laid out.
  public package(set) var volumes: [OutboundVolume] = []
  /// What was laid down; nil when nothing was written.
  public package(set) var result: PackResult?
  /// What the site in use says of the run; nil without one.
  public package(set) var site: PackSiteOutcome?

  package init(
    plan: PackPlan, layout: MediaLayout, isDryRun: Bool, isMissing: Bool, skipsBad: Bool,
    addsBundles: Bool
  ) {
    self.plan = plan
    self.layout = layout
    self.isDryRun = isDryRun
    self.isMissing = isMissing
    self.skipsBad = skipsBad
    self.addsBundles = addsBundles
  }

  /// True when bad files stand in the way.
  public var isStopped: Bool { (!plan.refused.isEmpty || isMissing) && !skipsBad }
  /// False when nothing may be written.
  public var goesOn: Bool { !isStopped && !plan.files.isEmpty }
}
