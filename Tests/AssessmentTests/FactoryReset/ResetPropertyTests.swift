import Assessment
import LicenseFiles
import Testing

/// A group whose clocks are right, whose records are true, and whose output was made after the reset
/// and was handed in at once, or else shows a clock that can be compared with the reset's.
private struct HonestGroup {
  typealias Make = ResetFixtures

  var facts = ResetFacts()
  var now: Int64
  /// Usage saved by a member at a random moment.
  var export: UsageExport
  /// True while no hour has passed since a member's latest reset and its reload.
  var isInsideAnHour = false
  /// True when the export was saved inside an hour of any reset.
  var isSavedInsideAnHour = false

  init(_ random: inout SeededGenerator) {
    let start = Make.at(0)
    now = start + .random(in: 0...18_000, using: &random)
    let members = Bool.random(using: &random) ? [Make.active] : [Make.active, Make.standby]
    let saver = members.randomElement(using: &random) ?? Make.active
    let saved = Int64.random(in: start - 90_000...now, using: &random)
    var offsets: [UDI: Int64] = [:]
    for member in members where Bool.random(using: &random) {
      offsets[member] = .random(in: -90_000...90_000, using: &random)
    }
    facts.offsets = offsets.map { Make.offset($0.value, of: $0.key) }
    export = Make.usage(saved - (offsets[saver] ?? 0), of: saver)

    for (index, member) in members.enumerated() {
      let difference = offsets[member] ?? 0
      let order = Int64(index * 10)
      let resetAt = start - .random(in: 0...7200, using: &random)
      let reloadedAt = resetAt + .random(in: 0...9000, using: &random)
      let before = resetAt - .random(in: 1...80_000, using: &random)
      let beforeReload = Int64.random(in: before...resetAt, using: &random)
      record(before, beforeReload, member, difference, order + 1, saved, &random)
      record(resetAt, reloadedAt, member, difference, order + 2, saved, &random)
      let isByDevice = facts.resets.last?.at.clock == .device
      isInsideAnHour = isInsideAnHour || now < max(resetAt, reloadedAt) + 3600
      for number in 0..<Int64.random(in: 0...2, using: &random) {
        let made = Int64.random(in: resetAt + 1...max(now, resetAt + 1), using: &random)
        guard made <= now else { continue }
        let started = made >= reloadedAt ? reloadedAt : beforeReload
        let shows = Bool.random(using: &random)
        let mayBeLate = shows && (offsets[member] != nil || isByDevice)
        facts.uptimes.append(
          UptimeEvidence(
            order: order + 3 + number, device: member, uptimeSeconds: (made - started) / 60 * 60,
            handedInAt: mayBeLate ? .random(in: made...now, using: &random) : made,
            shownAt: shows ? blurred(made - difference, .device, &random) : nil))
      }
    }
    facts.newestEvent = now + .random(in: -9000...120, using: &random)
  }

  private mutating func record(
    _ at: Int64, _ reloadedAt: Int64, _ member: UDI, _ difference: Int64, _ order: Int64,
    _ saved: Int64, _ random: inout SeededGenerator
  ) {
    func clocked(_ moment: Int64, _ random: inout SeededGenerator) -> ClockedTime {
      Bool.random(using: &random)
        ? blurred(moment, .host, &random) : blurred(moment - difference, .device, &random)
    }
    let isKnown = reloadedAt <= now && Bool.random(using: &random)
    facts.resets.append(
      Make.reset(
        clocked(at, &random), reload: isKnown ? clocked(reloadedAt, &random) : nil, of: member,
        order: order))
    let hour = at..<max(at, reloadedAt) + 3600
    isSavedInsideAnHour = isSavedInsideAnHour || hour.contains(saved)
  }

  // The truth, or a range of zones with the truth in it.
  private func blurred(
    _ moment: Int64, _ clock: ClockedTime.Clock, _ random: inout SeededGenerator
  ) -> ClockedTime {
    guard Int.random(in: 0..<4, using: &random) == 0 else { return ClockedTime(moment, by: clock) }
    return ClockedTime(
      earliest: moment - 3600 * .random(in: 0...2, using: &random),
      latest: moment + 3600 * .random(in: 0...2, using: &random), by: clock)
  }
}

