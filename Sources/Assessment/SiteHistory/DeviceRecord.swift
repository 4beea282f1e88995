import DeviceOutput
public import LicenseFiles

/// What a site knows of one device: a fold over its events. Times are epoch seconds, UTC.
public struct DeviceRecord: Sendable, Hashable {
  /// The device.
  public var udi: UDI
  /// True when the register names it; a device that was only met in a file is not registered.
  public var isRegistered = false
  /// Its host name, from the register or its own output.
  public var hostName: String?
  /// The HA pair or stack that it belongs to; its members are one cycle.
  public var group: String?
  /// True when a person put it into the group; what files say then changes nothing.
  public var isGroupedByHand = false
  /// The site or enclave, from the register.
  public var site: String?
  /// The virtual account, from the register.
  public var account: String?
  /// When changes are allowed, in the register's words.
  public var changeWindow: String?
  /// Whom to ask, in the register's words.
  public var contact: String?
  /// Where it is reached, in the register's words.
  public var address: String?
  /// Where files lie on it, from the register: `flash:`, `bootflash:licensing/`.
  public var devicePath: String?
  /// The device that took its place.
  public var replacedBy: UDI?
  /// Why it is out of service.
  public var retiredReason: String?
  /// The release that it runs, as last seen.
  public var release: String?
  /// How it reports, as last seen.
  public var transport: String?
  /// The policy in use, as last seen.
  public var policy: String?
  /// Where its latest export stands.
  public var stage: CycleStage = .never
  /// Since when.
  public var stageSince: Int64?
  /// The latest export.
  public var exportedAt: Int64?
  /// The name of its file on the media.
  public var fileName: String?
  /// The latest ACK that came back.
  public var acknowledgedAt: Int64?
  /// The name of its file.
  public var ackName: String?
  /// The latest import that the device reported.
  public var importedAt: Int64?
  /// The latest proof.
  public var confirmedAt: Int64?
  /// `Last ACK received` of the device; nil when it was not seen or is `<none>`.
  public var lastAck: Int64?
  /// The same, as the device printed it.
  public var lastAckText: String?
  /// `Next ACK deadline` of the device, the earliest moment that its text can mean.
  public var deadline: Int64?
  /// The latest moment that it can mean; the same where the zone of the text is certain.
  public var deadlineLatest: Int64?
  /// The same, as the device printed it.
  public var deadlineText: String?
  /// When the device printed what is known of its release, transport, policy and deadline, by its own
  /// clock; nothing where it did not show it.
  public var shownAt: [SiteDetail: Int64] = [:]
  /// When its output was last read.
  public var observedAt: Int64?
  /// Reports that the ledger knows.
  public var reportCount = 0
  /// Reports that were exported and are neither acknowledged nor confirmed.
  public var waitingCount = 0
  /// ACKs that are here and not imported.
  public var acksToImport = 0
  /// The name of the ACK that was fetched at the portal for its latest export, by a form.
  public var fetchedAck: String?
  /// The name under which the last ACK that it has not taken was staged; looked up with the history of a
  /// site, and no part of the index.
  public var stagedName: String?
  /// The name of an earlier file that the portal has, whose ACK is not here and whose reports wait for it;
  /// looked up as well.
  public var earlierUpload: String?
  /// The name of the ACK of its latest file, where a device said that it imported it and its file never came here;
  /// looked up as well.
  public var importedAck: String?
  /// Reports of its latest export that went out in no other file, where the portal called it a duplicate.
  public var untakenCount = 0
  /// Reports in conflict that the device did not prove to be acknowledged.
  public var conflictCount = 0

  /// A device of which nothing is known yet.
  public init(_ udi: UDI) { self.udi = udi }

  /// True while it takes part in the ritual.
  public var isInService: Bool { retiredReason == nil && replacedBy == nil }

  /// Takes what an event says of this device. The stage is moved by ``move(to:at:)``, because it
  /// depends on the files and ACKs that the ledger keeps.
  public mutating func apply(_ event: SiteEvent) {
    switch event.kind {
    case .deviceRegistered:
      isRegistered = true
      take(event)
    case .deviceGrouped:
      let isByHand = event[.by] == SiteEvent.byHand
      guard isByHand || !isGroupedByHand else { return }
      group = event[.group].flatMap { $0.isEmpty ? nil : $0 }
      isGroupedByHand = isByHand
    case .deviceReplaced: replacedBy = event[.replacedBy].flatMap { UDI($0) }
    case .deviceRetired: retiredReason = event[.reason] ?? ""
    case .deviceReturned: (retiredReason, replacedBy) = (nil, nil)
    case .deviceObserved, .deviceConfirmed, .confirmationMissing: observe(event)
    case .exported:
      exportedAt = later(exportedAt, event.time)
      takeRelease(ofUsage: event)
      fileName = event[.name] ?? fileName
      fetchedAck = nil
    case .portalRecorded:
      if event[.name] == fileName { fetchedAck = event[.file] }
    case .ackReceived:
      acknowledgedAt = later(acknowledgedAt, event.time)
      ackName = event[.name] ?? ackName
    case .ackImported: importedAt = later(importedAt, event.time)
    case .siteCreated, .packBegun, .packed, .packFailed, .waived, .mediaVerified, .tripOpened,
      .tripClosed, .ackStaged, .importFailed, .confirmationCode, .resetRecorded,
      .resetReloaded, .uptimeSeen, .resetCleared, .migrationStarted, .migrationBefore,
      .migrationEvidence, .migrationStep, .migrationRefused, .migrationEntitlement, .migrationEnded,
      .guardRefused, .guardOverridden, .foreignMaterial, .clockOffset, .clockRepaired,
      .siteVerified, .backupMade, .siteRestored:
      break
    }
    if event.kind == .deviceConfirmed { confirmedAt = later(confirmedAt, event.time) }
  }

