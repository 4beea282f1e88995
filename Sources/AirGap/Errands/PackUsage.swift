public import Assessment
public import LicenseFiles

/// Makes the media that goes out and the evidence that stays inside.
public struct PackUsage: Sendable {
  /// What goes out: files, folders, archives.
  public var files: [String]
  /// Files of unknown shape that go with a device, as a person named it.
  public var requests: [Request] = []
  /// How files are named.
  public var names = NameScheme.udi
  /// The virtual account of every device that the table does not name.
  public var virtualAccount: String?
  /// The file with a table of virtual accounts.
  public var accounts: String?
  /// The findings that may pass, of devices as a person named them.
  public var waivers: [Waiver] = []
  /// Puts documents that are not the device's own into one of the known shape.
  public var wraps = false
  /// Leaves bad files out and packs the others.
  public var skipsBad = false

  /// Where the media goes.
  public var output: String
  /// How it is laid down; nil to tell by its name.
  public var layout: MediaLayout?
  /// Where the evidence goes; nil for the site's own place.
  public var evidence: String?
  /// The most bytes of one media; nil for one media whatever its size.
  public var splitSize: Int?
  /// Adds bundles in Cisco's shape.
  public var addsBundles = false
  /// The key that signs; nil when nothing is signed.
  public var signingKey: String?
  /// True when an archive at the output may be replaced.
  public var overwritesArchive = false
  /// Shows what would be packed and writes nothing.
  public var isDryRun = false

  /// What to do when the reset guard refuses.
  public var policy = GuardPolicy.stop
  /// The name of the site, where none is in use.
  public var siteName: String?
  /// Why this package is made.
  public var reason: String?
  /// Keeps every finding, whatever their number.
  public var keepsAllFindings = false
  /// Tell of each file that is skipped.
  public var isVerbose = false
  /// The version of the tool, for the evidence.
  var toolVersion: String

  /// A file that goes with a device.
  public struct Request: Sendable, Hashable {
    /// The device as a person named it.
    public let device: UDI
    /// The file.
    public let file: String

    /// Creates a request.
    public init(of device: UDI, file: String) {
      self.device = device
      self.file = file
    }
  }

  /// Words what is laid down.
  public typealias Wording = (PackPlan, [OutboundVolume], PackSettings) -> PackDocuments

  /// Creates an errand.
  public init(_ files: [String], output: String, toolVersion: String) {
    self.files = files
    self.output = output
    self.toolVersion = toolVersion
  }

  /// Does it.
  ///
  /// - Parameters:
  ///   - session: the site in use; nil without one.
  ///   - acting: who packs, and when.
  ///   - attendant: the person who hears and waits.
  ///   - documents: words what is laid down.
  /// - Throws: ``ErrandError``; what was written was taken back.
  public func run(
    in session: SiteSession?, _ acting: Acting, _ attendant: any Attendant,
    _ documents: Wording
  ) async throws(ErrandError) -> PackOutcome {
    let walker = try InputWalker.found(
      InputRequest(files, isVerbose: isVerbose), attendant.tell)
    var site: PackSite?
    if let session { site = try PackSite(session, isDryRun: isDryRun) }
    var abandoned = try site?.abandonedRuns() ?? []
    let now = session?.now ?? acting.now ?? ThisHost.clock
    var known = KnownDevices()
    if let session {
      known = try session.read { reader throws(LedgerError) in try reader.knownDevices() }
    }
    let rules = RuleContext(now: now, isNowGiven: acting.now != nil, expected: .usage)
    var candidates = try inspect(walker.inputs, &known, rules)
    if let site {
      for place in candidates.indices {
        guard let finding = try site.outOfService(candidates[place]) else { continue }
        candidates[place].findings.append(finding)
      }
    }
    let refusal = try site?.refusals(candidates, policy, attendant)
    let choices = try choices(register: site?.accounts ?? [:], known)
    var plan = PackPlanner.plan(
      candidates, choices, wrapped: wrapped(candidates, attendant.tell),
      refused: refusal?.refused ?? [:])
    plan.findings += try site?.lookUp(plan) ?? []
    plan.findings += try site?.findings(plan) ?? []
    plan.findings += refusal?.guardian.findings ?? []

    let layout = layout ?? MediaLayout(path: output)
    var outcome = PackOutcome(
      plan: plan, layout: layout, isDryRun: isDryRun, isMissing: !walker.missing.isEmpty,
      skipsBad: skipsBad, addsBundles: addsBundles)
    guard outcome.goesOn else {
      try site?.end(abandoned, attendant.tell)
      try site?.recordForeign(plan)
      outcome.site = site?.outcome(plan)
      return outcome
    }
    var settings = try settings(layout, now: now, site, acting)
    if let refusal { settings.resetGuard = refusal.guardian.answer }
    var run = PackRun(
      plan: plan, settings: settings, site: site, isDryRun: isDryRun,
      choosesEvidence: evidence == nil)
    do throws(PackError) {
      for place in abandoned.indices.reversed() where run.result == nil {
        guard try await run.complete(abandoned[place]) else { continue }
        attendant.tell(
          .hint("\(abandoned[place].words) had put this in place; now it is recorded"))
        abandoned.remove(at: place)
      }
    } catch {
      throw ErrandError(error)
    }
    try site?.end(abandoned, attendant.tell)
    do throws(PackError) {
      if run.result == nil {
        try await run.carryOut { documents(plan, $0.volumes, $0.settings) }
      }
    } catch {
      throw ErrandError(error)
    }
    outcome.volumes = run.volumes
    outcome.result = run.result
    outcome.site = site?.outcome(plan, run: run.isRecorded ? run.identifier : nil)
    return outcome
  }

