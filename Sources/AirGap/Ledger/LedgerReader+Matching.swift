import Assessment
public import LicenseFiles

/// What the ledger knows that matters for a batch of answers from the portal.
struct LedgerKnowledge: Sendable {
  /// The reports of the devices that the answers may be about, and their groups.
  var known = KnownReports()
  /// The names of uploads.
  var names = AckNames()
  /// What else is known of those devices.
  var facts = AckSiteFacts()
}

extension LedgerReader {
  /// Gathers what matching needs: only about the devices that the files name, that have a report with
  /// one of their numbers, or whose upload has the name of one of them.
  ///
  /// - Parameters:
  ///   - contents: what came back.
  ///   - others: devices that the user named.
  /// - Throws: ``LedgerError``.
  func knowledge(
    for contents: [AckContent], and others: [UDI] = []
  ) throws(LedgerError) -> LedgerKnowledge {
    var knowledge = LedgerKnowledge()
    var wanted = Set(others)
    if contents.contains(where: \.devices.isEmpty) {
      for (device, name, _) in try portalForms() {
        knowledge.names.write(name, for: device)
        if contents.contains(where: { AckNames.key($0.file) == AckNames.key(name) }) {
          wanted.insert(device)
        }
      }
    }
    for content in contents {
      wanted.formUnion(content.devices.map(\.udi))
      if content.devices.isEmpty {
        wanted.formUnion(try devices(withReports: content.reportNumbers.prefix(Self.mostNumbers)))
      }
      if let name = AckNames.uploadedName(of: content.file) {
        for file in try outboundFiles(.name(name)) {
          wanted.insert(file.device)
          if file.isTripOpen {
            knowledge.names.giveOut(file.name, to: file.device, trip: file.trip)
          } else {
            knowledge.names.hint(file.name, at: file.device)
          }
        }
      }
      if let sha256 = content.sha256, let seen = try acks(sha256: sha256.description).last {
        knowledge.facts.seen[sha256] =
          "on \(MediaTime(seen.receivedAt).iso8601), as \(seen.name) for \(seen.device)"
      }
    }
    var done: Set<UDI> = []
    for device in wanted.sorted() where try self.device(device) != nil {
      let members = try members(with: device)
      knowledge.known.join(members)
      guard done.isDisjoint(with: members) else { continue }
      done.formUnion(members)
      let last = try lastImport(members)
      for member in members { try add(member, last, to: &knowledge) }
    }
    return knowledge
  }

  /// What forms of the portal say of ACK files: the device of the upload, the name of the ACK, and the
  /// event of the export.
  ///
  /// - Parameter devices: only those about these; nil for all.
  func portalForms(
    of devices: [UDI]? = nil
  ) throws(LedgerError) -> [(device: UDI, ackFile: String, export: Int64?)] {
    try events([.portalRecorded], of: devices).compactMap { event in
      guard let device = event.device, let name = event[.file] else { return nil }
      return (device, name, event.number(.event))
    }
  }

  /// More numbers than this in one file are not looked up; a file that names its device needs none.
  private static let mostNumbers = 10_000

  /// The devices that each of these answers was matched to.
  ///
  /// - Throws: ``LedgerError``.
  public func devices(
    withAcks hashes: some Sequence<SHA256Digest>
  ) throws(LedgerError) -> [SHA256Digest: Set<UDI>] {
    var devices: [SHA256Digest: Set<UDI>] = [:]
    for hash in hashes {
      for ack in try acks(sha256: hash.description) {
        devices[hash, default: []].insert(ack.device)
      }
    }
    return devices
  }

  /// What the answers brought that the devices of one cycle took last. Most answers bring the policy
  /// that is in force, but not all do.
  private func lastImport(_ members: [UDI]) throws(LedgerError) -> AckSiteFacts.Device {
    var facts = AckSiteFacts.Device()
    let received = Dictionary(
      try events([.ackReceived], of: members).map { ($0.number, $0) }
    ) { first, _ in first }
    let taken = try acks(of: members).filter { $0.takenAt != nil }
      .sorted { ($0.takenAt ?? 0, $0.event) < ($1.takenAt ?? 0, $1.event) }
    for ack in taken {
      let event = received[ack.event]
      if let policy = event?[.policy].flatMap({ AckPolicy(ledgerText: $0) }) {
        facts.policy = policy
      }
      guard event?[.purpose] == SiteEvent.forUsage else { continue }
      facts.lastImportedAck = SHA256Digest(hexadecimal: ack.sha256)
      facts.lastImportedAckTime = event?.number(.at)
    }
    return facts
  }

  private func add(
    _ device: UDI, _ last: AckSiteFacts.Device, to knowledge: inout LedgerKnowledge
  ) throws(LedgerError) {
    for report in try reports(of: device) where report.states.contains(.exported) {
      knowledge.known.add(
        report.id, of: device, payload: report.payload?.prefix ?? 0, isOpen: report.isOpen,
        isTelemetry: report.states.contains(.telemetry),
        isAcknowledged: !report.states.isDisjoint(with: [.acknowledged, .confirmed]),
        exportedAt: report.savedAt)
    }
    var facts = last
    facts.virtualAccount = try self.device(device)?.account
    facts.resets = try events([.resetRecorded], of: [device]).compactMap(\.resetTime)
    knowledge.facts.devices[device] = facts
  }
}
