public import Assessment
import LicenseFiles

/// What went out with some media: the files, and the devices whose ACKs are awaited.
public struct TripContents: Sendable {
  /// The files, oldest first.
  public let files: [OutboundRecord]
  /// Their devices, each once.
  public let devices: [DeviceRecord]
  /// The members of each device's cycle, itself included.
  private let members: [UDI: [UDI]]

  /// - Parameters:
  ///   - hashes: the media.
  ///   - ledger: the ledger that knows them.
  /// - Throws: ``LedgerError``. Media that the ledger does not know is not an error: it has no files.
  init(media hashes: [String], _ ledger: LedgerReader) throws(LedgerError) {
    var files: [OutboundRecord] = []
    for hash in hashes { files += try ledger.outboundFiles(.media(hash: hash)) }
    self.files = files
    var devices: [DeviceRecord] = []
    var members: [UDI: [UDI]] = [:]
    for device in Set(files.map(\.device)).sorted() {
      devices.append(try ledger.device(device) ?? DeviceRecord(device))
      members[device] = try ledger.members(with: device)
    }
    self.devices = devices
    self.members = members
  }

  /// What went out with a trip, whenever that was.
  ///
  /// - Throws: ``LedgerError``.
  init(trip name: String, _ ledger: LedgerReader) throws(LedgerError) {
    let opened = try ledger.events([.tripOpened]).last { $0[.trip] == name }
    let hashes = (opened?[.mediaHash] ?? "").split(separator: " ").map(String.init)
    try self.init(media: hashes, ledger)
  }

  /// Which cycles have the ACK of what went out in the ledger.
  ///
  /// - Parameters:
  ///   - time: since when one counts that shows neither reports nor upload, epoch seconds UTC.
  ///   - names: names of ACK files that are here and not yet in the ledger; one whose name is that of
  ///     a file that went out counts. Whose ACK it really is, only its content says.
  ///   - ledger: the ledger that is asked.
  /// - Throws: ``LedgerError``.
  func returned(
    since time: Int64, names: [String] = [], _ ledger: LedgerReader
  ) throws(LedgerError) -> RegisterCoverage {
    let given = Set(names.map(Self.folded))
    var present = Set(files.filter { given.contains(Self.folded($0.name)) }.map(\.device))
    for device in devices where !present.contains(device.udi) {
      for file in files where file.device == device.udi {
        if try ledger.isAnswered(file) { present.insert(device.udi) }
      }
      for ack in try ledger.acks(of: members[device.udi] ?? [device.udi])
      where ack.isUndetermined && ack.receivedAt >= time {
        if try ledger.outboundFiles(.answeredBy(ack: ack.event)).isEmpty {
          present.insert(device.udi)
        }
      }
    }
    return RegisterCoverage(devices, present: present)
  }

  /// A name without what the portal, a browser and a desktop add: `ACK_`, ` (1)`, a second `.txt`.
  static func folded(_ name: String) -> String {
    var text = Substring(name.lowercased())
    text = text.split(whereSeparator: { $0 == "/" || $0 == "!" }).last ?? text
    while text.hasPrefix("ack_") { text = text.dropFirst(4) }
    while true {
      if text.hasSuffix(".txt") {
        text = text.dropLast(4)
      } else if let mark = text.firstMatch(of: /\s*\([0-9]{1,4}\)$/) {
        text = text[..<mark.range.lowerBound]
      } else {
        return String(text)
      }
    }
  }
}

extension LedgerReader {
  /// True when the ACK of a file is here, or ACKs of other files have all of its reports.
  fileprivate func isAnswered(_ file: OutboundRecord) throws(LedgerError) -> Bool {
    if file.stage >= .acknowledged { return true }
    let reports = try reports(ofEvent: file.event).filter { !$0.isOpen && !$0.isTelemetry }
    for (device, own) in Dictionary(grouping: reports, by: \.device) {
      let done = Set(
        try self.reports(of: device)
          .filter { !$0.states.isDisjoint(with: [.acknowledged, .confirmed]) }.map(\.id))
      guard done.isSuperset(of: own.map(\.id)) else { return false }
    }
    return !reports.isEmpty
  }

  /// Which ACKs of a trip are here now; nil where it was not asked: every one was here when it was closed,
  /// or it is lost and none came all the same.
  ///
  /// - Throws: ``LedgerError``.
  func returned(_ trip: TripRecord) throws(LedgerError) -> RegisterCoverage? {
    let wasShort = (trip.received ?? trip.expected) < trip.expected
    guard trip.isOpen || wasShort || trip.lostReason != nil else { return nil }
    let coverage = try TripContents(trip: trip.name, self).returned(since: trip.openedAt, self)
    return trip.lostReason != nil && coverage.present.isEmpty ? nil : coverage
  }
}
