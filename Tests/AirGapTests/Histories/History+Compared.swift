import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// What the ledger says, held to what is so in the world.
extension History {
  /// What the ledger says and the world does not bear out.
  func faults(shown: Int?) throws -> [String] {
    var faults: [String] = []
    func expect(_ holds: Bool, _ words: @autoclosure () -> String) {
      if !holds { faults.append(words()) }
    }
    let (status, reports, acks) = try session().read { reader throws(LedgerError) in
      let status = SiteStatus(try reader.history(), now: time, listsAll: true)
      var reports: [UDI: [KnownSiteReport]] = [:]
      var acks: [UDI: [AckRecord]] = [:]
      for device in Self.devices {
        reports[device] = try reader.reports(of: device)
        acks[device] = try reader.acks(of: [device])
      }
      return (status, reports, acks)
    }
    let confirmed = Set(
      reports.values.flatMap(\.self).filter { $0.states.contains(.confirmed) }.map(\.id))
    for device in Self.devices {
      let known = reports[device] ?? []
      for report in known {
        let id = report.id
        expect(
          !report.states.contains(.confirmed) || world.isAcknowledged(id),
          "\(device) \(id) is confirmed, and the device never had it acknowledged")
        guard let file = world.lastFile(of: id, under: device) else {
          expect(
            !world.isPairKnown || !report.states.contains(.exported), "\(device) \(id) is invented")
          continue
        }
        expect(
          report.states.contains(.acknowledged) == world.isListed(id),
          "\(device) \(id): an ACK that lists it is \(world.isListed(id) ? "" : "not ")here")
        // A file of which everything is proved may lie on media that never leave.
        expect(
          confirmed.isSuperset(of: file.ids)
            || report.states.contains(.carried) == (file.carriedAt != nil),
          "\(device) \(id): carried")
      }
      for ack in acks[device] ?? [] {
        guard let own = world.acks.firstIndex(where: { $0.sha256 == ack.sha256 }) else {
          faults.append("\(device): an ACK that nobody brought")
          continue
        }
        let isTaken = world.acks[own].isTaken
        expect(ack.importedAt == nil || isTaken, "ack \(own) is called imported, and was not taken")
        let isDone = world.acks[own].ids.isSubset(of: confirmed)
        expect(
          ack.confirmedAt == nil || isTaken || isDone, "ack \(own) is called proved, and is not")
      }
      let own = world.owner.keys.filter { world.lastFile(of: $0)?.device == device }
      let waiting = own.count { !world.isListed($0) && !confirmed.contains($0) }
      // What one member prints says nothing of the other's reports while nobody knows of the pair.
      let proved =
        world.isPairKnown
        ? confirmed : Set(known.filter { $0.states.contains(.confirmed) }.map(\.id))
      let open = (acks[device] ?? []).filter { ack in
        let listed = world.acks.first { $0.sha256 == ack.sha256 }
        return ack.takenAt == nil && !(listed.map(world.isForgotten) ?? false)
          && !(listed.map { $0.isReadable && $0.ids.isSubset(of: proved) } ?? false)
      }
      guard let record = status.history.devices.first(where: { $0.udi == device }) else { continue }
      expect(
        record.waitingCount == waiting, "\(device): \(record.waitingCount) wait, not \(waiting)")
      expect(
        record.acksToImport == open.count,
        "\(device): \(record.acksToImport) ACKs to import, not \(open.count)")
      check(record, confirmed, expect)
    }
    for cycle in status.cycles where cycle.rank != .outOfService {
      if ["nothing", "read-deadline"].contains(cycle.action.id) {
        expect(
          cycle.waiting == 0 && cycle.acksToImport == 0 && cycle.stage == .confirmed,
          "\(cycle.members[0].udi): nothing to do, and \(cycle.waiting) wait")
      }
      // A device that is gone imports nothing.
      if cycle.stage == .confirmed, cycle.acksToImport > 0,
        cycle.members.contains(where: \.isInService)
      {
        expect(
          ["import-ack", "import-on-device"].contains(cycle.action.id),
          "\(cycle.members[0].udi): \(cycle.action.id)")
      }
    }
    if let shown { checkShown(shown, confirmed, acks, expect) }
    return faults
  }

  /// Where its last file stands.
  private func check(
    _ record: DeviceRecord, _ confirmed: Set<UInt64>,
    _ expect: (Bool, @autoclosure () -> String) -> Void
  ) {
    guard let index = world.files.lastIndex(where: { $0.device == record.udi }) else { return }
    let file = world.files[index]
    let isAllConfirmed = confirmed.isSuperset(of: file.ids)
    if isAllConfirmed {
      expect(record.stage == .confirmed, "\(record.udi): all is proved, and it is \(record.stage)")
    } else if !world.isAnswered(index) {
      let stage: CycleStage = file.carriedAt == nil ? .exported : file.isLost ? .lost : .carried
      expect(record.stage == stage, "\(record.udi) is \(record.stage), not \(stage)")
    }
    let isTaken = world.acks.contains { $0.isTaken && !$0.ids.isDisjoint(with: file.ids) }
    expect(
      ![CycleStage.imported, .confirmed].contains(record.stage) || isTaken,
      "\(record.udi) is \(record.stage), and no ACK of its file was taken")
  }

  /// After a whole output nothing of what it shows is missing.
  private func checkShown(
    _ index: Int, _ confirmed: Set<UInt64>, _ acks: [UDI: [AckRecord]],
    _ expect: (Bool, @autoclosure () -> String) -> Void
  ) {
    let store = world.stores[index]
    let members = index == 0 && !world.isPairKnown ? [store.active] : store.members
    for member in members {
      for ack in acks[member] ?? [] {
        guard let own = world.acks.first(where: { $0.sha256 == ack.sha256 }), own.isTaken else {
          continue
        }
        expect(
          ack.takenAt != nil || own.ids.isSubset(of: confirmed),
          "\(member): the whole output does not prove \(own.path.suffix(40))")
      }
      let exported = world.owner.filter { $0.value == member }.map(\.key)
      if store.acknowledged.isSuperset(of: exported) {
        expect(
          confirmed.isSuperset(of: exported),
          "\(member): every report shows in state ACK, and \(Set(exported).subtracting(confirmed).sorted()) wait"
        )
      }
    }
  }

  func verify() throws -> [String] {
    try session().ledger.verify(scratch: NSTemporaryDirectory()).findings.map(\.message)
  }
}
