import AirGap
import ArgumentParser
import Assessment
import DeviceOutput
import Foundation
import LicenseFiles
import Presentation

/// `rumkit diagnose`: what is wrong, why, and what to do.
struct DiagnoseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagnose",
    abstract: "Tell from logs, show output and captures what is wrong, why, and what to do.")

  @OptionGroup var inputs: InputOptions
  @OptionGroup var way: WayOptions
  @Option(name: .long, help: "Write the result as text, json or csv.")
  var format: ResultFormat = .text
  @Option(name: .long, help: "Fail from this severity on: error, warning, note or never.")
  var failOn: FailLevel = .error
  @OptionGroup var pileUp: PileUpOptions
  @OptionGroup var table: TableOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let console = common.console
    let now = try time.seconds()
    var sources = DiagnosisSources(console, isVerbose: common.verbose)
    try await sources.read(inputs.files, writingTo: output.output)
    let printed = DiagnosedDevice.devices(
      DeviceReading.joined(sources.readings), sections: sources.sections)
    let snapshots = way.knowing(printed.map(\.snapshot), console)
    let devices = zip(printed, snapshots).map { device, snapshot in
      DiagnosedDevice(snapshot: snapshot, sections: device.sections)
    }
    let isSite = way.isSite
    func judge(_ device: DiagnosedDevice?, _ captures: [CaptureFacts]) -> Diagnosis {
      DiagnosisJudge.judge(
        device, captures: captures, given: way.topology, isSite: isSite, now: now,
        marks: pileUp.marks)
    }
    // A capture does not say whose it is; where one device is in question it is that one's.
    var diagnoses: [Diagnosis]
    if devices.count <= 1, !(devices.isEmpty && sources.captures.isEmpty) {
      diagnoses = [judge(devices.first, sources.captures)]
    } else {
      diagnoses = devices.map { judge($0, []) } + sources.captures.map { judge(nil, [$0]) }
    }
    if diagnoses.isEmpty, !sources.failed {
      console.error("no output of a device is in \(inputs.files.joined(separator: ", "))")
    }
    let report = DiagnosisReport(diagnoses, isVerbose: common.verbose)
    try console.give(text(report), to: output)
    let fails = failOn.severity.map { report.reaches($0) } ?? false
    try ExitStatus.end(
      (sources.failed || diagnoses.isEmpty ? [.unreadable] : []) + (fails ? [.findings] : []))
  }

  private func text(_ report: DiagnosisReport) -> String {
    switch format {
    case .text: report.text
    case .json: report.json.text
    case .csv: report.csv(isRaw: table.csvRaw)
    }
  }
}

/// Reads transcripts and captures for a diagnosis.
struct DiagnosisSources {
  private let console: Console
  private let isVerbose: Bool
  /// True when something that the user named could not be read.
  private(set) var failed = false
  private(set) var readings: [DeviceReading] = []
  private(set) var sections: [TranscriptSection] = []
  private(set) var captures: [CaptureFacts] = []

  /// A `show tech` is far smaller.
  private static let largest = 256 << 20

  init(_ console: Console, isVerbose: Bool) {
    self.console = console
    self.isVerbose = isVerbose
  }

  mutating func read(_ arguments: [String], writingTo output: String?) async throws {
    let walker = InputWalker(arguments)
    for error in walker.missing {
      console.error(error.description)
      failed = true
    }
    walker.tellSkipped(isVerbose: isVerbose, console.tell)
    try console.refuseToReplace(walker.inputs.map(\.name), with: output)
    for input in walker.inputs { await read(input) }
  }

  private mutating func read(_ input: Input) async {
    if input.archive != nil {
      return refuse(input, "it is an archive: unpack it first (rumkit unpack)")
    }
    if input.name != "-", CaptureFile.isCapture(Self.start(of: input.name)) {
      return await readCapture(input.name)
    }
    do throws(ReadingError) {
      let bytes = try input.allBytes(limit: Self.largest)
      if CaptureFile.isCapture(bytes) {
        return refuse(input, "a capture cannot come from standard input: name the file")
      }
      take(input, bytes)
    } catch {
      console.error(error.description)
      failed = failed || input.isExplicit
    }
  }

  private mutating func take(_ input: Input, _ bytes: [UInt8]) {
    let read = DeviceOutputReader.read(name: input.name, bytes: bytes)
    let text = DeviceOutputReader.sections(name: input.name, bytes: bytes)
    guard read.isDeviceOutput else { return refuse(input, "no output of a device") }
    readings.append(read)
    sections += text
  }

  private mutating func readCapture(_ path: String) async {
    do throws(CaptureError) {
      captures.append(try await CaptureFile.read(path))
    } catch {
      var facts = CaptureFacts(file: path)
      facts.unread = error.description
      captures.append(facts)
      console.warning("\(path): \(error.description)")
      if error != CaptureError(.missing, "") { failed = true }
    }
  }

  private mutating func refuse(_ input: Input, _ reason: String) {
    if input.isExplicit {
      console.error("\(input.name): \(reason)")
      failed = true
    } else {
      console.hint("\(input.name): \(reason), skipped")
    }
  }

  private static func start(of path: String) -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: path) else { return [] }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: 4)).flatMap { $0 }.map(Array.init) ?? []
  }
}
