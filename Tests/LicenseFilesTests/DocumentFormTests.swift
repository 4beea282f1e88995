import Foundation
import LicenseFiles
import Testing

/// A report of generation 1 or 2, as a device writes it.
enum ExampleText {
  static let payloadV2 =
    #"{"version":"2.0","asset_identification":{"report_id":18446744073709551615,"asset":{"name":"regid.2018-05.com.cisco.WLC_9500C,1.0_85665885"},"instance":{"sudi":{"udi_pid":"C9800-CL-K9","udi_serial_number":"9ZZEXAMPLE1"}}},"signature":{"signing_type":"builtin","key":"regid","value":"RVhBTVBMRS1FWEFNUExFLUVYQU1QTEUtRVhBTVBMRSE="},"meta":{"entitlement_tag":"regid.2017-08.com.cisco.AIR-DNA-A,1.0_b6308627","utility_enabled":false,"software_version":"17.09.02","customer_tag":"b","ha_udi":[{"role":"Active","sudi":{"udi_pid":"C9800-CL-K9","udi_serial_number":"9ZZEXAMPLE1"}}]},"measurements":[{"log_time":1700010240,"metric_name":"ENTITLEMENT","start_time":1700010000,"end_time":1700046000,"sample_interval":36000,"num_samples":41,"meta":{"added_sudi_list":[{"udi_serial_number":"FZZ0000A001","udi_pid":"AIR-AP2802I-E-K9"}],"removed_sudi_list":[],"clock_change_delta":"-5"},"value":{"type":"COUNT","value":"1"}}]}"#
  static let payloadV1 =
    #"{"asset_identification":{"asset":{"name":"regid.2019-10.com.cisco.C8000V,1.0_e361c3dc"},"instance":{"sudi":{"udi_pid":"C8000V","udi_serial_number":"9ZZEXAMPLE5"}},"signature":{"signing_type":"builtin","key":"regid","value":"AAAA"}},"meta":{"entitlement_tag":"regid.2018-12.com.cisco.DNA_P_50M_A,1.0_100fb8b2","report_id":"1646687408","software_version":"17.06.02","ha_udi":[{"role":"Active","sudi":{"udi_pid":"C8000V","udi_serial_number":"9ZZEXAMPLE5"}}]},"measurements":[{"log_time":"1657549482","metric_name":"ENTITLEMENT","start_time":1657549046,"end_time":1657550382,"sample_interval":1336,"num_samples":2,"meta":{"termination_reason":"CurrentUsageRequested"},"value":{"type":"COUNT","value":1}}]}"#

  static func escaped(_ payload: String) -> String {
    "\"" + payload.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  static func report(_ payload: String) -> String {
    "{\"payload\":\(escaped(payload)),\"header\":{\"type\":\"rum\"},"
      + #""signature":{"sudi":{"udi_pid":"C9800-CL-K9","udi_serial_number":"9ZZEXAMPLE1"},"#
      + #""signing_type":"builtin","key":"regid","value":"RVhBTVBMRS1FWEFNUExFLUVYQU1QTEUtRVhBTVBMRSE="}}"#
  }

  static func block(_ payload: String) -> String {
    "<RUMReport><![CDATA[\(report(payload))]]></RUMReport>"
  }

  static let document =
    "<smartLicense>\n\(block(payloadV2))\n\(block(payloadV1))\n</smartLicense>\n"
}

@Suite struct DocumentFormTests {
  private func ids(_ text: String) throws -> (ids: [UInt64?], findings: [String]) {
    let result = try read(Array(text.utf8))
    return (result.reports.map(\.reportID), result.findings.map(\.id))
  }

  private let both: [UInt64?] = [.max, 1_646_687_408]

  @Test func theContainerIsReadWithoutAFinding() throws {
    let result = try read(Array(ExampleText.document.utf8))
    #expect(result.reports.map(\.reportID) == both)
    #expect(result.findings.isEmpty)
    #expect(result.outline.isComplete)
    #expect(result.outline.kind == .usage)
    #expect(result.outline.form.isDeviceDocument)
  }

