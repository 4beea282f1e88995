import Testing

@testable import DeviceOutput

/// The system of a device of which only log messages, or the name of an image, are there.
@Suite struct LoggedSystemTests {
  private static func system(_ text: String) -> DeviceModel.System? {
    DeviceOutputReader.read(name: "a.txt", bytes: Array(text.utf8)).devices.first?.system
  }

  /// The others are near misses: IOS XE with its year, and IOS XR, which may begin with it and names a zone.
  @Test(arguments: [
    (
      "2026 Nov 24 10:00:00 n9k-1 %LICMGR-2-LOG_LIC_USAGE: License usage report is due\n",
      DeviceModel.System.nxOS
    ),
    (
      "2026 Nov 24 10:00:00 n9k-1 %SMART_LIC-3-COMM_FAILED: Communications failure with CSSM\n",
      .nxOS
    ),
    (
      "Nov 24 2026 10:00:00.123 UTC: %SMART_LIC-3-COMM_FAILED: Communications failure with CSSM\n",
      nil
    ),
    (
      "RP/0/RP0/CPU0:2026 Nov 24 10:00:00.123 UTC: plat_sl_client[337]: %LICENSE-SMART_LIC-3-COMM_FAILED : "
        + "Communications failure with CSSM\n", .iosXR
    ),
  ])
  func messagesNameTheSystem(_ text: String, _ system: DeviceModel.System?) {
    #expect(Self.system(text) == system)
  }

  /// What the image is of, where nothing else says it; the table of members and the UDI are stronger.
  @Test(arguments: ["CAT9K_IOSXE", "CAT9K_LITE_IOSXE"])
  func theImageOfASeriesNamesTheSystem(_ image: String) {
    let text =
      "sw-1#show version\nCisco IOS Software [Bengaluru], Catalyst L3 Switch Software (\(image)), Version 17.6.5, "
      + "RELEASE SOFTWARE (fc2)\nsw-1#\n"
    #expect(Self.system(text) == .iosXE)
  }
}
