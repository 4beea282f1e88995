import Foundation
import Testing

@Suite struct DiagnoseCommandTests {
  /// Without a site, whatever the user of these tests has.
  private static func run(
    _ arguments: [String], standardInput: Data? = nil, environment: [String: String] = [:]
  ) throws -> RumkitRun {
    try RumkitRun(
      ["diagnose"] + arguments + ["--now", "2026-11-24T00:00:00Z"], standardInput: standardInput,
      environment: ["RUMKIT_SITE": "/nonexistent/site"].merging(environment) { $1 })
  }

  private struct Report: Decodable {
    struct Device: Decodable {
      struct Topology: Decodable { var name, source: String }
      struct Seen: Decodable {
        struct Place: Decodable {
          struct Time: Decodable { var utc, earliest, latest, text: String? }
          var file: String
          var line: Int?
          var time: Time?
        }
        var id: String
        var times: Int
        var first, last: Place
      }
      struct Concluded: Decodable {
        var id, severity: String
        var commands, follows_from: [String]
        var is_over: Bool
      }
      var host_name: String?
      var topology: Topology
      var seen: [Seen]
      var concluded: [Concluded]
    }
    var schema: String
    var devices: [Device]
    var counts: [String: Int]
  }

  private func report(_ arguments: [String]) throws -> Report {
    let run = try Self.run(arguments + ["--format", "json", "--fail-on", "never"])
    #expect(run.status == 0, "\(run.stderr)")
    return try JSONDecoder().decode(Report.self, from: Data(run.stdout.utf8))
  }

  @Test func theNoiseOfAnAirGap() throws {
    let report = try report(["Samples/show/wlc-example-5-console.txt"])
    #expect(report.schema == "rumkit.diagnosis/1")
    let device = try #require(report.devices.first)
    #expect(report.devices.count == 1)
    #expect(device.host_name == "wlc-example-5")
    #expect(device.topology.name == "air-gap")
    let first = try #require(device.concluded.first { $0.severity == "warning" })
    #expect(first.id == "config/transport-wrong")
    #expect(first.commands.contains("license smart transport off"))
    let noise = try #require(device.seen.first { $0.id == "diagnosis/cslu-not-found" })
    #expect(noise.times == 4)
    #expect(noise.first.line == 8)
    #expect(noise.last.line == 11)
    // The log prints no zone, so the moment is a range.
    #expect(noise.first.time?.utc == nil)
    #expect(noise.first.time?.earliest == "2026-11-17T17:54:55Z")
    #expect(report.counts["error"] == 0)
  }

  @Test func theStatusTells() throws {
    let gap = ["Samples/show/wlc-example-5-console.txt"]
    #expect(try Self.run(gap).status == 0)
    #expect(try Self.run(gap + ["--fail-on", "warning"]).status == 1)
    #expect(try Self.run(gap + ["--topology", "cslu"]).status == 1)
    #expect(try Self.run(gap + ["--topology", "moon"]).status == 64)
    #expect(try Self.run(["no-such-file.txt"]).status == 2)
    #expect(try Self.run(["Samples/show/wlc-example-1-reset.txt"]).status == 1)
  }

  @Test func whatIsNoOutputIsRefused() throws {
    let run = try Self.run(["-"], standardInput: Data("dear colleague\n".utf8))
    #expect(run.status == 2)
    #expect(run.stderr.contains("it is not device output"))
    #expect(try Self.run(["-"], standardInput: Data()).status == 2)
    let archive = "Samples/ack/ACK_UD_SA_26Aug20_10_00_00_000_py.tar.gz"
    let packed = try Self.run([archive])
    #expect(packed.status == 2)
    #expect(packed.stderr.contains("error: \(archive): it is not device output"))
  }

  @Test func aLooseLineIsEnough() throws {
    let line =
      "%PKI-3-CRL_FETCH_FAIL: CRL fetch for trustpoint SLA-TrustPoint failed\n"
    let run = try Self.run(["-", "--topology", "on-prem"], standardInput: Data(line.utf8))
    #expect(run.status == 1)
    #expect(run.stdout.contains("revocation-check none"))
    #expect(run.stdout.contains("Risk:"))
    let gap = try Self.run(["-"], standardInput: Data(line.utf8))
    #expect(!gap.stdout.contains("revocation-check none"))
  }

  @Test func aSiteIsAnAirGap() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "rumkit-diagnose-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let made = try RumkitRun(["site", "init", "--site", folder.path, "--name", "EXAMPLE"])
    try #require(made.status == 0, "\(made.stderr)")
    let report = try report(
      ["Samples/show/wlc-example-6-connected.txt", "--site", folder.path])
    #expect(report.devices.first?.topology.source == "site")
    #expect(report.devices.first?.concluded.first?.id == "config/transport-wrong")
  }

  @Test func aConnectedDeviceIsToldMore() throws {
    let run = try Self.run(["Samples/show/wlc-example-6-connected.txt"])
    #expect(run.status == 1)
    for word in [
      "diagnosis/no-internet-path", "diagnosis/trust-unfinished", "diagnosis/no-answer",
      "telnet smartreceiver.cisco.com 443", "debug license agent all", "undebug license agent all",
      "Monitor Control Plane",
    ] {
      #expect(run.stdout.contains(word), "\(word)")
    }
    #expect(!run.stdout.contains("EXAMPLE-TOKEN"))
  }

  @Test func anImportThatWasRefused() throws {
    let report = try report(["Samples/show/wlc-example-5-import.txt"])
    #expect(report.devices.first?.concluded.map(\.id) == ["diagnosis/signature-refused"])
  }

  @Test func theTableHasARowForEachConclusion() throws {
    let run = try Self.run(["Samples/show/wlc-example-5-import.txt", "--format", "csv"])
    let rows = run.stdout.split(separator: "\r\n")
    #expect(rows.count == 2)
    #expect(rows.first?.hasPrefix("udi_pid,udi_serial_number,host_name,topology,rank,id") == true)
  }

  /// Nothing of what a device prints moves the cursor or becomes a formula.
  @Test func hostileTextIsHarmless() throws {
    let line =
      "Nov 20 10:15:02.101: %SMART_LIC-4-NEW: \u{1B}[31m\u{202E}=cmd() \u{9B}2J\n"
    let input = Data(line.utf8)
    for format in ["text", "json", "csv"] {
      let run = try Self.run(["-", "--format", format], standardInput: input)
      #expect(run.status == 0)
      for scalar in run.stdout.unicodeScalars {
        #expect(scalar.value >= 0x20 || "\r\n".unicodeScalars.contains(scalar))
        #expect(scalar.value != 0x9B && scalar.value != 0x202E)
      }
    }
  }

  @Test func aCaptureWithoutTsharkSaysWhatToLookFor() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "rumkit-capture-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "silence.pcap")
    let header: [UInt8] = [
      0xA1, 0xB2, 0xC3, 0xD4, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 1,
    ]
    try Data(header).write(to: file)
    let run = try Self.run([file.path], environment: ["PATH": folder.path])
    #expect(run.status == 0)
    #expect(run.stderr.contains("tshark is not installed"))
    #expect(run.stdout.contains("what to look for"))
    #expect(run.stdout.contains("tls.alert_message"))
  }
}