  @Test func everyFieldOfGenerationTwoIsRead() throws {
    let report = try #require(try read(Array(ExampleText.document.utf8)).reports.first)
    #expect(report.generation == .v2)
    #expect(report.productInstance == UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1"))
    #expect(report.envelopeSignature?.value == .bytes(32))
    #expect(report.assetSignature?.value == .bytes(32))
    #expect(report.headerType == "rum")
    #expect(report.softwareVersion == "17.09.02")
    #expect(report.utilityEnabled == false)
    #expect(report.highAvailability?.map(\.role) == ["Active"])
    #expect(report.unknownFields == [UnknownField(path: "meta.customer_tag", text: "\"b\"")])
    let measurement = try #require(report.measurements.first)
    #expect(measurement.count == 1)
    #expect(measurement.clockChangeDelta == -5)
    #expect(measurement.added == [UDI(pid: "AIR-AP2802I-E-K9", serial: "FZZ0000A001")])
    #expect(measurement.removed == [])
    #expect(report.isOpen)
  }

  @Test func everyFieldOfGenerationOneIsReadWithNumbersAsStrings() throws {
    let report = try #require(try read(Array(ExampleText.document.utf8)).reports.last)
    #expect(report.generation == .v1)
    #expect(report.reportID == 1_646_687_408)
    #expect(report.assetSignature?.value == .bytes(3))
    #expect(report.measurements.first?.logTime == 1_657_549_482)
    #expect(report.measurements.first?.count == 1)
    #expect(!report.isOpen)
  }

  @Test func aBareReportIsANote() throws {
    let result = try ids(ExampleText.block(ExampleText.payloadV2))
    #expect(result.ids == [.max])
    #expect(result.findings == ["usage/bare-report"])
  }

  @Test func aBarePolicyIsAPolicy() throws {
    let text = "<smartLicensePolicy><policyCode><name>X</name></policyCode></smartLicensePolicy>"
    let result = try read(Array(text.utf8))
    #expect(result.outline.kind == .policy)
    #expect(result.blocks.first?.element["policyCode"]?["name"]?.text == "X")
  }

  @Test(arguments: ["<specificPLR><flag>A</flag></specificPLR>", ""])
  func aReservationIsReadBareAndWrapped(_ bare: String) throws {
    let inner = "<specificPLR><flag>A</flag></specificPLR>"
    let text = bare.isEmpty ? "<smartLicense>\(inner)</smartLicense>" : bare
    let result = try read(Array(text.utf8))
    #expect(result.outline.kind == .reservation)
    #expect(result.blocks.first?.element["flag"]?.text == "A")
  }

  @Test func theRestAnswerIsReadReportByReport() throws {
    let reports = [ExampleText.payloadV2, ExampleText.payloadV1].map(ExampleText.report)
    let result = try ids("{\"usage\": [\(reports.joined(separator: ",\n"))], \"more\": 1}")
    #expect(result.ids == both)
    #expect(result.findings == ["usage/rest-answer"])
  }

  @Test func aCutRestAnswerIsTruncated() throws {
    let result = try ids("{\"usage\": [\(ExampleText.report(ExampleText.payloadV2)), {\"pay")
    #expect(result.findings.contains("usage/truncated"))
    #expect(result.ids == [.max])
  }

  @Test func aReportAsJSONIsRead() throws {
    let result = try ids(ExampleText.report(ExampleText.payloadV1))
    #expect(result.ids == [1_646_687_408])
    #expect(result.findings == ["usage/json-report"])
  }

  @Test(arguments: [true, false])
  func aPayloadIsReadAsObjectAndAsString(_ isString: Bool) throws {
    let payload = ExampleText.payloadV1
    let text = isString ? ExampleText.escaped(payload) : payload
    let result = try read(Array(text.utf8))
    #expect(result.findings.map(\.id) == ["usage/json-payload"])
    let report = try #require(result.reports.first)
    #expect(!report.hasEnvelope)
    #expect(report.payload.sha256 == SHA256Digest(hashing: Array(payload.utf8)))
  }

  @Test func base64IsUndoneWithItsLinesWrapped() throws {
    for text in [ExampleText.document, ExampleText.report(ExampleText.payloadV2)] {
      let wrapped = Data(text.utf8).base64EncodedString(options: .lineLength64Characters)
      let result = try ids(wrapped)
      #expect(result.ids.first == .max)
      #expect(result.findings.contains("usage/base64"))
    }
  }

