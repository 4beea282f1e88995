import Foundation
import Testing

/// Every fixture cut at every byte, and damaged at seeded places: never a crash, always a verdict,
/// no finding without a place. What must hold is said by the targets of the fuzzer.
@Suite("Damaged fixtures")
struct DamagedFixtureTests {
  @Test("cut at every byte", arguments: Fixture.all)
  func cut(_ fixture: Fixture) throws {
    let bytes = try fixture.bytes()
    let step = Damage.cutsEverywhere ? 1 : max(1, bytes.count / Damage.cutsOfEach)
    // Where the cuts are is another place for each fixture.
    for length in stride(from: bytes.count % step, through: bytes.count, by: step) {
      try fixture.check(Array(bytes.prefix(length)), "cut at \(length) of \(bytes.count)")
    }
  }

  @Test("damaged at seeded places", arguments: Fixture.all)
  func damaged(_ fixture: Fixture) throws {
    let whole = try fixture.bytes()
    guard !whole.isEmpty else { return }
    let seed = Damage.seed &+ UInt64(whole.count)
    var generator = SeededGenerator(seed: seed)
    for round in 0..<Damage.rounds {
      let bytes = Damage.of(whole, &generator)
      try fixture.check(bytes, "RUMKIT_DAMAGE_SEED=\(Damage.seed), round \(round)")
    }
  }
}

/// How much is done, and with which seed.
private enum Damage {
  private static let environment = ProcessInfo.processInfo.environment

  /// The seed of this run, which is another one each time.
  static let seed =
    environment["RUMKIT_DAMAGE_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0 ... .max)
  static let cutsEverywhere = environment["RUMKIT_CUT_EVERYWHERE"] != nil
  static let rounds = environment["RUMKIT_DAMAGE_ROUNDS"].flatMap { Int($0) } ?? 3
  static let cutsOfEach = 6

  /// One to twenty of the damages that storage and terminals do.
  static func of(_ whole: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = whole
    for _ in 0..<Int.random(in: 1...20, using: &generator) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(bytes.count, at + Int.random(in: 1...600, using: &generator))
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 2: bytes.removeSubrange(at..<end)
      case 3: bytes.insert(contentsOf: Array(bytes[at..<end]), at: at)
      case 4: for index in at..<end { bytes[index] = 0 }
      default:
        bytes.insert(contentsOf: Array("\u{1B}[2K\r\n".utf8), at: at)
      }
    }
    return bytes
  }
}

/// A file of Samples/ or one that the program lays down, with a target that reads it.
struct Fixture: Sendable, CustomTestStringConvertible {
  let target: FuzzTarget
  let name: String
  private let made: [UInt8]?

  var testDescription: String { "\(name) as \(target.name)" }

  func bytes() throws -> [UInt8] { try made ?? Checkout.bytes("Samples/" + name) }

  func check(_ bytes: [UInt8], _ how: String) throws {
    do throws(Violation) { try target.check(bytes) } catch {
      Issue.record("\(testDescription), \(how): \(error)")
    }
  }

  static let all: [Fixture] = {
    var result: [Fixture] = []
    for name in Checkout.files("Samples") where name != "README.md" {
      for target in targets(of: name) {
        result.append(Fixture(target: target, name: name, made: nil))
      }
    }
    for target in [FuzzTarget.archive, .media] {
      for (index, seed) in ((try? MadeSeeds.of(target.name)) ?? []).enumerated() {
        result.append(Fixture(target: target, name: "made \(index)", made: seed))
      }
    }
    return result
  }()

  private static func targets(of name: String) -> [FuzzTarget] {
    switch name.split(separator: "/").first {
    case "show": [.transcript, .redact]
    case "inventory", "site": [.table]
    case "migration": [.transcript, .document]
    default: name.hasSuffix(".gz") ? [.archive] : [.document, .redact]
    }
  }
}

struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
