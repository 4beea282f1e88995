import Assessment
import LicenseFiles
import Testing

@Suite("ACKs, properties and hostile data") struct AckPropertyTests {
  typealias Fixture = AckFixtures
  private static let keys = [
    "report_ids", "id", "reports", "acked", "timestamp", "version", "x", "udi_pid",
    "udi_serial_number", "status", "error_code", "failed", "usage", "sudi", "message",
  ]

  /// Random JSON that looks like an ACK here and there.
  private func json(_ random: inout SeededGenerator, depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 4 ? 5 : 9), using: &random) {
    case 0: return "\(Int.random(in: 95...210, using: &random))"
    case 1: return "\"\(Int.random(in: 95...210, using: &random))\""
    case 2: return ["null", "true", "false", "-1", "1.5e9"].randomElement(using: &random) ?? "null"
    case 3:
      let words = ["FAILED", "OK", "C9800-CL-K9", "9ZZEXAMPLE1", "9ZZEXAMPLE2", "P:A,S:B", ""]
      return "\"\(words.randomElement(using: &random) ?? "")\""
    case 4:
      return Fixture.sudi(
        [Fixture.first, Fixture.second].randomElement(using: &random)
          ?? Fixture.first)
    case 5, 6:
      let elements = (0..<Int.random(in: 0...5, using: &random)).map { _ in
        json(&random, depth: depth + 1)
      }
      return "[\(elements.joined(separator: ","))]"
    default:
      let members = (0..<Int.random(in: 0...5, using: &random)).map { _ in
        "\"\(Self.keys.randomElement(using: &random) ?? "x")\":\(json(&random, depth: depth + 1))"
      }
      return "{\(members.joined(separator: ","))}"
    }
  }

  private func match(_ contents: [AckContent]) -> AckMatchResult {
    AckMatcher(known: Fixture.known, now: Fixture.now).match(contents)
  }

  @Test("no number outside the known reports is ever acknowledged", arguments: 1...200)
  func onlyKnownReportsAreAcknowledged(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let contents = try (0..<4).map { index in
      try Fixture.ack("[\(json(&random, depth: 0))]", file: "ACK_\(index).txt")
    }
    for device in match(contents).devices {
      let ids = Set(Fixture.known.reportIDs(of: device.udi))
      let told = device.acknowledged + device.outstanding + device.undetermined
      #expect(Set(told) == ids, "seed \(seed)")
      #expect(told.count == ids.count, "seed \(seed): a report has one state")
      #expect(ids.isDisjoint(with: device.unknown), "seed \(seed)")
    }
  }

  @Test("an error word at the top leaves nothing acknowledged", arguments: 1...100)
  func aFailureAroundEverythingDoubtsEverything(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let text = #"{"status":"FAILED","all":\#(json(&random, depth: 0))}"#
    #expect(
      match([try Fixture.ack(text)]).devices.allSatisfy { $0.acknowledged.isEmpty }, "seed \(seed)")
  }

  @Test("the order of the files changes nothing", arguments: 1...60)
  func orderDoesNotMatter(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var contents = try (0..<6).map { index in
      try Fixture.ack("[\(json(&random, depth: 0))]", file: "ACK_\(index % 4).txt")
    }
    let straight = match(contents)
    contents.shuffle(using: &random)
    #expect(match(contents) == straight, "seed \(seed)")
  }

  @Test("the order in which exports are learned changes nothing", arguments: 1...60)
  func exportsMayComeInAnyOrder(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let devices = (1...6).map { UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE\($0)") }
    var steps: [(UDI, UDI, UInt64, UInt64, Bool, Int64?)] = (0..<30).map { _ in
      (
        devices.randomElement(using: &random) ?? devices[0],
        devices.randomElement(using: &random) ?? devices[0],
        .random(in: 1...5, using: &random), .random(in: 1...9, using: &random),
        .random(using: &random), .random(in: 0...2, using: &random) * 1_700_000_000
      )
    }
    func learn() -> [String] {
      var known = KnownReports()
      for step in steps {
        known.add(step.2, of: step.0, payload: step.3, isOpen: step.4, exportedAt: step.5)
        if step.3 == 1 { known.join([step.0, step.1]) }
      }
      return devices.flatMap { device in
        ["\(known.representative(of: device))"]
          + known.reportIDs(of: device).map { "\($0) \(known.report($0, of: device) as Any)" }
      }
    }
    let straight = learn()
    steps.shuffle(using: &random)
    #expect(learn() == straight, "seed \(seed)")
  }

  @Test(arguments: [
    "", "nonsense", "[", #"[{"report_ids":[101"#, "[]]", "\u{0}", #"{"a":01}"#,
    String(repeating: "[", count: 100_000), #""\u{1B}[31m""#,
  ])
  func dataThatIsNoJSONIsUndetermined(_ text: String) throws {
    let data = AckData(text)
    #expect(data.numbers.isEmpty)
    if text != #""\u{1B}[31m""# { #expect(data.problem != nil) }
  }

  @Test func jsonInsideStringsIsFollowedThreeDeepAndNoFurther() {
    func wrapped(_ text: String, _ times: Int) -> String {
      (0..<times).reduce(text) { text, _ in
        "[\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"]"
      }
    }
    #expect(AckData(wrapped("[101]", 3)).numbers.map(\.number) == [101])
    #expect(AckData(wrapped("[101]", 4)).numbers.isEmpty)
    #expect(AckData(#"["[101"]"#).numbers.isEmpty)
  }

  @Test func whatIsTooLongIsCutAndNothingOfItIsBelieved() throws {
    let deep = String(repeating: #"{"report_ids_of_some_length":"#, count: 20)
    let text =
      "[{\"sudi\":\(Fixture.sudi(Fixture.first)),\"report_ids\":[101],\"more\":\(deep)[102]"
      + String(repeating: "}", count: 20) + "}]"
    #expect(AckData(text).isCut)
    let device = match([try Fixture.ack(text)])[Fixture.first]
    #expect(device?.acknowledged == [])
    #expect(device?.undetermined == [101])
    #expect(device?.outstanding == [102, 103, 104])
  }

  @Test func hostileSizesAreReadInLinearTimeAndCut() {
    let key = String(repeating: "k", count: 100_000)
    let many = String(repeating: "1,", count: 300_000)
    let data = AckData("[{\"\(key)\":[\(many)1]}]")
    #expect(data.isCut)
    #expect(data.numbers.count == 200_000)
    #expect(data.numbers.allSatisfy { $0.path.utf8.count <= 2 * AckData.longestPath })
    let combining = "e" + String(repeating: "\u{301}", count: 50_000)
    #expect(AckData("{\"\(combining)\":1}").numbers.allSatisfy { $0.path.utf8.count < 300 })
  }

  @Test func numbersKeepTheirSixtyFourBits() {
    let text = #"[18446744073709551615,"18446744073709551616",-1,1.0,"+5","٣"]"#
    #expect(AckData(text).numbers.map(\.number) == [.max])
  }
}