  /// The letters of these words alone would be base64 of a quotation mark.
  @Test func wordsAreNoBase64() throws {
    for text in ["Import Data Successful\n", "  Import Data\n  Successful data\n"] {
      #expect(try !ids(text).findings.contains("usage/base64"))
    }
  }

  @Test func aByteOrderMarkIsAFindingAndShiftsOffsets() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array(ExampleText.document.utf8)
    let result = try read(bytes)
    #expect(result.findings.map(\.id) == ["usage/byte-order-mark"])
    let payload = try #require(result.reports.first).payload
    let offset = try #require(payload.offset)
    #expect(bytes[offset..<offset + 4].elementsEqual(Array(#"{\"v"#.utf8)))
  }

  @Test func carriageReturnsAreAFinding() throws {
    let result = try ids(ExampleText.document.replacing("\n", with: "\r\n"))
    #expect(result.ids == both)
    #expect(result.findings == ["usage/carriage-returns"])
  }

  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
  func utf16IsANamedFinding(_ encoding: String.Encoding) throws {
    let mark: [UInt8] = encoding == .utf16LittleEndian ? [0xFF, 0xFE] : [0xFE, 0xFF]
    let data = try #require(ExampleText.document.data(using: encoding))
    let result = try read(mark + Array(data))
    #expect(result.reports.map(\.reportID) == both)
    #expect(result.findings.map(\.id) == ["usage/utf16"])
  }

  @Test func aTerminalCaptureIsReadAroundPromptsAndPager() throws {
    let erased = String(repeating: "\u{8}", count: 10)
    let text =
      "=~=~= PuTTY log =~=~=\nWLC1#more bootflash:rum.txt\n"
      + ExampleText.document.replacing(
        "</RUMReport>\n<RUMReport>",
        with: "</RUMReport>\n --More-- \(erased)          \(erased)<RUMReport>")
      + "\nWLC1#exit\n"
    let result = try ids(text)
    #expect(result.ids == both)
    #expect(result.findings == ["usage/console-text"])
  }

  @Test func aSecondDocumentIsNotLostInSilence() throws {
    let result = try ids(ExampleText.document + ExampleText.document)
    #expect(result.findings == ["usage/not-well-formed"])
  }

  @Test func reportsEscapedByEntitiesAreRead() throws {
    let text = ExampleText.report(ExampleText.payloadV2).replacing("\"", with: "&quot;")
    let result = try read(
      Array("<smartLicense><RUMReport>\(text)</RUMReport></smartLicense>".utf8))
    #expect(result.reports.map(\.reportID) == [.max])
    #expect(result.reports.first?.payload.offset == nil)
  }