  /// Sets where the latest export stands.
  public mutating func move(to stage: CycleStage, at time: Int64) {
    guard stage != self.stage else { return }
    self.stage = stage
    stageSince = time
  }

  /// An empty cell of the register keeps what is known; the register is imported again and again.
  private mutating func take(_ event: SiteEvent) {
    hostName = event[.hostName] ?? hostName
    site = event[.site] ?? site
    account = event[.account] ?? account
    changeWindow = event[.changeWindow] ?? changeWindow
    contact = event[.contact] ?? contact
    address = event[.address] ?? address
    devicePath = event[.devicePath] ?? devicePath
    if let named = event[.group] {
      group = named.isEmpty ? nil : named
      isGroupedByHand = true
    }
  }

  /// Takes what output shows before it is an event.
  public mutating func take(observation draft: SiteEventDraft, at time: Int64) {
    observe(
      SiteEvent(
        number: 0, time: time, clock: time, operatorName: "", host: "", kind: draft.kind,
        device: draft.device, details: draft.details))
  }

  /// The release that its usage names, unless its own output, or later usage, is known to be newer.
  private mutating func takeRelease(ofUsage event: SiteEvent) {
    guard let used = event[.release] else { return }
    let saved = event.number(.savedAt)
    if release != nil {
      guard let known = shownAt[.release], let saved, saved > known else { return }
    }
    release = used
    shownAt[.release] = saved
  }

  private mutating func observe(_ event: SiteEvent) {
    observedAt = later(observedAt, event.time)
    release = newer(.release, event, than: release)
    transport = newer(.transport, event, than: transport)
    policy = newer(.policy, event, than: policy)
    if !isRegistered || hostName == nil { hostName = event[.hostName] ?? hostName }
    // The deadline of a capture from before the last ACK is the older one too.
    if order(event) == .older || isShownEarlier(event, .deadline) { return }
    // After a reset there is no last ACK any more; output that does not show its time may be older.
    if let lastAck, event[.lastAckText] == "<none>", event.number(.at) ?? lastAck <= lastAck {
      return
    }
    if let text = event[.lastAckText] {
      lastAckText = text
      lastAck = event.number(.lastAck)
    }
    if let text = event[.deadline] {
      deadlineText = text
      deadline = event.number(.deadlineEarliest)
      deadlineLatest = event.number(.deadlineLatest)
    }
    if event[.lastAckText] != nil || event[.deadline] != nil { keepTime(event, .deadline) }
  }

  /// What output says of a part, unless it is older than what is known of it: captures are given in
  /// any order. One that cannot be dated counts as the newest.
  private mutating func newer(
    _ part: SiteDetail, _ event: SiteEvent, than known: String?
  ) -> String? {
    guard let value = event[part] else { return known }
    if known != nil {
      let isDated = event.shownAt != nil && shownAt[part] != nil
      if isDated ? isShownEarlier(event, part) : order(event) == .older { return known }
    }
    keepTime(event, part)
    return value
  }

  private mutating func keepTime(_ event: SiteEvent, _ part: SiteDetail) {
    shownAt[part] = event.shownAt ?? shownAt[part]
  }

  /// By the device's clock; a later ACK tells more than a clock that was set back.
  private func isShownEarlier(_ event: SiteEvent, _ part: SiteDetail) -> Bool {
    guard let seen = event.shownAt, let known = shownAt[part], order(event) != .newer else {
      return false
    }
    return seen < known
  }

  private enum AckOrder { case older, same, newer }

  /// By the last ACK. Two times in one zone are compared as they stand, where nobody knows how far it is
  /// from UTC.
  private func order(_ event: SiteEvent) -> AckOrder {
    if let lastAck, let seen = event.number(.lastAck) {
      // Of a clock that is days ahead: what is given later and is not tells more.
      if event.isAhead(lastAck), !event.isAhead(seen) { return .newer }
      return seen == lastAck ? .same : seen < lastAck ? .older : .newer
    }
    guard let lastAckText, let seen = event[.lastAckText] else { return .same }
    if DeviceTime(lastAckText).isLater(than: DeviceTime(seen)) { return .older }
    return DeviceTime(seen).isLater(than: DeviceTime(lastAckText)) ? .newer : .same
  }

  private func later(_ one: Int64?, _ two: Int64) -> Int64 { max(one ?? two, two) }
}

extension SiteEvent {
  /// When output was made, by the device's clock. One that is days ahead of the moment at which it was given is not believed.
  fileprivate var shownAt: Int64? { number(.at).flatMap { isAhead($0) ? nil : $0 } }

  /// True for a moment that lies days after this event.
  fileprivate func isAhead(_ moment: Int64) -> Bool { moment.subtractingClamped(time) > 86_400 }

  /// The value of `by` for what a person said.
  public static let byHand = "hand"
  /// The value of `by` for what the device's own output said.
  public static let byDevice = "device-output"
  /// The value of `by` for what the ledger had already, or a command's own words.
  static let byLedger = "ledger"
  /// The value of `by` for a group that an HA list of a usage file named.
  public static let byHAList = "ha-list"
}
