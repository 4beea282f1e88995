import Assessment
import LicenseFiles
import Testing

/// The published texts of the guard, each with its trigger and near miss at work.
@Suite("Factory reset, findings")
struct ResetFindingsTests {
  typealias Make = ResetFixtures

  private struct Example {
    var facts: ResetFacts
    var now: Int64 = Make.at(12)
    var hostClock: Int64?
    var question = ResetQuestion.save

    init(
      _ resets: [ResetRecord], _ uptimes: [UptimeEvidence] = [], now: Int64 = Make.at(12),
      hostClock: Int64? = nil, _ question: ResetQuestion = .save
    ) {
      facts = ResetFacts(resets: resets, uptimes: uptimes)
      self.now = now
      self.hostClock = hostClock
      self.question = question
    }

    func with(_ change: (inout ResetFacts) -> Void) -> Example {
      var example = self
      change(&example.facts)
      return example
    }

    var ids: Set<String> {
      FactoryResetGuard.judge(question, facts, now: now, hostClock: hostClock).ids
    }
  }

  private static func onePackedFile(_ savedAt: Int64?) -> Example {
    Example(
      [Make.reset(Make.device(10), reload: Make.device(10))], now: Make.at(18),
      .pack([Make.usage(savedAt)]))
  }

  private static func anAck(_ savedAt: Int64) -> Example {
    Example(
      [Make.reset(Make.device(10), reload: Make.device(10))], now: Make.at(18),
      .importAck([Make.usage(savedAt)]))
  }

  /// For each id the trigger and the near miss that its descriptor describes.
  private static let examples: [String: (trigger: Example, nearMiss: Example)] = {
    let reset = Make.reset(Make.host(10))
    let reloaded = Make.reset(Make.host(10), reload: Make.host(10))
    let byDevice = Make.reset(Make.device(10), reload: Make.device(10))
    let up = { (minutes: Int64) in [Make.up(minutes: minutes, handedIn: Make.at(12))] }
    let cleared = ResetClearance(order: 2, at: nil, reason: "lab", resets: [1])
    let aSwitch = Make.reset(Make.host(12), reload: Make.host(12), of: Make.aSwitch)
    return [
      "reset/wait-not-over": (
        Example([reloaded], now: Make.at(10, 59, 59)), Example([reloaded], now: Make.at(11))
      ),
      "reset/reload-unknown": (
        Example([reset], now: Make.at(10, day: 1)), Example([reset], up(60))
      ),
      "reset/clock-went-back": (
        Example([reloaded]).with { $0.newestEvent = Make.at(13) },
        Example([reloaded]).with { $0.newestEvent = Make.at(12, 2) }
      ),
      "reset/now-is-set": (
        Example([reloaded], now: Make.at(12, day: 1), hostClock: Make.at(12)),
        Example([reloaded], now: Make.at(12, day: 1), hostClock: Make.at(12)).with {
          $0.isRehearsal = true
        }
      ),
      "reset/record-in-future": (
        Example([reloaded], now: Make.at(10, day: -1)), Example([reloaded], now: Make.at(9, 58))
      ),
      "reset/old-capture": (Example([reset], up(40_320)), Example([reset], up(60))),
      "reset/uptime-too-short": (Example([reset], up(59)), Example([reset], up(60))),
      "reset/uptime-ahead": (
        Example(
          [byDevice],
          [Make.up(minutes: 120, handedIn: Make.at(10, 5), shown: Make.device(13))],
          now: Make.at(10, 5)),
        Example(
          [byDevice],
          [Make.up(minutes: 120, handedIn: Make.at(10, 5), shown: Make.device(10, 6))],
          now: Make.at(10, 5))
      ),
      "reset/offset-after-reset": (
        Example([byDevice], now: Make.at(10, 30)).with {
          $0.offsets = [Make.offset(-7200, order: 5)]
        },
        Example([byDevice], now: Make.at(10, 30)).with { $0.offsets = [Make.offset(-7200)] }
      ),
      "reset/saved-inside-hour": (onePackedFile(Make.at(10, 59)), onePackedFile(Make.at(11))),
      "reset/saved-before-reset": (onePackedFile(Make.at(9)), onePackedFile(Make.at(11))),
      "reset/exported-inside-hour": (anAck(Make.at(10, 59)), anAck(Make.at(11))),
      "reset/saved-time-unknown": (onePackedFile(nil), onePackedFile(Make.at(11))),
      "reset/zone-uncertain": (
        Example([Make.reset(Make.between(10, 11), reload: Make.device(10))], now: Make.at(11)),
        Example([byDevice], now: Make.at(10, 59))
      ),
      "reset/offset-used": (
        Example([byDevice]).with { $0.offsets = [Make.offset(-300)] },
        Example([reloaded]).with { $0.offsets = [Make.offset(-300)] }
      ),
      "reset/offset-unknown": (
        Example([byDevice]), Example([byDevice]).with { $0.offsets = [Make.offset(0)] }
      ),
      "reset/uptime-clears": (Example([reset], up(60)), Example([reset], up(59))),
      "reset/cleared-by-hand": (
        Example([reset]).with { $0.clearances = [cleared] },
        Example([Make.reset(Make.host(10), order: 3)]).with { $0.clearances = [cleared] }
      ),
      "reset/not-9800": (
        Example([aSwitch]), Example([Make.reset(Make.host(12), reload: Make.host(12))])
      ),
    ]
  }()

  @Test("trigger and near miss", arguments: FindingDescriptor.factoryReset.map(\.id))
  func triggerAndNearMiss(_ id: String) throws {
    let example = try #require(Self.examples[id])
    #expect(example.trigger.ids.contains(id), "\(example.trigger.ids)")
    #expect(!example.nearMiss.ids.contains(id), "\(example.nearMiss.ids)")
  }

  @Test func everyFindingIsPublishedAndNothingInferredIsAnError() {
    let all = FindingDescriptor.factoryReset
    #expect(Set(all.map(\.id)) == Set(Self.examples.keys))
    #expect(Set(all.map(\.id)).count == all.count)
    for descriptor in all {
      if case .inferred = descriptor.basis { #expect(descriptor.severity < .error) }
      #expect(descriptor.id.wholeMatch(of: /reset\/[a-z0-9-]+/) != nil, "\(descriptor.id)")
    }
  }
}