  @Test func theExactBytesOfAPayloadStayAvailableHoweverTheyArrive() throws {
    let bytes = Array(ExampleText.document.utf8)
    for step in [1, 2, 3, 7, 64, 1000, 100_000] {
      let reports = try read(bytes, step: step).reports
      #expect(reports.count == 2)
      for (report, payload) in zip(reports, [ExampleText.payloadV2, ExampleText.payloadV1]) {
        let offset = try #require(report.payload.offset)
        let slice = bytes[offset..<offset + report.payload.length]
        #expect(
          "\"" + String(decoding: slice, as: UTF8.self) + "\"" == ExampleText.escaped(payload))
        #expect(report.payload.sha256 == SHA256Digest(hashing: Array(payload.utf8)))
      }
    }
  }

  @Test func everyCutOfADocumentIsNoticed() throws {
    let bytes = Array(ExampleText.document.utf8)
    let end = bytes.count - 1
    for length in stride(from: 1, to: end, by: 13) {
      let result = try read(Array(bytes[..<length]))
      #expect(!result.outline.isComplete, "cut after \(length)")
      #expect(result.findings.contains { $0.severity == .error }, "cut after \(length)")
    }
  }

  @Test func aReportBeyondTheLimitStopsWithAFinding() throws {
    var limits = ReadingLimits.standard
    limits.reportBytes = 500
    let result = try read(Array(ExampleText.document.utf8), limits: limits)
    #expect(result.findings.map(\.id) == ["usage/limit-exceeded"])
  }

  @Test(arguments: [
    (100, " a", "=''", true), (101, " a", "=''", false), (101, " xmlns:a", "='b'", false),
    (200_000, " a", "=''", false), (200_000, " xmlns:a", "='b'", false),
  ])
  func attributesThatAreComparedWithEachOtherAreFew(
    _ count: Int, _ name: String, _ value: String, _ isTaken: Bool
  ) throws {
    let attributes = (0..<count).map { "\(name)\($0)\(value)" }.joined()
    for tag in ["<smartLicense\(attributes)>", "<smartLicense><a\(attributes)/>"] {
      let result = try read(Array("\(tag)</smartLicense>\n".utf8))
      #expect(result.outline.isComplete == isTaken)
      #expect(result.findings.map(\.id) == (isTaken ? [] : ["usage/limit-exceeded"]))
      var code: String?
      do throws(ByteSourceError) {
        let parts = try DocumentParts(MemorySource(Array("\(tag)</smartLicense>\n".utf8)))
        try parts.eachEvent { _ in true }
      } catch {
        code = error.code
      }
      #expect(code == (isTaken ? nil : "usage/limit-exceeded"))
    }
  }

  @Test(arguments: [200_000, 600_000]) func aTagHasAnEnd(_ length: Int) throws {
    let tag = "<smartLicense a='\(String(repeating: "x", count: length))'>"
    let result = try read(Array("\(tag)</smartLicense>\n".utf8), step: 50_000)
    #expect(result.findings.map(\.id) == (length < 256 << 10 ? [] : ["usage/limit-exceeded"]))
  }

  @Test func anEntityBombIsRefusedAtItsDoctype() throws {
    let bomb =
      "<!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
      + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><smartLicense>&c;</smartLicense>"
    #expect(try ids(bomb).findings == ["usage/doctype-refused"])
  }

  @Test func flippedBytesNeverCrashTheReader() throws {
    let seed = UInt64.random(in: 0..<1_000_000)
    print("seed \(seed)")
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % bound
    }
    let original = Array(ExampleText.document.utf8)
    for _ in 0..<400 {
      var bytes = original
      for _ in 0...next(3) { bytes[next(bytes.count)] = UInt8(truncatingIfNeeded: next(256)) }
      let result = try read(bytes, step: 1 + next(300))
      let intact = result.reports.count == 2
      let said = result.findings.contains { $0.severity == .error }
      #expect(intact || said, "seed \(seed)")
    }
  }
}

@Suite(.enabled(if: RealSamples.exist, "../shared/samples is not here: skipped"))
struct RealSamplesTests {
  @Test(arguments: [
    "c9800cl-17.09.02-report-1671840750.xml", "c8000v-17.06.02-payload-escaped.txt",
  ])
  func realReportsAreReadWithoutAnError(_ name: String) throws {
    let result = try read(try RealSamples.bytes("rum/" + name))
    #expect(result.reports.count == 1)
    #expect(!result.findings.contains { $0.severity == .error })
  }

  @Test(arguments: ["nexus-n3550t-10.2.3t-doc-excerpt.txt", "nexus-n9k-10.2-doc-excerpt.txt"])
  func excerptsThatAreNoJSONGiveAnError(_ name: String) throws {
    let result = try read(try RealSamples.bytes("rum/" + name))
    #expect(result.reports.isEmpty)
    #expect(result.findings.contains { $0.severity == .error && $0.location.line != nil })
  }

  @Test(arguments: [
    ("ack-transcribed-from-screenshot.xml", DocumentKind.ack),
    ("slac-auth-response-transcribed-from-screenshot.xml", .authorization),
    ("cucm-slr-specificPLR-authorization.xml", .reservation),
  ])
  func whatComesBackFromThePortalIsRecognised(_ name: String, _ kind: DocumentKind) throws {
    #expect(try read(try RealSamples.bytes("ack/" + name)).outline.kind == kind)
  }
}

private enum RealSamples {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/samples")
  static var exist: Bool { FileManager.default.fileExists(atPath: folder.path) }
  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: path)))
  }
}
