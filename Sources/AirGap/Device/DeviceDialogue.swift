import Assessment
import DeviceOutput
import LicenseFiles

/// A session at the prompt of one device: types a line, waits for its answer, keeps everything that came.
struct DeviceDialogue {
  /// What a device printed for a line.
  struct Answer: Sendable, Hashable {
    /// The lines, without log lines, echo and prompt.
    let lines: [String]
    /// The line with which it refused; nil where it took it.
    let refusal: String?
  }

  private let streams: ProgramStreams
  private let host: String
  private let quiet: Duration
  /// True where ssh may ask on the terminal.
  private let asks: Bool
  /// Everything that came, as it came.
  private(set) var transcript: [UInt8] = []
  /// The whole prompt: `wlc-1#`.
  private var prompt = ""
  /// When the last byte came.
  private var heard = ContinuousClock.now
  /// Up to here the pager was answered.
  private var paged = 0

  init(_ streams: ProgramStreams, host: String, quiet: Duration, asks: Bool = false) {
    self.streams = streams
    self.host = host
    self.quiet = quiet
    self.asks = asks
  }

  /// True at the prompt that takes every line that is needed.
  var isPrivileged: Bool { prompt.hasSuffix("#") }
  /// The host name in the prompt.
  var hostName: String? { DevicePrompt.hostName(waitingAt: prompt) }

  // MARK: The conversation

  /// Waits for the first prompt.
  ///
  /// - Throws: ``DeviceTrouble``: what ssh said, or that no prompt came.
  mutating func login() async throws(DeviceTrouble) {
    let start = ContinuousClock.now
    heard = start
    while true {
      guard try await listen() else {
        throw DeviceTrouble.login(streams.complaint, at: host)
      }
      let tail = tail(from: 0)
      if DevicePrompt.hostName(waitingAt: tail) != nil,
        heard.duration(to: .now) >= DeviceLimits.settled
      {
        prompt = tail
        return
      }
      guard start.duration(to: .now) < DeviceLimits.login else {
        let isHidden = asks && TerminalSettings()?.echoes == false
        throw DeviceTrouble.noPrompt(
          isHidden ? .hidden : asks && transcript.isEmpty ? .maybe : .no, at: host)
      }
    }
  }

  /// Types a line and waits until the prompt is back.
  ///
  /// - Throws: ``DeviceTrouble``; a refusal is none.
  mutating func type(_ line: DeviceLine) async throws(DeviceTrouble) -> Answer {
    let begin = transcript.count
    try await write(Array((line.text + "\n").utf8))
    let start = ContinuousClock.now
    heard = start
    var (answered, answers) = ("", 0)
    var ends = AnswerEnd(prompt: prompt, command: line.text, from: begin)
    while true {
      guard try await listen() else {
        throw DeviceTrouble(
          .deviceLost, at: host, "the connection ended after \(line.text) was typed")
      }
      let stands = heard.duration(to: .now)
      if ends.isOver(transcript) { break }
      let tail = tail(from: begin)
      if !ends.isEchoed, tail == prompt, stands >= DeviceLimits.unechoed { break }
      try await answerPager(from: begin)
      // A question that was answered stands there until the device goes on.
      if tail != prompt, tail != answered, Self.isQuestion(tail, to: line, standing: stands) {
        if answers < DeviceLine.mostQuestions, line.answers(tail) {
          answered = tail
          answers += 1
          heard = .now
          try await write([0x0A])
          continue
        }
        // Ctrl-C takes no for an answer.
        try await write([0x03])
        throw DeviceTrouble(
          .deviceQuestion, at: host, "the device asked after \(line.text): \(tail)")
      }
      guard stands < quiet, start.duration(to: .now) < DeviceLimits.answer else {
        throw DeviceTrouble(
          .deviceSilent, at: host,
          "no prompt came back after \(line.text) within \(quiet.components.seconds) seconds")
      }
    }
    return answer(to: line, from: begin)
  }

  private mutating func answerPager(from begin: Int) async throws(DeviceTrouble) {
    let start = max(begin, paged, transcript.count - 200)
    guard start < transcript.count,
      String(decoding: transcript[start...], as: UTF8.self).contains("--More--")
    else { return }
    paged = transcript.count
    try await write([0x20])
  }

  /// Output may end a line like a question while the device goes on: after a line that may not ask, only what
  /// waits for a confirmation and stands for long is one.
  private static func isQuestion(
    _ tail: String, to line: DeviceLine, standing: Duration
  ) -> Bool {
    let lower = tail.lowercased()
    guard line.mayAsk else {
      return standing >= DeviceLimits.unechoed && lower.hasSuffix("[confirm]")
    }
    return standing >= DeviceLimits.settled
      && ["?", "[confirm]", "password:", "[yes/no]:", "[y/n]:", "(y/n)"]
        .contains(where: lower.hasSuffix)
  }

  /// Takes what came.
  ///
  /// - Returns: false when there will be no more.
  private mutating func listen() async throws(DeviceTrouble) -> Bool {
    switch streams.read() {
    case .bytes(let bytes):
      guard transcript.count + bytes.count <= DeviceLimits.session else {
        throw DeviceTrouble(
          .deviceFlood, at: host, "the session has more than \(DeviceLimits.session >> 20) MB")
      }
      transcript += bytes
      heard = .now
      return true
    case .end: return false
    case .nothing:
      do {
        try await Task.sleep(for: .milliseconds(10))
        return true
      } catch {
        return false
      }
    }
  }

  private func write(_ bytes: [UInt8]) async throws(DeviceTrouble) {
    var rest = bytes[...]
    let start = ContinuousClock.now
    while !rest.isEmpty {
      guard let count = streams.write(rest), start.duration(to: .now) < quiet else {
        throw DeviceTrouble(.deviceLost, at: host, "the connection takes nothing more")
      }
      rest = rest.dropFirst(count)
      if count == 0 { try? await Task.sleep(for: .milliseconds(10)) }
    }
  }

  // MARK: What came

  /// The line that is not ended yet, as a person sees it.
  private func tail(from begin: Int) -> String {
    let start = max(begin, transcript.count - 4096)
    let end = transcript[start...].lastIndex(of: 0x0A).map { $0 + 1 } ?? start
    return Self.shown(transcript[end...])
  }

  /// A line as a person sees it.
  static func shown(_ line: ArraySlice<UInt8>) -> String {
    let text = TranscriptLines(cleaning: Array(line) + [0x0A]).lines.last?.text ?? ""
    return String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  private func answer(to line: DeviceLine, from begin: Int) -> Answer {
    // The reader of captures knows echo, log lines and what pagers leave.
    let bytes = Array(prompt.utf8) + transcript[begin...]
    let lines = DeviceOutputReader.sections(name: host, bytes: bytes).flatMap(\.lines)
      .map { Self.shown(Array($0.text.utf8)[...]) }
      .filter { $0 != prompt && $0 != line.text && !$0.isEmpty }
    return Answer(lines: lines, refusal: DeviceRefusal.line(in: lines))
  }
}
