import LicenseFiles

/// What a device prints, piece by piece.
struct Capture {
  var device = Self.wlc
  var host = "wlc-example-1"
  private(set) var text = ""

  private static let wlc = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")

  init(_ device: UDI = wlc, host: String = "wlc-example-1", showsUDI: Bool = true) {
    self.device = device
    self.host = host
    if showsUDI {
      text = "\(host)#show license udi\nUDI: PID:\(device.pid),SN:\(device.serial)\n\n"
    }
  }

  func adding(_ command: String, _ output: String) -> Capture {
    var capture = self
    capture.text += "\(host)#\(command)\n\(output)\n"
    return capture
  }

  func imported(_ name: String, _ words: String = "Import Data Successful") -> Capture {
    adding("license smart import bootflash:\(name)", words)
  }

  func status(_ lastAck: String, deadline: String = "Nov 19 10:00:00 2026 UTC") -> Capture {
    adding(
      "show license status",
      """
      Smart Licensing Using Policy:
        Status: ENABLED

      Transport:
        Type: Transport Off

      Usage Reporting:
        Last ACK received: \(lastAck)
        Next ACK deadline: \(deadline)
        Reporting push interval: 30  days

      """)
  }

  /// `show clock`, as in `*10:00:00.123 UTC Fri Aug 21 2026`.
  func clock(_ text: String) -> Capture { adding("show clock", text) }

  func reports(_ rows: [(UInt64, String)]) -> Capture {
    let lines = rows.map { "\($0.0)          \($0.1)    N     air-network-advantage\n" }
    return adding(
      "show license rum id all",
      "Smart Licensing Usage Report:\n====================================\n"
        + "Report Id,          State,    Flag, Feature Name\n" + lines.joined())
  }

  /// `show version` with an uptime and, when given, the end of the reload.
  func version(uptime: String, restarted: String? = nil) -> Capture {
    adding(
      "show version",
      """
      Cisco IOS XE Software, Version 17.09.05
      \(host) uptime is \(uptime)
      System returned to ROM by reload
      \(restarted.map { "System restarted at \($0)" } ?? "")
      cisco C9800-CL (VXE) processor (revision VXE) with 12293240K/3075K bytes of memory.
      Processor board ID \(device.serial)

      """)
  }
}
