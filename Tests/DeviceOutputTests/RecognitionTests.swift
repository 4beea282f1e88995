import DeviceOutput
import Foundation
import LicenseFiles
import Testing

/// What a device prints is told apart from other text by every command alike.
@Suite("Device output among other text")
struct RecognitionTests {
  private func kind(_ bytes: [UInt8]) throws -> DocumentKind {
    try readDocument(
      "a.txt", terminal: DeviceOutputReader.recognise, open: { MemorySource(bytes) }, each: { _ in }
    ).kind
  }

  private func kind(_ text: String) throws -> DocumentKind { try kind(Array(text.utf8)) }

  @Test(
    "prompts, headings and log messages are known",
    arguments: [
      "wlc-1#show license all\n", "WLC> sh ver\n",
      "\r\nwlc-1(config)# license smart transport off\r\n",
      "r1.example#dir flash:\n", "Smart Licensing Status\n======\n",
      "  Smart Licensing is ENABLED\r\n",
      "*Mar 1 00:00:01.000: %SMART_LIC-6-REPORTING_REQUIRED: A Usage report is due\n",
      "%CISCOSMART-LIC-4-X: words\n", "License Usage:\n  License\n",
      "Load for five secs: 0%/0%; one minute: 0%; five minutes: 0%\n",
      "REQUEST: Jun 29 11:12:39 2021 CET\n{}\n",
      "RP/0/RP0/CPU0:xr-1#show license status | include ACK\n",
      "UDI: PID:C9300-24UX,SN:9ZZEXAMPLE1\n", " No EventLog Found.\n",
      "License   Entitlement Tag   Count Status\n---------\ndna (DNA)   1 IN USE\n",
      "Profile Name: CiscoTAC-1\n    Profile status: INACTIVE\n",
      "show license udi\nUDI: PID:C1,SN:9\n",
    ])
  func known(_ text: String) throws {
    #expect(try kind(text) == .deviceOutput)
  }

  @Test(
    "other text is not",
    arguments: [
      "", "hello\n", "please run show license all\n", "see #show license\n", "a b#show license\n",
      "# show license all\n", "wlc-1#\n", "100% of the licenses\n", "50 %a-b-c: words\n",
      "file,sha256\nupload/a.txt,00\n", "my notes on Smart Licensing Status of the site\n",
      "C:\\Users>dir\n", "%SMART_LIC: no severity\n",
      "Policy:\nwe report once a month\n",
      "show license all\n",
      String(repeating: "we report once a month, and this is how\n", count: 100)
        + "configure terminal\nlicense smart transport off\nend\n"
        + "  Last ACK received: <none>\nImport Data Successful\n",
      "On the device:\nshow license all\nlicense smart import bootflash:ack.txt\nThen look.\n",
      "# Notes\nOn each device we set\n\n    license smart transport off\n\nand nothing else.\n",
      "For the audit:\nlicense smart transport off\nwas entered by hand, and this was noted.\nThe rest\n"
        + "of the site is as before.\nNobody changed it.\n",
    ])
  func other(_ text: String) throws {
    #expect(try kind(text) == .unknown)
  }

  @Test("a document in a terminal capture is still its document")
  func document() throws {
    let text =
      "wlc-1#more rum.txt\n<smartLicense><RUMReport><![CDATA[{\"payload\":\"{}\"}]]></RUMReport>"
      + "</smartLicense>\nwlc-1#\n"
    #expect(try kind(text) == .usage)
  }

  @Test("a payload is usage, alone and beside other outputs")
  func payload() throws {
    let payload = "SW-1#test license smart rum show 7\n{\"asset_identification\":{},\"meta\":{}}\n"
    #expect(try kind(payload) == .usage)
    #expect(try kind("SW-1#show license udi\nUDI: PID:C1,SN:9\n" + payload) == .usage)
  }

  @Test("a hundred thousand lines of other text cost little")
  func long() throws {
    #expect(try kind(String(repeating: "nothing to see here#\n", count: 100_000)) == .unknown)
  }

  @Test(
    "recorded outputs are known", .enabled(if: RealOutputs.exist),
    arguments: RealOutputs.names("show"))
  func recorded(_ name: String) throws {
    let bytes = Array(try Data(contentsOf: RealOutputs.folder.appending(path: "show/\(name)")))
    #expect(try kind(bytes) == .deviceOutput)
  }
}
