import AirGap
import ArgumentParser
import Assessment
import LicenseFiles

/// How outbound media is laid down.
enum LayoutChoice: String, ExpressibleByArgument, CaseIterable {
  case folder, zip
  case tarGzip = "tar.gz"

  var layout: MediaLayout {
    switch self {
    case .folder: .folder
    case .zip: .zip
    case .tarGzip: .tarGzip
    }
  }
}

/// How outbound files are named.
enum NameChoice: String, ExpressibleByArgument, CaseIterable {
  case udi, opaque
}

/// Where a package goes.
struct PackTargetOptions: ParsableArguments {
  @Option(
    name: .long, help: "The outbound media: a new folder, or a .zip or .tar.gz file.",
    completion: .file())
  var output: String
  @Option(
    name: .long,
    help: "The evidence bag that stays inside: a new folder; otherwise one in the site in use.",
    completion: .directory)
  var evidence: String?
  @Option(name: .long, help: "folder, zip or tar.gz; otherwise by the name of the output.")
  var layout: LayoutChoice?
  @Option(
    name: .long,
    help: "Several media of at most this size each (650M, 4.7G, 700MiB): OUT-1, OUT-2 …")
  var split: String?
  @Option(
    name: .long,
    help:
      "Sign the lists of checksums with this SSH key (a .pub file takes the key from an agent).",
    completion: .file())
  var sign: String?
  @Flag(name: .long, help: "Replace an output file. A folder is never replaced.")
  var force = false
  @Flag(name: .long, help: "Show what would be packed; write nothing.")
  var dryRun = false

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output needs a name") }
    _ = try splitSize()
  }

  /// Puts the place into an errand.
  func choose(for errand: inout PackUsage) throws {
    errand.layout = layout?.layout
    errand.evidence = evidence
    errand.splitSize = try splitSize()
    errand.signingKey = sign
    errand.overwritesArchive = force
    errand.isDryRun = dryRun
  }

  func splitSize() throws -> Int? {
    guard let split else { return nil }
    guard let size = ByteSize.read(split) else {
      throw ValidationError("--split takes a size such as 650M, 4.7G or 700MiB, not '\(split)'")
    }
    return size
  }
}

/// What goes out, and under which name.
struct PackChoiceOptions: ParsableArguments {
  @Option(name: .long, help: "Name files by device (udi) or by number (opaque).")
  var names: NameChoice = .udi
  @Option(name: .long, help: "The virtual account of every device that --accounts does not name.")
  var virtualAccount: String?
  @Option(
    name: .long,
    help: "A CSV table with the columns udi_pid, udi_serial_number and virtual_account.",
    completion: .file())
  var accounts: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Allow a finding for one device; the reason goes into the evidence.",
      valueName: "id@pid:serial=reason"))
  var allow: [String] = []
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Also pack a file of a form that is not known: an authorization, trust or return file of the device.",
      valueName: "pid:serial=file"))
  var request: [String] = []
  @Flag(name: .long, help: "Leave bad files out and pack the others.")
  var skipBad = false
  @Flag(
    name: .long,
    help: "Put reports that came in another form into a document (experimental).")
  var wrap = false
  @Flag(name: .long, help: "Add UD_SA archives in Cisco's own shape (experimental, unverified).")
  var csluArchive = false
  @Flag(name: .long, help: "List what the files reveal, with lines for signatures.")
  var disclose = false

  func validate() throws {
    _ = try waivers()
    _ = try requests()
    if virtualAccount?.isEmpty == true { throw ValidationError("--virtual-account needs a name") }
  }

  func waivers() throws -> [Waiver] {
    try allow.map { text in
      guard let waiver = Waiver(text) else {
        throw ValidationError("--allow takes ID@PID:SERIAL=REASON, not '\(text)'")
      }
      return waiver
    }
  }

  func requests() throws -> [PackUsage.Request] {
    try request.map { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[1].isEmpty, let device = UDI(typed: String(parts[0])) else {
        throw ValidationError("--request takes PID:SERIAL=FILE, not '\(text)'")
      }
      return PackUsage.Request(of: device, file: String(parts[1]))
    }
  }

  /// Puts the choices into an errand.
  func choose(for errand: inout PackUsage) throws {
    errand.requests = try requests()
    errand.names = names == .udi ? .udi : .opaque
    errand.virtualAccount = virtualAccount
    errand.accounts = accounts
    errand.waivers = try waivers()
    errand.wraps = wrap
    errand.skipsBad = skipBad
    errand.addsBundles = csluArchive
  }
}

/// What the evidence says of the run.
struct PackRecordOptions: ParsableArguments {
  @OptionGroup var site: SiteOptions
  @Flag(name: .long, help: "Ignore the site in use: record nothing there.")
  var noSite = false
  @Option(name: .long, help: "The machine; otherwise the name of this host.")
  var hostName: String?
  @Option(name: .long, help: "The name of the site, for the evidence; not with a site in use.")
  var siteName: String?
  @Option(name: .long, help: "Why this package is made, for the evidence.")
  var reason: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Go on despite the reset guard; the reason stays in the ledger.",
      valueName: "reason"))
  var overrideWait: String?

  func validate() throws {
    if overrideWait?.holdsWord == false { throw ValidationError("--override-wait needs a reason") }
    if noSite, site.site != nil {
      throw ValidationError("--site and --no-site cannot be used together")
    }
  }

  /// Puts the record into an errand.
  func choose(for errand: inout PackUsage) {
    errand.siteName = siteName
    errand.reason = reason
    if let overrideWait { errand.policy = .override(reason: overrideWait) }
  }

  /// The site that a run works for; nil when none is in use or it is to stay out of it.
  func session(
    isDryRun: Bool, _ time: TimeOptions, _ console: Console
  ) throws(ExitStatus) -> SiteSession? {
    guard !noSite, site.place.isNamed || site.place.isInUse else { return nil }
    return try site.session(isDryRun: isDryRun, time, console, hostName: hostName)
  }
}
