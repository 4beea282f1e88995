public import Assessment
import DeviceOutput
import Foundation
import LicenseFiles

/// Finds out from what devices printed and from captures what is wrong.
public struct DiagnoseFiles: Sendable {
  private let request: InputRequest
  private let topology: ReportingTopology?
  private let site: SitePlace
  private let marks: FieldNotice72578.Marks

  /// - Parameters:
  ///   - request: transcripts and captures.
  ///   - topology: how the devices report, where the user says it.
  ///   - site: where a site may be in use, which is air-gapped and knows what outputs lack.
  ///   - marks: from how many waiting reports on somebody should look.
  public init(
    _ request: InputRequest, topology: ReportingTopology?, site: SitePlace,
    marks: FieldNotice72578.Marks
  ) {
    self.request = request
    self.topology = topology
    self.site = site
    self.marks = marks
  }

  /// Reads the files, and judges the devices by all of them together.
  ///
  /// - Throws: ``ErrandError``. A file that cannot be read is not an error: the outcome tells.
  public func run(
    now: Int64, _ tell: @escaping Notice.Teller
  ) async throws(ErrandError) -> DiagnosisOutcome {
    var sources = DiagnosisSources(tell)
    try await sources.read(request)
    let work = WorkMeter.current?.begin(.judging, "what was printed", total: nil)
    defer { work?.end() }
    let printed = DiagnosedDevice.devices(
      DeviceReading.joined(sources.readings), sections: sources.sections)
    printed.map(\.snapshot).tellTwoHosts(tell)
    let devices = zip(printed, site.knowing(printed.map(\.snapshot), tell)).map {
      DiagnosedDevice(snapshot: $1, sections: $0.sections)
    }
    let isSite = site.isInUse
    func judge(_ device: DiagnosedDevice?, _ captures: [CaptureFacts]) -> Diagnosis {
      DiagnosisJudge.judge(
        device, captures: captures, given: topology, isSite: isSite, now: now, marks: marks)
    }
    // A capture does not say whose it is; where one device is in question it is that one's.
    var diagnoses: [Diagnosis]
    if devices.count <= 1, !(devices.isEmpty && sources.captures.isEmpty) {
      diagnoses = [judge(devices.first, sources.captures)]
    } else {
      diagnoses = devices.map { judge($0, []) } + sources.captures.map { judge(nil, [$0]) }
    }
    if diagnoses.isEmpty, !sources.failed {
      tell(.error("no device output was found in \(request.files.joined(separator: ", "))"))
    }
    return DiagnosisOutcome(diagnoses, isIncomplete: sources.failed || diagnoses.isEmpty)
  }
}

/// Reads transcripts and captures for a diagnosis.
private struct DiagnosisSources {
  private let tell: Notice.Teller
  /// True when something that the user named could not be read.
  private(set) var failed = false
  private(set) var readings: [DeviceReading] = []
  private(set) var sections: [TranscriptSection] = []
  private(set) var captures: [CaptureFacts] = []
  private var held = HeldOutputs()

  init(_ tell: @escaping Notice.Teller) { self.tell = tell }

  mutating func read(_ request: InputRequest) async throws(ErrandError) {
    let walker = try InputWalker.found(request, tell)
    failed = !walker.missing.isEmpty
    for input in walker.inputs { await read(input) }
  }

  private mutating func read(_ input: Input) async {
    if input.archive != nil { return readArchive(input) }
    if input.name != "-", CaptureFile.isCapture(Self.start(of: input.name)) {
      return await readCapture(input.name)
    }
    do throws(ErrandError) {
      let bytes = try DeviceFiles.bytes(of: input)
      if CaptureFile.isCapture(bytes) {
        return refuse(input, "a capture cannot come from standard input: name the file")
      }
      if !take(input.name, bytes) { refuse(input, "it is not device output") }
    } catch {
      error.notices.forEach(tell)
      failed = failed || input.isExplicit
    }
  }

  private mutating func readArchive(_ archive: Input) {
    var found = false
    do throws(ErrandError) {
      try DeviceFiles.members(of: archive) { name, output in
        if let output, take(name, output) {
          found = true
        } else {
          tell(.hint("\(name): not device output, skipped"))
        }
      }
      if !found { refuse(archive, "it is not device output") }
    } catch {
      error.notices.forEach(tell)
      failed = failed || archive.isExplicit
    }
  }

  /// Takes what a device printed; false for anything else.
  private mutating func take(_ name: String, _ bytes: [UInt8]) -> Bool {
    let work = WorkMeter.current?.begin(.judging, name, total: nil)
    defer { work?.end() }
    let read = DeviceOutputReader.read(name: name, bytes: bytes)
    guard read.isDeviceOutput else { return false }
    if let fault = held.fault(adding: read, of: name) {
      fault.notices.forEach(tell)
      failed = true
      return true
    }
    readings.append(read)
    sections += DeviceOutputReader.sections(name: name, bytes: bytes)
    return true
  }

  private mutating func readCapture(_ path: String) async {
    do throws(CaptureError) {
      captures.append(try await CaptureFile.read(path))
    } catch {
      var facts = CaptureFacts(file: path)
      facts.unread = error.description
      captures.append(facts)
      tell(.warning("\(path): \(error.description)"))
      if error != CaptureError(.missing, "") { failed = true }
    }
  }

  private mutating func refuse(_ input: Input, _ reason: String) {
    if input.isExplicit {
      tell(.error("\(input.name): \(reason)"))
      failed = true
    } else {
      tell(.hint("\(input.name): \(reason), skipped"))
    }
  }

  private static func start(of path: String) -> [UInt8] {
    var start = [UInt8](repeating: 0, count: 4)
    guard let count = try? FileSource(path).fill(&start) else { return [] }
    return Array(start[..<count])
  }
}
