import Foundation
import LicenseFiles

// What a hostile device, controller or tool next to it prints.
extension HostileWorkspace {
  func writeDeviceFiles() throws {
    try folder.write(device, to: "device.txt")
    try folder.write(hostileDevice, to: "one-device.txt")
    try folder.write(hostileDevice, to: "one/" + hostile.inFileName)
    try folder.write(
      try folder.sample("show/wlc-example-1-reset.txt"), to: "resets/" + hostile.inFileName)
    try folder.write(device, to: "names/d" + hostile.inFileName)
    try folder.write(configuration, to: "configuration.txt")
    try folder.write(configuration, to: "configurations/" + hostile.inFileName)
    let hostileCells: (String) -> String = { text in
      text.replacing("ap-hall-3", with: self.hostile.inCSV)
        .replacing("AIR-AP2802I,", with: "\(self.hostile.inCSV),")
        .replacing("FZZ0000A004", with: self.hostile.inCSV)
        .replacing("Hall", with: self.hostile.inCSV)
    }
    try folder.write(
      hostileCells(try folder.sample("inventory/aps.csv")), to: "inventory.csv")
    let accessPoints = try folder.sample("inventory/wlc-example-1-ap-summary.txt")
    try folder.write(
      accessPoints.replacing("wlc-example-1#", with: "\(hostile.text)#")
        .replacing("ap-hall-3 ", with: hostile.text.filter { !$0.isWhitespace } + " ")
        .replacing("Hall", with: hostile.text), to: "aps.txt")
    // The beginning of a capture of packets, and then what is none.
    let header: [UInt8] = [
      0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 1, 0, 0, 0,
    ]
    let name = "captures/" + hostile.inFileName
    try folder.write("", to: name)
    try (Data(header) + Data(hostile.text.utf8)).write(to: URL(filePath: folder.path(name)))
  }

  private var device: String {
    Capture(Homeward.wlc, host: "wlc").status(hostile.text, deadline: hostile.text).text
      + hostileDevice
  }

  private var hostileDevice: String {
    let text = hostile.text
    return Capture(UDI(pid: text, serial: text), host: text).imported(text, text)
      .status(text, deadline: text).reports([(1_770_100_001, text)])
      .version(uptime: text, restarted: text)
      .adding("show \(text)", text).text
        + """

        *Aug 21 08:00:00.000: %SMART_LIC-3-COMM_FAILED: \(text)
        *Aug 21 08:00:01.000: %SMART_LIC-3-COMM_FAILED: Communications failure with the \(text) : \(text)
        *Aug 21 08:00:02.000: %PKI-3-CRL_FETCH_FAIL: CRL fetch for trustpoint \(text) failed
        Reason : \(text)
        *Aug 21 08:00:03.000: %\(text)-3-\(text): \(text)

        """
  }

  private var configuration: String {
    let text = hostile.text
    return """
      hostname \(text)
      !
      version \(text)
      vrf definition \(text)
      ip name-server vrf \(text) \(text)
      ip domain name \(text)
      crypto pki trustpoint \(text)
       revocation-check \(text)
      license udi pid \(text) sn \(text)
      license smart transport smart
      license smart url smart \(text)
      license smart url http://h.example.net/cslu/v1/pi/\(text)
      license smart proxy address \(text)
      license smart proxy port \(text)
      license smart vrf \(text)
      license smart usage interval \(text)
      license smart privacy \(text)
      ip http client source-interface \(text)
      ip http client secure-trustpoint \(text)
      ntp server \(text)
      clock timezone \(text) 1 0
      end

      """
  }
}
