import DeviceOutput
import LicenseFiles
import Testing

@testable import Assessment

/// Every configuration that is an example of `plan --check`, `diagnose` or `check`, through all three:
/// they take the same topology and find the same.
@Suite struct OneJudgeTests {
  private static let texts: [String] =
    (FindingDescriptor.configuration + FindingDescriptor.diagnosis + FindingDescriptor.requirements)
    .flatMap { ($0.trigger.documents ?? []) + ($0.nearMiss.documents ?? []) }
    .filter { text in
      DeviceOutputReader.read(name: "0.txt", bytes: Array(text.utf8)).devices.contains {
        $0.configured != nil
      }
    }

  /// What each of them says of the only device: the topology, and the ids with their severities.
  private struct Answer: Equatable {
    let way: ReportingWay
    let found: Set<String>

    init(_ way: ReportingWay, _ findings: [Finding]) {
      self.way = way
      found = Set(findings.map { "\($0.severity.rawValue) \($0.id)" })
    }
  }

  private static func device(_ text: String) throws -> DeviceSnapshot {
    try #require(DeviceOutputReader.read(name: "0.txt", bytes: Array(text.utf8)).devices.first)
  }

  private static func plan(_ text: String, _ given: ReportingTopology?) throws -> Answer {
    let device = try device(text)
    let verdict = try #require(
      try ConfigurationCheck.check(
        device, with: PlanRequest(.airGap), reporting: ReportingWay(device, given: given)))
    return Answer(verdict.way, verdict.findings)
  }

  private static func diagnose(_ text: String, _ given: ReportingTopology?) throws -> Answer {
    let diagnosis = try #require(diagnoses([text], given).first)
    return Answer(diagnosis.way, diagnosis.story.compactMap { $0.sign?.finding })
  }

  private static func check(_ text: String, _ given: ReportingTopology?) throws -> Answer {
    let judged = try #require(
      RequirementsJudge.judge([try device(text)], .init(now: diagnosisNow, topology: given)).first)
    return Answer(judged.way, judged[.transport]?.signs ?? [])
  }

  @Test func thereAreExamples() { #expect(Self.texts.count > 60, "\(Self.texts.count)") }

  @Test(arguments: texts) func allThreeSayTheSame(_ text: String) throws {
    for given in [nil] + ReportingTopology.allCases.map(Optional.some) {
      let plan = try Self.plan(text, given)
      // A device from before the policy is sent to its migration, by each in its own words.
      let judged = RequirementsJudge.judge([try Self.device(text)], .init(now: diagnosisNow))
      if judged.first?[.beforePolicy] != nil {
        #expect(plan.found.contains("error config/before-policy"))
        #expect(try Self.diagnose(text, given).found.isEmpty)
        #expect(try Self.check(text, given).found.isEmpty)
        continue
      }
      #expect(try Self.diagnose(text, given) == plan)
      #expect(try Self.check(text, given) == plan)
    }
  }

  /// A tenant that is missing is an error everywhere.
  @Test func aMissingTenantIsAnErrorInEveryCommand() throws {
    let text =
      "hostname SW-1\nlicense smart transport cslu\n"
      + "license smart url cslu https://onprem.example.net/cslu/v1/pi/\nend\n"
    let id = "config/tenant-missing"
    #expect(try Self.plan(text, nil).found.contains("error \(id)"))
    let diagnosis = try #require(diagnoses([text]).first)
    #expect(diagnosis.conclusions.first { $0.row.id == id }?.severity == .error)
    let judged = RequirementsJudge.judge([try Self.device(text)], .init(now: diagnosisNow))
    #expect(judged.first?.findings.first { $0.id == id }?.severity == .error)
  }

  /// A part of a configuration is a remark in every command, and no leave to say that all is well.
  @Test func aPartIsARemarkInEveryCommand() throws {
    let text = "SW-1#show running-config | include license\nlicense smart transport off\nSW-1#\n"
    #expect(try Self.plan(text, .airGap).found == ["note config/partial"])
    let diagnosis = try #require(diagnoses([text], .airGap).first)
    #expect(diagnosis.conclusions.first { $0.row.id == "config/partial" }?.severity == .note)
    #expect(try Self.check(text, .airGap).found == ["note config/partial"])
    // Who compared it with what is said by all three, and by none where a person named it.
    #expect(try Self.plan(text, nil).found.contains("note config/topology-guessed"))
  }

  /// A device that reaches a server: no command says that it cannot.
  @Test func aDeviceThatReachesItsServer() throws {
    let text = """
      SW-1#show license udi
      UDI: PID:C9300-24UX,SN:9ZZEXAMPLE1
      SW-1#show license status
      Transport:
        Type: cslu
        Cslu address: http://192.0.2.48:8182/cslu/v1/pi
        Proxy:
          Not Configured

      Usage Reporting:
        Last ACK received: Aug 19 09:03:25 2026 UTC
        Next ACK deadline: Nov 17 09:03:25 2026 UTC
        Last report push: Aug 19 09:03:26 2026 UTC

      Trust Code Installed: Apr 08 12:56:59 2025 UTC
      SW-1#
      """
    let diagnosis = try #require(diagnoses([text]).first)
    let judged = try #require(
      RequirementsJudge.judge([try Self.device(text)], .init(now: diagnosisNow)).first)
    #expect(diagnosis.way == judged.way)
    #expect(judged.way.topology == .cslu)
    #expect(judged.way.source == .contact)
    #expect(judged[.transport]?.verdict == .satisfied)
    #expect(judged[.trustCode]?.verdict == .notApplicable)
    #expect(!diagnosis.instructions.contains { $0.contains("transport off") })
    // Where the user says air gap, what the device shows is said beside it.
    let gap = RequirementsJudge.judge(
      [try Self.device(text)], .init(now: diagnosisNow, topology: .airGap))
    #expect(gap.first?[.transport]?.verdict == .due)
    #expect(gap.first?[.transport]?.conclusion.contains("cannot reach") == false)
  }

  /// What works is no error: call home reaches Cisco too, and without an address a CSLU is found by its
  /// standard name.
  @Test(arguments: [
    "Callhome", "cslu\n  Cslu address: <empty>", "CSLU\n  Cslu address: cslu-local", "Automatic",
  ])
  func whatReachesAServerHasItsTransport(_ transport: String) throws {
    func text(_ time: String) -> String {
      "SW-1#show license udi\nUDI: PID:ISR4331/K9,SN:9ZZEXAMPLE1\nSW-1#show license status\n"
        + "Smart Licensing Using Policy:\n  Status: ENABLED\n\nTransport:\n  Type: \(transport)\n"
        + "  Proxy:\n    Not Configured\n\nUsage Reporting:\n  Last ACK received: \(time)\n"
        + "  Next ACK deadline: Feb 17 09:03:25 2027 UTC\n  Last report push: \(time)\n\n"
        + "Trust Code Installed: \(time)\nSW-1#\n"
    }
    let works = text("Nov 19 09:03:25 2026 UTC")
    let diagnosis = try #require(diagnoses([works]).first)
    #expect(diagnosis.conclusions.filter { $0.severity > .note }.map(\.row.id) == [])
    #expect(diagnosis.conclusion("healthy") != nil)
    let judged = RequirementsJudge.judge([try Self.device(works)], .init(now: diagnosisNow))
    #expect(judged.first?[.transport]?.verdict == .satisfied)
    // Where nothing shows contact, CSLU has to be named.
    let silent = try Self.diagnose(
      text("<none>"), transport.lowercased().hasPrefix("cs") ? .cslu : .direct)
    #expect(!silent.found.contains("error config/transport-wrong"))
  }

  @Test(arguments: [("<empty>", "no license smart url cslu"), ("cslu-local", "is cslu-local")])
  func anAddressThatNobodyConfiguredIsNamedAsItIs(_ address: String, _ words: String) throws {
    let text =
      "SW-1#show license status\nTransport:\n  Type: cslu\n  Cslu address: \(address)\n\n"
      + "Usage Reporting:\n  Last ACK received: <none>\nSW-1#\n"
    let diagnosis = try #require(diagnoses([text], .cslu).first)
    let found = try #require(diagnosis.conclusions.first { $0.row.id == "config/url-missing" })
    #expect(found.evidence.first?.detail?.contains(words) == true)
  }

  @Test func callHomeIsNoTransportOfAnAirGapOrOfCSLU() throws {
    let text = "hostname SW-1\nlicense smart transport callhome\nend\n"
    for (topology, isWrong) in [
      (ReportingTopology.direct, false), (.proxy, false), (.cslu, true), (.airGap, true),
      (.onPrem, true),
    ] {
      let found = try Self.plan(text, topology).found
      #expect(found.contains { $0.hasSuffix("config/transport-wrong") } == isWrong, "\(topology)")
    }
  }

  /// A whole configuration is evidence for `check` too.
  @Test func aConfigurationWithoutATransportIsAtItsDefault() throws {
    let whole = "SW-1#show running-config\nhostname SW-1\nversion 17.9\nend\nSW-1#\n"
    let judged = RequirementsJudge.judge([try Self.device(whole)], .init(now: diagnosisNow))
    #expect(judged.first?[.transport]?.verdict == .due)
    #expect(judged.first?[.transport]?.signs.map(\.id).contains("config/transport-default") == true)
    // Of a part nothing that is missing is concluded.
    let part = "SW-1#show running-config | include ntp\nntp server 192.0.2.1\nSW-1#\n"
    let cut = RequirementsJudge.judge([try Self.device(part)], .init(now: diagnosisNow))
    #expect(cut.first?[.transport]?.verdict == .unknown)
  }
}
