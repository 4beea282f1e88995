import DeviceOutput
import LicenseFiles
import Testing

@Suite("Hostile transcripts")
struct HostileInputTests {
  private let whole = """
    WLC-1#show license status
    \(statusText(lastAck: "Mar 04 09:15:00 2024 UTC"))\(pairText)
    WLC-1#show license rum id all
    Report Id,          State,    Flag, Feature Name
    1000000001          ACK       N     air-dna-advantage
    WLC-1#show license history message
    Usage Reporting:
    REQUEST: Aug 23 10:18:08 2021 Central
    {"request":"x"}
    RESPONSE: Aug 23 10:18:10 2021 Central
    WLC-1#*Nov 24 10:00:00.123: %SMART_LIC-6-AGENT_READY: on

    """

  @Test("cut at every byte, it is read without a fault and never knows more than the whole")
  func truncated() {
    let bytes = Array(whole.utf8)
    let full = DeviceOutputReader.read(name: "t", bytes: bytes)
    for length in 0...bytes.count {
      let part = DeviceOutputReader.read(name: "t", bytes: Array(bytes[..<length]))
      // A log line behind a prompt, cut before its name, looks like one more command.
      #expect(part.observations.count <= full.observations.count + 1)
      #expect(part.lineCount <= full.lineCount + 1)
    }
  }

  @Test("random bytes and damaged outputs are read without a fault")
  func random() {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    let whole = Array(whole.utf8)
    for round in 0..<300 {
      var bytes: [UInt8]
      if round.isMultiple(of: 2) {
        bytes = (0..<Int.random(in: 0..<2000, using: &generator)).map { _ in
          UInt8.random(in: 0...255, using: &generator)
        }
      } else {
        bytes = whole
        for _ in 0..<40 {
          let at = Int.random(in: 0..<bytes.count, using: &generator)
          bytes[at] = UInt8.random(in: 0...255, using: &generator)
        }
      }
      let reading = DeviceOutputReader.read(name: "t", bytes: bytes)
      let shown = reading.devices.flatMap(\.observations).count
      #expect(shown == reading.observations.count, "seed \(seed), round \(round)")
      #expect(reading.unknownLineCount <= reading.lineCount, "seed \(seed), round \(round)")
    }
  }

  @Test(
    "repetitions that tempt a reader to look back are read",
    arguments: [
      "%", "%A-5-", "--More--", "\u{1B}[", "\u{1B}]", "\u{8}", "\r", "WLC#", "WLC#\n", " ", "(",
      ":",
      "UDI: PID:A,SN:B\n", "License Usage:\n", "x (y):\n", "Load for five secs: 1\n",
      "Time source is NTP\n", "WLC#show license status\nUDI: PID:A,SN:B\n",
      "Nov 24 Nov 24 10:00:00: %A-5-B: c\n", "a%A-5-B: c\n", "REQUEST: x\n{\n",
      "WLC#show license udi\nUDI: PID:C9800,SN:X\nWLC#show version\n", "---- show version ----\n",
      "Total: 1,  ", "a: b  ", "Import X:\n", "\u{301}",
    ])
  func repeated(_ piece: String) {
    let bytes = Array(repeating: Array(piece.utf8), count: 60_000 / piece.utf8.count).joined()
    let reading = DeviceOutputReader.read(name: "t", bytes: Array(bytes))
    #expect(reading.devices.flatMap(\.observations).count == reading.observations.count)
  }
}

struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
