import Assessment
import LicenseFiles

/// What a site exported last of the devices that a set of files speaks of: the copies in its evidence.
struct LastExport {
  /// A file in a bag.
  struct File {
    /// Where it lies.
    let path: String
    /// What the ledger says that its bytes hash to.
    let sha256: String
    /// The device that it is about.
    let device: UDI

    func finding(_ found: SHA256Digest?) -> Finding {
      FindingDescriptor.diffExportAltered.finding(
        at: SourceLocation(file: path), productInstance: device,
        "the ledger has SHA-256 \(sha256.prefix(12)), and the file has "
          + (found.map { "\($0.description.prefix(12))" } ?? "none that can be read"))
    }
  }

  /// The files, by device.
  private(set) var files: [File] = []
  /// The devices that the ledger has as replaced.
  private(set) var replacements: [DeviceDiff.Replacement] = []
  /// The HA pairs and stacks of the ledger.
  private(set) var groups: [[UDI]] = []

  /// - Parameters:
  ///   - request: what NEW is.
  ///   - place: the site.
  ///   - tell: hears of devices that were never exported.
  /// - Throws: ``ErrandError``: the ledger cannot be read, it knows no export of these devices, or the
  ///   evidence is not there.
  init(
    of request: InputRequest, at place: SitePlace, _ tell: @escaping Notice.Teller
  ) throws(ErrandError) {
    let devices = try Self.devices(in: request, tell)
    let ledger = try place.ledger(for: .looking)
    let (events, groups, replacements) = try ErrandError.ledger(
      try ledger.read { reader throws(LedgerError) in try Self.known(devices, reader) })
    self.groups = groups
    self.replacements = replacements
    var missing: [String] = []
    for event in events {
      guard let device = event.device, let file = event[.file] else { continue }
      guard let place = Self.place(of: file, event[.bag], in: ledger.folder) else {
        missing.append(
          "\(event[.bag] ?? "the evidence")/data/\(file): the copy of the last export of \(device) "
            + "is not there")
        continue
      }
      files.append(File(path: place, sha256: event[.sha256] ?? "", device: device))
    }
    guard missing.isEmpty else { throw ErrandError(.unreadable, missing) }
    guard !files.isEmpty else {
      let first = devices.sorted().first.map { " of \($0)" } ?? ""
      throw ErrandError(
        .unreadable,
        "the ledger has no export\(first)\(devices.count > 1 ? " or of the others" : "")",
        hint: "rumkit pack with the site in use makes one; otherwise name OLD")
    }
    let exported = Set(events.compactMap(\.device)).union(groups.flatMap(\.self))
      .union(replacements.map(\.new))
    for device in devices.subtracting(exported).sorted() {
      tell(.warning("the ledger has no export of \(device): all of its reports are new"))
    }
  }

  /// The devices that the files speak of: those of the reports, and those that saved a file, for one
  /// may have nothing left to report.
  ///
  /// - Throws: ``ErrandError/Code/unreadable`` when there is none.
  private static func devices(
    in request: InputRequest, _ tell: @escaping Notice.Teller
  ) throws(ErrandError) -> Set<UDI> {
    var devices: Set<UDI> = []
    // What was skipped is reported when the files are compared.
    var reading = try InputReading(request) { notice in
      if case .error = notice { tell(notice) }
    }
    reading.each(
      holding: { _ in },
      begin: { _ in },
      item: { item in
        switch item {
        case .report(let report): if let device = report.productInstance { devices.insert(device) }
        case .block(let block):
          if let account = DeviceAccount(block) { devices.insert(account.udi) }
        case .finding: break
        }
      }, end: { _ in })
    if reading.failed { throw ErrandError(.unreadable, []) }
    guard !devices.isEmpty else {
      throw ErrandError(
        .unreadable,
        "\(request.files.joined(separator: " ")): it holds no usage that names a device")
    }
    return devices
  }

  /// The last export of each device, of the members of its group and of the device that it replaced.
  private static func known(
    _ devices: Set<UDI>, _ reader: LedgerReader
  ) throws(LedgerError) -> ([SiteEvent], [[UDI]], [DeviceDiff.Replacement]) {
    var wanted = devices
    var replacements: [DeviceDiff.Replacement] = []
    for record in try reader.history().devices {
      guard let successor = record.replacedBy, devices.contains(successor) else { continue }
      wanted.insert(record.udi)
      replacements.append(
        DeviceDiff.Replacement(
          old: record.udi, new: successor,
          basis: .documented(title: "the ledger of the site", section: "device-replaced")))
    }
    var groups: Set<[UDI]> = []
    for device in wanted {
      let members = try reader.members(with: device)
      if members.count > 1 { groups.insert(members.sorted()) }
    }
    wanted.formUnion(groups.flatMap(\.self))
    var last: [UDI: [SiteEvent]] = [:]
    for event in try reader.events([.exported], of: wanted.sorted()) {
      guard let device = event.device, event[.purpose] == PackCandidate.Purpose.usage.rawValue
      else { continue }
      // One run may put several files of a device on its media.
      if let run = last[device]?.first?[.run], run == event[.run] {
        last[device]?.append(event)
      } else {
        last[device] = [event]
      }
    }
    let events = last.sorted { $0.key < $1.key }.flatMap(\.value)
    return (events, groups.sorted { $0[0] < $1[0] }, replacements)
  }

  /// Where the copy is: in the bag as it was named then, or in the bag of that name in the site's
  /// evidence, for a site may be moved as a whole.
  private static func place(of file: String, _ bag: String?, in site: String) -> String? {
    guard let bag, let name = bag.split(separator: "/").last else { return nil }
    return ["\(bag)/data/\(file)", "\(site)/evidence/\(name)/data/\(file)"].first {
      (try? FileSource($0)) != nil
    }
  }
}
