import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// The small formats of media and evidence.
@Suite struct MediaFormatsTests {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
      (1_782_896_400, "2026-07-01T09:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
      (4_107_542_399, "2100-02-28T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
      (Int64.max, "9999-12-31T23:59:59Z"), (Int64.min, "0001-01-01T00:00:00Z"),
    ] as [(Int64, String)])
  func aMoment(_ epoch: Int64, _ text: String) { #expect(MediaTime(epoch).iso8601 == text) }

  @Test func theStampOfCiscosSample() {
    #expect(MediaTime(1_618_573_697).archiveStamp == "21Apr16_11_48_17_000")
  }

  @Test func aListReadsWhatItWrites() {
    let list = ChecksumList(["a/b.txt": String(repeating: "a", count: 64)])
    let again = ChecksumList.read(list.bytes)
    #expect(again.list == list && again.faults.isEmpty)
  }

  @Test(arguments: [
    "../x", "/x", "a//b", "a/./b", "a/../b", "~/x", "a\\b", "", ".", "a/", "a\u{1}b",
  ])
  func aPathThatLeadsElsewhere(_ path: String) {
    #expect(ChecksumList.pathFault(path) != nil)
  }

  @Test(arguments: ["a", "a/b.txt", "..a", "a..b", "a/.b", "SHA256SUMS-1"])
  func aPathThatStays(_ path: String) { #expect(ChecksumList.pathFault(path) == nil) }

  @Test func pathsThatDifferByCaseAreOne() {
    let hash = String(repeating: "0", count: 64)
    #expect(ChecksumList.read(Array("\(hash)  a\n\(hash)  A\n".utf8)).faults.map(\.line) == [2])
  }

  @Test func aShortHashIsTold() {
    #expect(ChecksumList.read(Array("abc  a\n".utf8)).faults.map(\.line) == [1])
  }

  @Test func bagInfoReadsContinuationLines() throws {
    let info = try #require(BagInfo.read(Array("A: one\n two\r\nb:  three\n".utf8)))
    #expect(info.texts("a") == ["one two"])
    #expect(info.texts("B") == ["three"])
    #expect(BagInfo.read(Array("no colon\n".utf8)) == nil)
    #expect(BagInfo.read(Array(" first\n".utf8)) == nil)
  }

  @Test func noTextBreaksOutOfBagInfo() {
    var info = BagInfo()
    info.add("Reason", "x\nPayload-Oxum: 0.0")
    #expect(BagInfo.read(info.bytes)?.texts("Payload-Oxum") == [])
  }

  @Test func everyEventIsOneLineOfJSON() throws {
    var log = CustodyLog(operatorName: "a\"b\\\n\u{9B}", host: "\u{0}", time: 0)
    log.add("created", ["why": "line\nbreak"])
    log.add("sealed", [:])
    #expect(CustodyLog.fault(in: log.bytes) == nil)
    let lines = log.bytes.split(separator: 0x0A)
    #expect(lines.count == 2)
    let event = try JSONValue(Array(lines[0]))
    #expect(event["operator"]?.string == "a\"b\\\n\u{9B}")
    #expect(event["details"]?["why"]?.string == "line\nbreak")
  }

  @Test func everyBitOfALogMatters() {
    var log = CustodyLog(operatorName: "o", host: "h", time: 0)
    for number in 0..<3 { log.add("step", ["n": "\(number)"]) }
    let last = log.bytes.dropLast().lastIndex(of: 0x0A) ?? 0
    // The last line has no successor that would notice: the tag manifest promises its bytes.
    for index in 0..<last {
      var bytes = log.bytes
      bytes[index] ^= 1
      #expect(CustodyLog.fault(in: bytes) != nil, "byte \(index) may be changed")
    }
  }
}