  /// Reads and judges every input; what only shows at the end of the run is put to its file. Devices
  /// are known by their files before those of requests are named.
  private func inspect(
    _ inputs: [Input], _ known: inout KnownDevices, _ rules: RuleContext
  ) throws(ErrandError) -> [PackCandidate] {
    var judge: Judge? = Judge(.standard, context: rules)
    var candidates: [PackCandidate] = []
    for input in inputs.flatMap({ PackInput.inputs($0) }) {
      candidates.append(
        inspectCandidate(input, judge: &judge, keepsAllFindings: keepsAllFindings))
    }
    for device in candidates.flatMap(\.devices) { known.add(KnownDevices.Device(device)) }
    for request in requests {
      let device = try ErrandError.naming(try known.deviceOrNew(request.device)).udi
      candidates.append(
        inspectCandidate(
          PackInput(.file(request.file), requestOf: device), judge: &judge,
          keepsAllFindings: keepsAllFindings))
    }
    for finding in judge?.finish() ?? [] {
      let place = candidates.firstIndex { $0.input.name == finding.location.file }
      if let place { candidates[place].findings.append(finding) }
    }
    return candidates
  }

  /// - Parameter register: the accounts that the site's register has; they come after those that were
  ///   given.
  private func choices(
    register: [UDI: String], _ known: KnownDevices
  ) throws(ErrandError) -> PackPlanner.Choices {
    var table: [UDI: String]?
    if let path = accounts {
      let bytes = try ErrandError.reading(try Input.file(path).allBytes(limit: 64 << 20))
      do throws(LineFault) {
        table = try VirtualAccounts.readTable(bytes, known: known)
      } catch {
        throw ErrandError(.unreadable, "\(path):\(error.line): \(error.reason)")
      }
    }
    if virtualAccount == nil, !register.isEmpty {
      table = (table ?? [:]).merging(register) { given, _ in given }
    }
    return PackPlanner.Choices(
      names: names, accounts: VirtualAccounts(standard: virtualAccount, table: table),
      waivers: try waivers.map { waiver throws(ErrandError) in
        try ErrandError.naming(try waiver.spelled(by: known))
      }, wrap: wraps)
  }

  private func wrapped(
    _ candidates: [PackCandidate], _ tell: Notice.Teller
  ) -> [Int: WrappedDocument] {
    guard wraps else { return [:] }
    var documents: [Int: WrappedDocument] = [:]
    for (index, candidate) in candidates.enumerated() where candidate.canBeWrapped {
      do throws(ReadingError) {
        documents[index] = try WrappedDocument(candidate)
      } catch {
        tell(.warning(error.description))
      }
    }
    return documents
  }

  private func settings(
    _ layout: MediaLayout, now: Int64, _ site: PackSite?, _ acting: Acting
  ) throws(ErrandError) -> PackSettings {
    let chosen = site?.evidence ?? (isDryRun ? output + "-evidence" : nil)
    guard let evidence = evidence ?? chosen else {
      throw ErrandError(.usage, "no site is in use: name a folder for the evidence with --evidence")
    }
    if let name = siteName, let site, name != site.session.identity.name {
      throw ErrandError(
        .usage,
        "the site in use is \(site.session.identity.name), not \(name): leave --site-name out, or "
          + "give --no-site")
    }
    var settings = PackSettings(
      output: output, layout: layout, evidence: evidence, operatorName: acting.name,
      hostName: acting.host, toolVersion: toolVersion, now: now)
    settings.overwritesArchive = overwritesArchive
    settings.splitSize = splitSize
    settings.addsBundles = addsBundles
    settings.signingKey = signingKey
    settings.site = site?.session.identity.name ?? siteName
    settings.isRehearsal = site?.session.isRehearsal == true
    settings.reason = reason
    return settings
  }
}

extension ErrandError {
  /// Packing failed.
  init(_ error: PackError) {
    switch error.code {
    case .exists:
      self.init(
        .usage, error.reason,
        hint: "nothing was written; name another place (--force replaces an archive only)")
    case .wrongUsage, .tooLarge: self.init(.usage, error.reason)
    case .input, .signing: self.init(.unreadable, error.reason)
    default: self.init(.failed, error.reason)
    }
  }
}
