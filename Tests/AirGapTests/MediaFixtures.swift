import Foundation
import LicenseFiles
import Presentation
import Testing

@testable import AirGap
@testable import Assessment

/// Documents and folders for the tests of media. Every serial is invented.
enum MediaFixtures {
  /// A moment after every measurement of the fixtures.
  static let now: Int64 = 1_782_896_400

  /// A usage file of one device: its reports by id, each with the end of its measurement.
  static func usage(
    _ serial: String = "9ZZEXAMPLE1", pid: String = "C9800-CL-K9",
    reports: [(id: Int, end: Int)] = [(1, 1_700_046_000)], isOpen: Bool = false,
    count: String = "\"2\""
  ) -> [UInt8] {
    let blocks = reports.map { report in
      ExampleReport.standard.with {
        $0.id = String(report.id)
        $0.pid = pid
        $0.serial = serial
        $0.members = [("Active", serial)]
        var measurement = ExampleMeasurement()
        measurement.start = report.end - 36_000
        measurement.end = report.end
        measurement.count = count
        if isOpen { measurement.meta = "" }
        $0.measurements = [measurement]
      }.block + "\n"
    }
    return Array(("<smartLicense>\n" + blocks.joined() + "</smartLicense>\n").utf8)
  }

  /// A report as the device's REST interface gives it.
  static func restAnswer(_ ids: [Int]) -> [UInt8] {
    let reports = ids.map { id in
      let block = ExampleReport.standard.with { $0.id = String(id) }.block
      return block.replacing("<RUMReport><![CDATA[", with: "").replacing(
        "]]></RUMReport>", with: "")
    }
    return Array("{\"usage\":[\(reports.joined(separator: ","))]}\n".utf8)
  }

  static let ack = Array(
    "<smartLicense><smartLicenseRumAck><data><![CDATA[[{}]]]></data></smartLicenseRumAck></smartLicense>"
      .utf8)

  static let authorizationRequest = Array(
    """
    <smartLicense><smartLicenseSystemInfo><data>{"sudi":{"udi_pid":"C8000V",\
    "udi_serial_number":"9ZZEXAMPLE5"},"hostname":"edge-1"}</data></smartLicenseSystemInfo>\
    <smartLicenseAuthRequest><data>[{"sudi":{"udi_pid":"C8000V","udi_serial_number":\
    "9ZZEXAMPLE5"}}]</data></smartLicenseAuthRequest></smartLicense>

    """.utf8)

  /// A request for a trust code, as far as its shape can be inferred.
  static func trustRequest(csr: String) -> [UInt8] {
    Array(
      """
      <smartLicense><smartLicenseSystemInfo><data>{"sudi":{"udi_pid":"C8000V",\
      "udi_serial_number":"9ZZEXAMPLE5"},"device_list":[{"csr":"\(csr)"}]}</data>\
      </smartLicenseSystemInfo></smartLicense>

      """.utf8)
  }

  static func input(
    _ name: String, _ bytes: [UInt8], requestOf: UDI? = nil, isExplicit: Bool = true
  ) -> PackInput {
    PackInput(name: name, isExplicit: isExplicit, requestOf: requestOf) {
      () throws(ByteSourceError) in MemorySource(bytes)
    }
  }

  /// Candidates as `pack` makes them.
  static func candidates(_ files: [(String, [UInt8])]) -> [PackCandidate] {
    var judge: Judge? = Judge(.standard, context: RuleContext(now: now, expected: .usage))
    return files.map { inspectCandidate(input($0.0, $0.1), judge: &judge) }
  }

  static func plan(
    _ files: [(String, [UInt8])], _ choices: PackPlanner.Choices = PackPlanner.Choices()
  ) -> PackPlan {
    PackPlanner.plan(candidates(files), choices)
  }

  /// The documents as pack words them.
  static func documents(
    _ job: PackJob, _ plan: PackPlan, _ settings: PackSettings
  ) -> PackDocuments {
    PackDocuments(plan, job.volumes, settings)
  }

  static func settings(
    _ folder: TestFolder, output: String = "out", evidence: String = "bag"
  ) -> PackSettings {
    PackSettings(
      output: folder.path(output), layout: MediaLayout(path: output),
      evidence: folder.path(evidence), operatorName: "operator-1", hostName: "host-1",
      toolVersion: "0", now: now)
  }

  /// Packs files into a folder.
  @discardableResult
  static func pack(
    _ files: [(String, [UInt8])], into folder: TestFolder, output: String = "out",
    evidence: String = "bag", _ change: (inout PackSettings) -> Void = { _ in }
  ) async throws -> PackResult {
    let plan = plan(files)
    var settings = settings(folder, output: output, evidence: evidence)
    change(&settings)
    let job = try PackJob(plan, settings)
    return try await job.run(documents(job, plan, settings))
  }

  /// Two devices, two files.
  static let twoDevices: [(String, [UInt8])] = [
    ("a.txt", usage("9ZZEXAMPLE1", reports: [(1, 1_700_046_000), (2, 1_700_082_000)])),
    ("b.txt", usage("9ZZEXAMPLE2")),
  ]
}

/// A folder that goes with the test.
final class TestFolder: Sendable {
  let root: String

  init() throws {
    root = NSTemporaryDirectory() + "rumkit-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func path(_ name: String) -> String { root + "/" + name }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path(name))))
  }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(filePath: path(name)))
  }

  func replace(_ old: String, with new: String, in name: String) throws {
    let text = try text(name)
    #expect(text.contains(old), "\(name) does not hold \(old)")
    try write(Array(text.replacing(old, with: new).utf8), to: name)
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }

  /// Every file under a folder, with its bytes.
  func contents(_ name: String) throws -> [String: [UInt8]] {
    var result: [String: [UInt8]] = [:]
    for file in try FileManager.default.subpathsOfDirectory(atPath: path(name)) {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: path(name + "/" + file), isDirectory: &isFolder)
      if !isFolder.boolValue { result[file] = try bytes(name + "/" + file) }
    }
    return result
  }
}

/// Small numbers that are the same in every run with the same seed.
struct SeededNumbers: RandomNumberGenerator {
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
