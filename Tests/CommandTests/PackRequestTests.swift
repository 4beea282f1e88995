import Foundation
import Testing

/// Authorization requests, trust requests and return codes travel with the usage.
@Suite struct PackRequestTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "rumkit-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func file(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: folder.appending(path: name))
    return path(name)
  }

  private func pack(_ arguments: String...) throws -> RumkitRun {
    try RumkitRun(
      ["pack", "--output", path("out"), "--evidence", path("bag"), "--now", "2026-09-01"]
        + arguments)
  }

  private static let authorization = """
    <smartLicense><smartLicenseAuthRequest><data>[{"sudi":{"udi_pid":"C8000V",\
    "udi_serial_number":"9ZZEXAMPLE5"}}]</data></smartLicenseAuthRequest></smartLicense>

    """
  private static let trust = """
    <smartLicense><smartLicenseSystemInfo><data>{"sudi":{"udi_pid":"C8000V",\
    "udi_serial_number":"9ZZEXAMPLE5"},"device_list":[{"csr":"TUlJRVhBTVBMRQ=="}]}</data>\
    </smartLicenseSystemInfo></smartLicense>

    """

  @Test func aReturnCodeIsTakenAlongForTheDeviceThatIsNamed() throws {
    let code = try file("return.txt", "CrnKjq-EXAMPLE-VCW\n")
    let run = try pack(
      "Samples/usage/c8000v-rum.txt", "--request", "C8000V:9ZZEXAMPLE5=\(code)", "--format", "json")
    #expect(run.status == 0, "\(run.stderr)")
    let sent = path("out/upload/C8000V_9ZZEXAMPLE5_request.txt")
    #expect(try Data(contentsOf: URL(filePath: sent)) == Data("CrnKjq-EXAMPLE-VCW\n".utf8))
    let object = try JSONSerialization.jsonObject(with: Data(run.stdout.utf8)) as? [String: Any]
    let files = try #require(object?["files"] as? [[String: Any]])
    #expect(files.count == 2)
    let info = try String(contentsOfFile: path("bag/bag-info.txt"), encoding: .utf8)
    #expect(info.contains("Usage-Files: 1\n"))
    #expect(info.contains("Request-Files: 1\n"))
    let verified = try RumkitRun(["verify", path("out"), path("bag")])
    #expect(verified.status == 0, "\(verified.stdout)")
  }

  @Test func authorizationAndTrustRequestsAreKnownByTheirShape() throws {
    let run = try pack(
      try file("slac.txt", Self.authorization), try file("trust.txt", Self.trust))
    #expect(run.status == 0, "\(run.stderr)")
    for (name, text) in [
      ("C8000V_9ZZEXAMPLE5_auth.txt", Self.authorization),
      ("C8000V_9ZZEXAMPLE5_trust.txt", Self.trust),
    ] {
      #expect(try String(contentsOfFile: path("out/upload/\(name)"), encoding: .utf8) == text)
    }
    #expect(try RumkitRun(["verify", path("out"), path("bag")]).status == 0)
    #expect(try RumkitRun(["validate", path("out"), path("bag")]).status == 0)
  }

  @Test func aRequestByItselfIsEnough() throws {
    let code = try file("return.txt", "CrnKjq-EXAMPLE-VCW\n")
    #expect(try pack("--request", "C8000V:9ZZEXAMPLE5=\(code)").status == 0)
  }

  @Test func aReturnCodeWithoutItsDeviceIsNoUsage() throws {
    let run = try pack(try file("return.txt", "CrnKjq-EXAMPLE-VCW\n"))
    #expect(run.status == 2)
    #expect(!FileManager.default.fileExists(atPath: path("out")))
  }

  @Test func anACKIsNoRequest() throws {
    let run = try pack("--request", "C9800-CL-K9:9ZZEXAMPLE1=Samples/ack/ACK_c9800-cl-rum.txt")
    #expect(run.status == 2)
    #expect(!FileManager.default.fileExists(atPath: path("out")))
  }

  @Test func aRequestThatIsNotThereStopsTheRun() throws {
    let run = try pack(
      "Samples/usage/c8000v-rum.txt", "--request", "C8000V:9ZZEXAMPLE5=\(path("none"))")
    #expect(run.status == 2)
    #expect(!FileManager.default.fileExists(atPath: path("out")))
  }

  @Test(arguments: ["C8000V=a.txt", "C8000V:1=", "a.txt"])
  func aRequestWithoutDeviceOrFileIsWrongUsage(_ text: String) throws {
    #expect(try pack("--request", text).status == 64)
  }

  @Test func withoutASiteTheEvidenceMustBeGiven() throws {
    let run = try RumkitRun(["pack", "Samples/usage", "--output", path("out")])
    #expect(run.status == 64)
    #expect(run.stderr.contains("--evidence"))
    #expect(!FileManager.default.fileExists(atPath: path("out")))
  }
}
