import Foundation
import Testing

/// Random lives of a site, legal and illegal, against a world that keeps what is true.
///
/// `RUMKIT_HISTORY_STEPS` sets how many steps there are in all, `RUMKIT_HISTORY_SEED` the first seed. Without
/// them the same thousand steps are run each time; a seed that found a fault becomes a test of its own.
@Suite struct HistoryTests {
  private static let length = 100

  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }

  @Test func theLedgerSaysWhatIsSo() async throws {
    let steps = Int(Self.number("RUMKIT_HISTORY_STEPS") ?? 1000)
    let first = Self.number("RUMKIT_HISTORY_SEED") ?? 650_049_533
    for round in 0..<max(1, steps / Self.length) {
      guard try await Self.live(seed: first + UInt64(round)) else { return }
    }
  }

  /// What earlier runs found: ACKs of a reset device that acknowledge nothing any more were counted against those
  /// that wait, and one was judged by a file of another member that held the same report before.
  @Test(arguments: [650_049_639, 650_049_642, 650_049_645])
  func whatWasNotSo(_ seed: UInt64) async throws { _ = try await Self.live(seed: seed) }

  /// - Returns: false when something was not so.
  private static func live(seed: UInt64) async throws -> Bool {
    let history = try await History(seed: seed)
    for step in 1...length {
      var faults: [String] = []
      do {
        faults = try history.faults(shown: try history.step())
        if step % 50 == 0 { faults += try history.verify() }
      } catch {
        faults = ["\(error)"]
      }
      guard faults.isEmpty else {
        Issue.record(
          """
          RUMKIT_HISTORY_SEED=\(seed), step \(step): \(faults.joined(separator: "; "))
          \(history.told.joined(separator: "\n"))
          """)
        return false
      }
    }
    return true
  }
}
