import Synchronization
import Testing

@testable import LicenseFiles

/// What a meter shows of the work that goes on.
@Suite struct WorkMeterTests {
  @Test func aPieceMovesAndEnds() {
    let meter = WorkMeter()
    #expect(meter.work == nil)
    let piece = meter.begin(.reading, "a.txt", total: 10)
    piece.move(by: 4)
    #expect(meter.work == WorkInHand(.reading, "a.txt", done: 4, total: 10, number: 1))
    piece.end()
    piece.end()
    #expect(meter.work == nil)
  }

  @Test func aPieceThatIsGoneHasEnded() {
    let meter = WorkMeter()
    do {
      let piece = meter.begin(.reading, "a.txt", total: 10)
      withExtendedLifetime(piece) { #expect(meter.work != nil) }
    }
    #expect(meter.work == nil)
  }

  @Test func theOneThatBeganLastIsShown() {
    let meter = WorkMeter()
    let first = meter.begin(.reading, "a.txt", total: 10)
    let second = meter.begin(.reading, "b.txt", total: nil)
    first.move(by: 3)
    second.move(by: 5)
    #expect(meter.work == WorkInHand(.reading, "b.txt", done: 5, total: nil, number: 2))
    withExtendedLifetime((first, second)) {}
  }

  @Test func aPauseHidesTheWorkUntilItGoesOn() {
    let paused = Counter()
    let meter = WorkMeter { paused.count.withLock { $0 += 1 } }
    let piece = meter.begin(.reading, "a.txt", total: 10)
    meter.pause()
    #expect(paused.count.withLock { $0 } == 1)
    #expect(meter.work == nil)
    piece.move(by: 1)
    #expect(meter.work?.done == 1)
  }

  /// The file is opened on the thread that reads.
  @Test func aDocumentIsReadUnderTheMeterInEffect() throws {
    let meter = WorkMeter()
    let seen = Counter()
    try WorkMeter.$current.withValue(meter) {
      _ = try readDocument(
        "a.txt",
        open: { () throws(ByteSourceError) in
          if WorkMeter.current === meter { seen.count.withLock { $0 += 1 } }
          return MemorySource(Array("nothing".utf8))
        }, each: { _ in })
    }
    #expect(seen.count.withLock { $0 } == 1)
  }
}

private final class Counter: Sendable {
  let count = Mutex(0)
}