@Suite("Factory reset, properties")
struct ResetPropertyTests {
  private static let worlds = 100

  @Test("no honest group is cleared inside its hour", arguments: 1...40)
  func neverClearInsideTheHour(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var (cleared, refused) = (0, 0)
    for world in 0..<Self.worlds {
      let group = HonestGroup(&random)
      for question in [ResetQuestion.save, .ritual, .importAck([])] {
        let verdict = FactoryResetGuard.judge(question, group.facts, now: group.now)
        if case .clear = verdict {
          cleared += 1
          #expect(!group.isInsideAnHour, "seed \(seed), world \(world): \(group)")
        } else {
          refused += 1
        }
      }
    }
    #expect(cleared > 0 && refused > 0, "seed \(seed)")
  }

  @Test("no usage of an honest group's hour is packed or acknowledged", arguments: 1...40)
  func neverClearForUsageOfTheHour(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var (cleared, inside) = (0, 0)
    for world in 0..<Self.worlds {
      let group = HonestGroup(&random)
      inside += group.isSavedInsideAnHour ? 1 : 0
      for question in [ResetQuestion.pack([group.export]), .importAck([group.export])] {
        let verdict = FactoryResetGuard.judge(question, group.facts, now: group.now)
        guard case .clear = verdict else { continue }
        cleared += 1
        #expect(!group.isSavedInsideAnHour, "seed \(seed), world \(world): \(group)")
      }
    }
    #expect(cleared > 0 && inside > 0, "seed \(seed)")
  }

  @Test("what is clear stays clear, and what waits is clear when it says", arguments: 1...40)
  func clearStaysClear(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var waits = 0
    for world in 0..<Self.worlds {
      let group = HonestGroup(&random)
      for question in [ResetQuestion.save, .pack([group.export]), .importAck([group.export])] {
        func answer(_ now: Int64) -> ResetRow.Answer {
          FactoryResetGuard.judge(question, group.facts, now: now).answer
        }
        let later = group.now + .random(in: 0...100_000, using: &random)
        switch answer(group.now) {
        case .clear: #expect(answer(later) == .clear, "seed \(seed), world \(world): \(group)")
        case .refused(let until?), .warning(let until?):
          waits += 1
          #expect(until > group.now)
          #expect(answer(until) == .clear, "seed \(seed), world \(world): \(group)")
          #expect(
            answer(until - 1) == .refused(until: until), "seed \(seed), world \(world): \(group)")
        case .refused(nil), .warning(nil): break
        }
      }
    }
    #expect(waits > 0, "seed \(seed)")
  }

  @Test("times at the ends of their range do not trap", arguments: [Int64.min, -1, 0, 1, .max])
  func hostileTimes(first: Int64) {
    typealias Make = ResetFixtures
    let ends: [Int64] = [.min, -1, 0, 1, .max]
    for second in ends {
      for third in ends {
        for clock in [ClockedTime.Clock.host, .device] {
          let facts = ResetFacts(
            resets: [
              Make.reset(
                ClockedTime(earliest: first, latest: second, by: clock),
                reload: ClockedTime(third, by: .device)),
              Make.reset(ClockedTime(third, by: clock), of: Make.standby, order: 2),
            ],
            uptimes: [
              UptimeEvidence(
                order: .max, device: Make.active, uptimeSeconds: third, precision: second,
                handedInAt: first, shownAt: ClockedTime(second, by: .device))
            ],
            offsets: [Make.offset(second)], newestEvent: third)
          for question in [ResetQuestion.save, .pack([Make.usage(second), Make.usage(nil)])] {
            let verdict = FactoryResetGuard.judge(question, facts, now: third, hostClock: first)
            // The standby's reload is not known, whatever the numbers.
            #expect(verdict.answer != .clear)
            _ = verdict.countdown(now: second)
          }
        }
      }
    }
  }
}
