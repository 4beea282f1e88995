import Assessment
import LicenseFiles
import Testing

/// Facts for the tests of the factory-reset guard. The day is 2026-11-24, UTC.
enum ResetFixtures {
  static let active = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")
  static let standby = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")
  static let aSwitch = UDI(pid: "C9300-48P", serial: "FZZ0000A001")

  static func at(_ hour: Int64, _ minute: Int64 = 0, _ second: Int64 = 0, day: Int64 = 0) -> Int64 {
    1_795_478_400 + day * 86_400 + hour * 3600 + minute * 60 + second
  }

  static func host(_ hour: Int64, _ minute: Int64 = 0, _ second: Int64 = 0) -> ClockedTime {
    ClockedTime(at(hour, minute, second), by: .host)
  }

  static func device(_ hour: Int64, _ minute: Int64 = 0, _ second: Int64 = 0) -> ClockedTime {
    ClockedTime(at(hour, minute, second), by: .device)
  }

  /// Some full hour between two, by the device's clock: a zone that nobody is sure of.
  static func between(_ first: Int64, _ last: Int64) -> ClockedTime {
    ClockedTime(earliest: at(first), latest: at(last), by: .device)
  }

  static func reset(
    _ time: ClockedTime, reload: ClockedTime? = nil, of device: UDI = active, order: Int64 = 1
  ) -> ResetRecord {
    ResetRecord(order: order, device: device, at: time, reloadedAt: reload)
  }

  static func up(
    minutes: Int64, handedIn: Int64?, shown: ClockedTime? = nil, of device: UDI = active,
    order: Int64 = 10
  ) -> UptimeEvidence {
    UptimeEvidence(
      order: order, device: device, uptimeSeconds: minutes * 60, handedInAt: handedIn,
      shownAt: shown)
  }

  /// A difference that was known before the reset, unless its order says otherwise.
  static func offset(
    _ seconds: Int64, of device: UDI = active, order: Int64 = 0, isDeclared: Bool = false
  ) -> ClockOffset {
    ClockOffset(device: device, secondsToHost: seconds, order: order, isDeclared: isDeclared)
  }

  static func usage(
    _ savedAt: Int64?, of device: UDI = active, _ source: UsageExport.Source = .systemTime
  ) -> UsageExport {
    UsageExport(file: "rum.txt", device: device, savedAt: savedAt, source: source)
  }
}

/// One line of a table: facts and a present, and what the guard says to them.
struct ResetRow: Sendable, CustomTestStringConvertible {
  enum Answer: Sendable, Equatable {
    case clear
    case warning(until: Int64?)
    case refused(until: Int64?)
  }

  var name: String
  var facts: ResetFacts
  var now: Int64
  var hostClock: Int64?
  var question: ResetQuestion
  var answer: Answer
  var ids: Set<String>

  /// A line that asks whether usage may be saved now.
  init(
    _ name: String, _ facts: ResetFacts, now: Int64, hostClock: Int64? = nil, _ answer: Answer,
    _ ids: String...
  ) {
    self.init(name, facts, now: now, hostClock: hostClock, .save, answer, ids)
  }

  init(
    _ name: String, _ facts: ResetFacts, now: Int64, _ question: ResetQuestion, _ answer: Answer,
    _ ids: String...
  ) {
    self.init(name, facts, now: now, hostClock: nil, question, answer, ids)
  }

  init(
    _ name: String, _ facts: ResetFacts, now: Int64, hostClock: Int64?, _ question: ResetQuestion,
    _ answer: Answer, _ ids: [String]
  ) {
    self.name = name
    self.facts = facts
    self.now = now
    self.hostClock = hostClock
    self.question = question
    self.answer = answer
    self.ids = Set(ids.map { "reset/\($0)" })
  }

  /// Asks the guard, and expects the answer and exactly these reasons.
  func check() {
    let verdict = FactoryResetGuard.judge(question, facts, now: now, hostClock: hostClock)
    #expect(verdict.answer == answer, "\(verdict)")
    #expect(verdict.ids == ids, "\(verdict)")
  }

  var testDescription: String { name }
}

extension ResetVerdict {
  var answer: ResetRow.Answer {
    switch self {
    case .clear: .clear
    case .warning(let until, _): .warning(until: until)
    case .refused(let until, _): .refused(until: until)
    }
  }

  var ids: Set<String> { Set(reasons.map(\.id)) }
}
