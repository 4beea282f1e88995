import Foundation
import Testing

/// `rumkit plan`, on the built program.
@Suite struct PlanCommandTests {
  private static let onPrem = "Samples/show/wlc-example-2-running-config.txt"

  /// What the device takes when the whole output is pasted.
  private static func pasted(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("!") }
  }

  /// Each topology, and the lines of the document around it.
  @Test(arguments: [
    (
      ["air-gap"],
      ["configure terminal", "license smart transport off", "end", "write memory"]
    ),
    (
      ["direct", "--source-interface", "Vlan10", "--trustpoint", "EXAMPLE-TP"],
      [
        "configure terminal", "ip http client source-interface Vlan10",
        "ip http client secure-trustpoint EXAMPLE-TP", "license smart transport smart",
        "license smart url default", "end", "write memory", "terminal monitor",
      ]
    ),
    (
      ["proxy", "--proxy-address", "proxy.example.net", "--proxy-port", "3128"],
      [
        "configure terminal", "license smart transport smart", "license smart url default",
        "license smart proxy address proxy.example.net", "license smart proxy port 3128", "end",
        "write memory", "terminal monitor",
      ]
    ),
    (
      ["cslu", "--server", "cslu.example.net", "--name-server", "192.0.2.53"],
      [
        "configure terminal", "license smart transport cslu",
        "license smart url cslu http://cslu.example.net:8182/cslu/v1/pi",
        "ip name-server 192.0.2.53", "end", "write memory", "terminal monitor",
        "license smart sync all",
      ]
    ),
    (["cslu-initiated"], []),
    (
      ["on-prem", "--server", "onprem.example.net", "--tenant", "EXAMPLE-1"],
      [
        "configure terminal", "license smart transport cslu",
        "license smart url cslu http://onprem.example.net/cslu/v1/pi/EXAMPLE-1",
        "crypto pki trustpoint SLA-TrustPoint", " revocation-check none", " exit", "end",
        "write memory", "terminal monitor", "license smart sync all",
      ]
    ),
  ])
  func aPlanCanBePasted(_ arguments: [String], _ lines: [String]) throws {
    let run = try RumkitRun(["plan"] + arguments)
    #expect(run.status == 0)
    #expect(run.stderr.isEmpty)
    #expect(Self.pasted(run.stdout) == lines)
    // A question mark asks for help, even in a comment; other signs may not reach a terminal.
    #expect(run.stdout.unicodeScalars.allSatisfy { $0 == "\n" || (0x20...0x7E).contains($0.value) })
    #expect(!run.stdout.contains("?"))
  }

  @Test func jsonHasTheSameLines() throws {
    struct Plan: Decodable {
      struct Line: Decodable {
        struct Basis: Decodable { var certainty: String }
        var kind: String
        var text: String
        var basis: Basis
      }
      struct Stage: Decodable {
        var stage: String
        var lines: [Line]
      }
      var schema: String
      var topology: String
      var configuration: [String]
      var stages: [Stage]
    }
    let run = try RumkitRun([
      "plan", "direct", "--format", "json", "--vrf", "Mgmt-intf", "--privacy", "all",
    ])
    let plan = try JSONDecoder().decode(Plan.self, from: Data(run.stdout.utf8))
    #expect(plan.schema == "rumkit.plan/1")
    #expect(plan.topology == "direct")
    #expect(
      plan.configuration == [
        "license smart transport smart", "license smart url default", "license smart privacy all",
      ])
    #expect(plan.stages.map(\.stage) == ["before", "configure", "after", "prove"])
    let unverified = plan.stages.flatMap(\.lines).filter { $0.basis.certainty == "unverified" }
    #expect(unverified.map(\.text) == ["license smart vrf Mgmt-intf"])
    #expect(unverified.map(\.kind) == ["open"])
  }

  @Test(arguments: [
    (["direct", "--token", "WORD"], "plan/token-given"),
    (["direct", "--idtoken=WORD"], "plan/token-given"), (["direct", "WORD"], "plan/token-given"),
    (
      ["proxy", "--proxy-address", "u:WORD@p.example.net", "--proxy-port", "80"],
      "plan/credentials-given"
    ),
    (
      [
        "proxy", "--proxy-address", "p.example.net", "--proxy-port", "80", "--proxy-password",
        "WORD",
      ],
      "plan/credentials-given"
    ),
    (["cslu", "--url", "http://u:WORD@192.0.2.20:8182/cslu/v1/pi"], "plan/credentials-given"),
    (["direct", "--trustpoint", "A\nWORD"], "plan/value-malformed"),
  ])
  func secretsAndOtherLinesAreRefusedUnseen(_ arguments: [String], _ id: String) throws {
    for format in ["text", "json"] {
      let run = try RumkitRun(["plan"] + arguments + ["--format", format])
      #expect(run.status == 64)
      #expect(run.stdout.isEmpty)
      #expect(run.stderr.contains(id), "\(run.stderr)")
      #expect(run.stderr.contains("rumkit: hint: "))
      #expect(!run.stderr.contains("WORD"), "\(run.stderr)")
    }
  }

  @Test(
    arguments: [
      (
        ["proxy", "--proxy-login", "--proxy-address", "p.example.net", "--proxy-port", "80"],
        64
      ),
      (
        [
          "proxy", "--proxy-login", "--proxy-address", "p.example.net", "--proxy-port", "80",
          "--release", "17.12.4",
        ], 0
      ),
      (
        [
          "proxy", "--proxy-login", "--proxy-address", "p.example.net", "--proxy-port", "80",
          "--release", "17.12.4", "--fail-on", "warning",
        ], 1
      ),
      (["on-prem", "--server", "onprem.example.net"], 64), (["air-gap", "--vrf", "Mgmt-intf"], 64),
      ([], 64), (["gap"], 64), (["direct", "--topology", "cslu"], 64),
      (["direct", "--format", "csv"], 64),
    ] as [([String], Int32)])
  func theStatusTells(_ arguments: [String], _ status: Int32) throws {
    #expect(try RumkitRun(["plan"] + arguments).status == status)
  }

  @Test func aWrongConfigurationIsMended() throws {
    let run = try RumkitRun(["plan", "--check", Self.onPrem, "--trustpoint", "EXAMPLE-TP"])
    #expect(run.status == 1)
    #expect(
      Self.pasted(run.stdout) == [
        "configure terminal", "no license smart usage interval", "license smart transport cslu",
        "license smart url cslu http://onprem.example.net/cslu/v1/pi/EXAMPLE-1",
        "crypto pki trustpoint SLA-TrustPoint", " revocation-check none", " exit",
        "ip http client secure-trustpoint EXAMPLE-TP", "ip name-server vrf Mgmt-intf 192.0.2.53",
        "end", "write memory",
      ])
    #expect(run.stdout.contains("compared with on-prem (concluded)"))
    #expect(run.stdout.contains("a 9800"))
    let closed = try RumkitRun(["plan", "--check", Self.onPrem, "--topology", "air-gap"])
    #expect(closed.status == 1)
    #expect(
      Self.pasted(closed.stdout) == [
        "configure terminal", "no license smart url", "no license smart usage interval",
        "license smart transport off", "end", "write memory",
      ])
  }

  @Test func aRightConfigurationPasses() throws {
    for file in ["wlc-example-1", "c9300-example"] {
      let run = try RumkitRun([
        "plan", "--check", "Samples/show/\(file)-running-config.txt", "--fail-on", "warning",
      ])
      #expect(run.status == 0)
      #expect(Self.pasted(run.stdout).isEmpty)
      #expect(run.stdout.contains("NO CHANGE NEEDED"))
    }
  }

  @Test func aFolderAndStandardInputAreRead() throws {
    let folder = try RumkitRun(["plan", "--check", "Samples/show", "--format", "json"])
    #expect(folder.status == 1)
    #expect(folder.stdout.contains("\"schema\": \"rumkit.plan-check/1\""))
    for host in ["c9300-example", "wlc-example-1", "wlc-example-2"] {
      #expect(folder.stdout.contains("\"host_name\": \"\(host)\""))
    }
    let input = Data("hostname \u{1B}[31mX\nlicense smart transport off\nend\n".utf8)
    let piped = try RumkitRun(["plan", "--check", "-"], standardInput: input)
    #expect(piped.status == 0)
    #expect(!piped.stdout.contains("\u{1B}"))
  }

  /// The newest output by the device's clock is judged, whatever the order of the files.
  @Test func theNewestConfigurationOfADeviceIsJudged() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func file(_ name: String, _ day: Int?, _ transport: String) throws -> String {
      let clock = day.map { "SW-1#show clock\n10:00:00.000 UTC Tue Nov \($0) 2026\n" } ?? ""
      let text = clock + "SW-1#show running-config\nhostname SW-1\nversion 17.9\n\(transport)end\n"
      let url = folder.appending(path: name)
      try Data(text.utf8).write(to: url)
      return url.path
    }
    let new = try file("new.txt", 24, "license smart transport off\n")
    let old = try file("old.txt", 17, "license smart transport smart\n")
    for files in [[old, new], [new, old]] {
      let run = try RumkitRun(["plan", "--check"] + files + ["--topology", "air-gap"])
      #expect(run.status == 0)
      #expect(!run.stdout.contains("config/transport-wrong"))
      #expect(!run.stdout.contains("the order of the files decided"))
    }
    let bare = try file("bare.txt", nil, "license smart transport smart\n")
    let unknown = try RumkitRun(["plan", "--check", new, bare, "--topology", "air-gap"])
    #expect(unknown.stdout.contains("the order of the files decided"))
  }

  @Test(arguments: [
    "Samples/show/wlc-example-1-after.txt", "Samples/usage/c8000v-rum.txt", "nothing",
  ])
  func aFileWithoutAConfigurationIsStatusTwo(_ file: String) throws {
    let run = try RumkitRun(["plan", "--check", file])
    #expect(run.status == 2)
    #expect(run.stdout.isEmpty)
    #expect(run.stderr.hasPrefix("rumkit: error: \(file): "))
  }

  @Test func aRefusedValueSaysThatTheTopologyWasGuessed() throws {
    let run = try RumkitRun(["plan", "--check", Self.onPrem, "--proxy-port", "80"])
    #expect(run.status == 64)
    #expect(run.stderr.contains("the topology was concluded: on-prem"))
  }

  /// What fixes it is what the system takes.
  @Test func theRemedyOfIOSXREndsWithCommit() throws {
    let folder = PackFolder()
    try folder.write(
      "RP/0/RP0/CPU0:xr#show running-config\n!! IOS XR Configuration 7.8.1\nhostname xr\n"
        + "license smart transport smart\nend\nRP/0/RP0/CPU0:xr#\n", to: "xr.txt")
    let run = try RumkitRun(["plan", "--check", folder.path("xr.txt"), "--topology", "air-gap"])
    #expect(run.stdout.contains("\ncommit\nend\n"), "\(run.stdout)")
    #expect(!run.stdout.contains("write memory"), "\(run.stdout)")
  }
}
