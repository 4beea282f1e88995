import Foundation
import LicenseFiles
import Testing

/// What a device prints is told apart from other text, by the kind of the document alone.
@Suite struct DeviceTextTests {
  private func kind(_ bytes: [UInt8]) throws -> DocumentKind {
    try readDocument("a.txt", open: { MemorySource(bytes) }, each: { _ in }).kind
  }

  private func kind(_ text: String) throws -> DocumentKind { try kind(Array(text.utf8)) }

  @Test(arguments: [
    "wlc-1#show license all\n", "WLC> sh ver\n",
    "\r\nwlc-1(config)# license smart transport off\r\n",
    "r1.example#dir flash:\n", "Smart Licensing Status\n======\n",
    "  Smart Licensing is ENABLED\r\n",
    "*Mar 1 00:00:01.000: %SMART_LIC-6-REPORTING_REQUIRED: A Usage report is due\n",
    "%CISCOSMART-LIC-4-X: words\n", "License Usage:\n  License\n",
    "Load for five secs: 0%/0%; one minute: 0%\n", "REQUEST: Jun 29 11:12:39 2021 CET\n{}\n",
  ])
  func promptsHeadingsAndLogMessagesAreKnown(_ text: String) throws {
    #expect(try kind(text) == .deviceOutput)
  }

  @Test(arguments: [
    "", "hello\n", "please run show license all\n", "see #show license\n", "a b#show license\n",
    "# show license all\n", "wlc-1#\n", "100% of the licences\n", "50 %a-b-c: words\n",
    "file,sha256\nupload/a.txt,00\n", "my notes on Smart Licensing Status of the site\n",
    "C:\\Users>dir\n", "%SMART_LIC: no severity\n",
  ])
  func otherTextIsNot(_ text: String) throws {
    #expect(try kind(text) == .unknown)
  }

  @Test func aDocumentInATerminalCaptureIsStillItsDocument() throws {
    let text =
      "wlc-1#more rum.txt\n<smartLicense><RUMReport><![CDATA[{\"payload\":\"{}\"}]]></RUMReport>"
      + "</smartLicense>\nwlc-1#\n"
    #expect(try kind(text) == .usage)
  }

  @Test func aHundredThousandLinesOfOtherTextCostLittle() throws {
    #expect(try kind(String(repeating: "nothing to see here#\n", count: 100_000)) == .unknown)
  }

  /// Recorded outputs of other people's devices, where they lie beside the checkout.
  @Test func recordedOutputsAreKnown() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "shared/samples/show")
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      print("skipped: there is no ../shared/samples/show")
      return
    }
    for name in names.filter({ $0.hasSuffix(".txt") }).sorted() {
      let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
      #expect(try kind(bytes) == .deviceOutput, "\(name)")
    }
  }
}
