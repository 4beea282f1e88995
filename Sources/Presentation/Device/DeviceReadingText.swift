import Assessment
import DeviceOutput
import LicenseFiles

/// What a file of device output holds, for a person.
struct DeviceReadingText {
  private let reading: DeviceReading
  private let devices: [DeviceSnapshot]
  private let payloads: [Int]
  private let isVerbose: Bool

  private static let most = 1000

  /// - Parameters:
  ///   - devices: those of the file, named as all files together name them.
  ///   - payloads: the lines in which payloads begin, which were read as usage.
  init(
    _ reading: DeviceReading, _ devices: [DeviceSnapshot], payloads: [Int], isVerbose: Bool
  ) {
    self.payloads = payloads
    self.reading = reading
    self.devices = devices
    self.isVerbose = isVerbose
  }

  /// Lines for the table of the file.
  var lines: [(String, String)] {
    var lines: [(String, String)] = []
    let outputs = reading.observations.filter { $0.content != .other }.map { observation in
      let command = observation.command?.command?.rawValue ?? "output"
      return command + (observation.location.line.map { " (line \($0))" } ?? "")
    }
    let shown = outputs.prefix(isVerbose ? Self.most : 12)
    if !shown.isEmpty {
      let more = outputs.count > shown.count ? " and \(outputs.count - shown.count) more" : ""
      lines.append(("outputs", shown.joined(separator: ", ") + more))
    }
    let starts = reading.observations.map { $0.location.line ?? 0 }
    let printers = Set(payloads.compactMap { line in starts.lastIndex { $0 <= line } })
    let others = reading.observations.enumerated().filter {
      $0.element.content == .other && !printers.contains($0.offset)
    }.compactMap(\.element.command?.text).filter { !$0.isEmpty }.map(SecretWords.shown)
    if !others.isEmpty {
      let names = Array(Set(others)).sorted().prefix(isVerbose ? Self.most : 6)
      let more = Set(others).count > names.count ? " …" : ""
      lines.append(("not read", names.joined(separator: ", ") + more))
    }
    let logs = reading.observations.reduce(0) { $0 + $1.logLines.count }
    if logs > 0 { lines.append(("log messages", "\(logs)")) }
    let understood = known.lines - reading.unknownLineCount
    if known.lines > 0 {
      lines.append(("understood", "\(understood) of \(known.lines) lines"))
    }
    return lines
  }

  private var known: (lines: Int, outputs: Int) {
    reading.observations.reduce(into: (0, 0)) { total, observation in
      guard observation.content != .other else { return }
      total.0 += observation.lineCount
      total.1 += 1
    }
  }

  /// The devices, and the lines that were not understood when all is to be told.
  var paragraphs: String {
    var text = devices.map { DeviceSnapshotText($0, isVerbose: isVerbose).text }.joined()
    guard isVerbose, reading.unknownLineCount > 0 else { return text }
    text += "\n  lines that were not understood\n"
    let unknown = reading.observations.filter { $0.content != .other }.flatMap(\.unknownLines)
    for line in unknown.prefix(Self.most) {
      let shown = TerminalText.escaped(PrintedSecrets.shown(line.text), limit: 160)
      text += "    \(line.number): \(shown)\n"
    }
    if unknown.count > Self.most { text += "    and \(unknown.count - Self.most) more\n" }
    return text
  }
}
