import DeviceOutput
import LicenseFiles
import Testing

@Suite("What a controller prints of its access points")
struct AccessPointOutputTests {
  private let newLayout = """
    Number of APs: 2

    CC = Country Code
    RD = Regulatory Domain

    AP Name                          Slots AP Model             Ethernet MAC   Radio MAC      CC   RD   IP Address                                State        Location
    ---------------------------------------------------------------------------------------------------------------------------------------------------------------------
    ap-hall-3                        2     AIR-AP2802I-E-K9     00a3.8e00.0003 00a3.8e10.0003 DE   -E   192.0.2.13                                Registered   default location
    ap-hall-4                        3     C9130AXI-E           00a3.8e00.0004 00a3.8e10.0004 DE   -E   2001:db8::13                              Registered   Hall

    """
  private let oldLayout = """
    Number of APs: 2

    AP Name                            Slots    AP Model  Ethernet MAC    Radio MAC       Location                          Country     IP Address                                 State
    -------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------
    ap-hall-3                        2      2802I   00a3.8e00.0003  00a3.8e10.0003  Fab A  UK          192.0.2.13                               Registered
    ap-hall-4                        2      9130AXI   00a3.8e00.0004  00a3.8e10.0004  Fab A  UK          192.0.2.14                               Registered

    """

  private func listings(_ text: String) -> [AccessPointListing] {
    DeviceOutputTests.read(text).observations.compactMap(\.accessPoints)
  }

  @Test("both layouts of show ap summary, echoed, shortened or without a prompt")
  func summary() throws {
    let echoes = [
      "WLC-1#show ap summary\n", "WLC-1#sh ap sum\n", "WLC-1#do show ap summary sort name\n",
      "show ap summary\n",
    ]
    for (layout, models) in [
      (newLayout, ["AIR-AP2802I-E-K9", "C9130AXI-E"]), (oldLayout, ["2802I", "9130AXI"]),
    ] {
      for echo in echoes {
        let reading = DeviceOutputTests.read(echo + layout + "WLC-1#\n")
        let listing = try #require(reading.observations.compactMap(\.accessPoints).first)
        #expect(listing.announced?.value == 2)
        #expect(listing.accessPoints.map(\.value.name) == ["ap-hall-3", "ap-hall-4"])
        #expect(listing.accessPoints.map(\.value.model) == models)
        #expect(
          listing.accessPoints.map(\.value.ethernetMAC) == ["00a3.8e00.0003", "00a3.8e00.0004"])
        #expect(reading.unknownLineCount == 0, "\(echo)")
      }
      #expect(listings(layout).flatMap(\.accessPoints).map(\.value.model) == models)
    }
  }

  @Test("pagers, carriage returns and log lines do not disturb")
  func decorated() {
    let log = "*Nov 24 10:00:00.123: %SYS-5-CONFIG_I: Configured from console by console\n"
    let text = "WLC-1#show ap summary\n" + newLayout + "WLC-1#\n"
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for place in 1..<lines.count {
      let pager = " --More-- " + String(repeating: "\u{8}", count: 10)
      var decorated = lines.map(String.init)
      decorated[place] = pager + decorated[place]
      decorated.insert(String(log.dropLast()), at: place)
      let rows = listings(decorated.joined(separator: "\r\n")).flatMap(\.accessPoints)
      #expect(rows.map(\.value.name) == ["ap-hall-3", "ap-hall-4"], "line \(place)")
    }
  }

  @Test("a line that is none of its own is counted, and other listings are not taken for it")
  func others() {
    let strange = DeviceOutputTests.read(
      "WLC-1#show ap summary\nap-1  many  C9130AXI-E  00a3.8e00.0003  00a3.8e10.0003\nWLC-1#\n")
    #expect(strange.unknownLineCount == 1)
    let tags = """
      WLC-1#show ap tag summary
      Number of APs: 1

      AP Name                           AP Mac           Site Tag Name
      -----------------------------------------------------------------
      ap-hall-3                         00a3.8e00.0003   default-site-tag
      WLC-1#
      """
    #expect(listings(tags).isEmpty)
    #expect(listings("WLC-1#show ap name ap-1 tunnel eogre\nx\n").isEmpty)
  }

  @Test("show ap inventory and show ap name … inventory give serial numbers")
  func inventory() {
    let part = """
      NAME: ap-hall-3, DESCR: Cisco Aironet 2800 Series (IEEE 802.11ac) Access Point
      PID: AIR-AP2802I-E-K9,  VID: V01,  SN: FZZ0000A003

      """
    let quoted = """
      Inventory for ap-hall-4
      NAME: "ap-hall-4"    , DESCR: "Cisco Catalyst 9130AX"
      PID: C9130AXI-E        , VID: V02  , SN: FZZ0000B004

      """
    for echo in ["WLC-1#show ap inventory all\n", "WLC-1#show ap name ap-hall-3 inventory\n"] {
      let reading = DeviceOutputTests.read(echo + part + quoted + "WLC-1#\n")
      let rows = reading.observations.compactMap(\.accessPoints).flatMap(\.accessPoints)
      #expect(rows.map(\.value.serial) == ["FZZ0000A003", "FZZ0000B004"])
      #expect(rows.map(\.value.model) == ["AIR-AP2802I-E-K9", "C9130AXI-E"])
      #expect(rows.map(\.value.name) == ["ap-hall-3", "ap-hall-4"])
      #expect(reading.unknownLineCount == 0)
    }
    // The chassis of the controller is not the access point.
    #expect(listings("WLC-1#show inventory\n" + part).isEmpty)
  }

  @Test("show ap config general gives name, MAC address, model and serial number")
  func configGeneral() {
    func accessPoint(_ number: Int) -> String {
      """
      Cisco AP Name   : ap-hall-\(number)
      =================================================

      Cisco AP Identifier                             : 00a3.8e10.000\(number)
      Country Code                                    : DE
      Regulatory Domain Allowed by Country            : 802.11bg:-E   802.11a:-E
      MAC Address                                     : 00a3.8e00.000\(number)
      IP Address                                      : 192.0.2.1\(number)
      PoE Power Injector MAC Address                  : Disabled
      AP Model                                        : AIR-AP2802I-E-K9
      IOS Version                                     : 17.9.5.47
      AP Serial Number                                : FZZ0000A00\(number)
      AP Mode                                         : Local

      """
    }
    let text = accessPoint(3) + accessPoint(4)
    let echoes = ["WLC-1#show ap config general\n", "WLC-1#show ap name x config general\n", ""]
    for echo in echoes {
      let rows = listings(echo + text).flatMap(\.accessPoints)
      #expect(rows.map(\.value.serial) == ["FZZ0000A003", "FZZ0000A004"], "\(echo)")
      #expect(rows.map(\.value.ethernetMAC) == ["00a3.8e00.0003", "00a3.8e00.0004"])
      #expect(rows.map(\.value.name) == ["ap-hall-3", "ap-hall-4"])
    }
    #expect(listings("WLC-1#show ap config general\nWLC-1#\n").map(\.accessPoints.count) == [0])
  }
}
