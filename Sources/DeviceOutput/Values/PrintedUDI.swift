import LicenseFiles

extension UDI {
  /// Reads `PID:C9800-CL-K9,SN:9ZZEXAMPLE1`, the spelling of `show license` output, and
  /// `P:C9800-CL-K9,S:9ZZEXAMPLE1`, that of its log messages. A version id between the two, as of Plug
  /// and Play, is left out.
  ///
  /// Returns nil when either part is missing or is printed as `<none>`.
  init?<Text: StringProtocol>(printed text: Text)
  where Text.SubSequence == Substring {
    let parts = text.trimmingBlanks.split(separator: ",", maxSplits: 2).map(\.trimmingBlanks)
    guard let left = parts.first, let right = parts.last,
      parts.count == 2 || parts.count == 3 && parts[1].utf8.starts(with: "VID:".utf8)
    else { return nil }
    guard let pid = left.after(prefix: "PID:") ?? left.after(prefix: "P:"),
      let serial = right.after(prefix: "SN:") ?? right.after(prefix: "S:")
    else { return nil }
    self.init(printedPID: pid.trimmingBlanks, serial: serial.trimmingBlanks)
  }

  private init?(printedPID pid: Substring, serial: Substring) {
    guard Self.isPart(pid), Self.isPart(serial) else { return nil }
    self.init(pid: String(pid), serial: String(serial))
  }

  private static func isPart(_ text: Substring) -> Bool {
    (1...64).contains(text.utf8.count) && text.utf8.first != 0x3C
      && !text.utf8.contains { $0 <= 0x20 }
  }
}

extension HighAvailabilityMember {
  /// Reads `Active:PID:…,SN:…` and `Active: PID:…,SN:…`. The role is kept as printed.
  init?<Text: StringProtocol>(printed text: Text)
  where Text.SubSequence == Substring {
    guard let (role, rest) = text.trimmingBlanks.parted(by: ":"), !role.isEmpty,
      role.utf8.count <= 32, let udi = UDI(printed: rest)
    else { return nil }
    self.init(role: String(role), udi: udi)
  }
}
