public import LicenseFiles

extension FindingDescriptor {
  /// The findings of reading device output.
  public static let deviceOutput: [FindingDescriptor] = [
    deviceNotUnderstood, deviceTwoHosts, deviceTooLong, deviceFileShown,
  ]

  private static let clock: FindingExample = .document(
    "WLC-1#show clock\n10:00:00.000 UTC Tue Nov 24 2026\n")

  static let deviceNotUnderstood = FindingDescriptor(
    "device/not-understood", .note, "lines of device output were not understood",
    looksAt: "every line of the output of a command that this tool reads",
    why: "a newer release may print what matters in words that this tool does not know",
    remedy: "read these lines yourself; nothing was concluded from them",
    basis: .observed(sample: "keys differ between recorded outputs of Smart Agent 4.8 to 6.3"),
    trigger: .document("WLC-1#show clock\nthe clock is slow\n10:00:00.000 UTC Tue Nov 24 2026\n"),
    nearMiss: clock)

  static let deviceTwoHosts = FindingDescriptor(
    "device/one-udi-two-hosts", .warning, "one UDI is shown under two host names",
    looksAt: "the UDI that a device prints for itself, and the host name in its prompt",
    why:
      "the portal knows devices by their UDI: the usage of two machines is booked as one, and an ACK of "
      + "one says nothing of the other",
    remedy:
      "find out whether two machines run with this UDI (show license udi on both): a clone needs its "
      + "own; where the device was renamed, give the output under its new name only",
    basis: .inferred("a UDI is given to one machine"),
    trigger: .document(
      "edge-1#show license udi\nUDI: PID:C8000V,SN:9ZZEXAMPLE1\n"
        + "edge-2#show license udi\nUDI: PID:C8000V,SN:9ZZEXAMPLE1\n"),
    nearMiss: .document(
      "edge-1#show license udi\nUDI: PID:C8000V,SN:9ZZEXAMPLE1\n"
        + "edge-2#show license udi\nUDI: PID:C8000V,SN:9ZZEXAMPLE2\n"))

  static let deviceFileShown = FindingDescriptor(
    "device/file-shown", .note, "a file of the device was shown, and nothing in it counts",
    looksAt: "what more and show file print, where it looks like the output of a show command",
    why: "when it was printed into that file nobody knows, so it says nothing of the device now",
    remedy: "give the output of the command itself",
    basis: .inferred("an output that was redirected into a file stays there as it was"),
    trigger: .document(
      "WLC-1#show clock\n10:00:00.000 UTC Tue Nov 24 2026\nWLC-1#more bootflash:udi.txt\n"
        + "UDI: PID:C8000V,SN:9ZZEXAMPLE1\n"),
    nearMiss: .document(
      "WLC-1#show clock\n10:00:00.000 UTC Tue Nov 24 2026\nWLC-1#more bootflash:notes.txt\n"
        + "call the site first\n"))

  static let deviceTooLong = FindingDescriptor(
    id: "device/too-long", title: "a part of the transcript was not read", severity: .warning,
    looksAt:
      "the size of the transcript, the number of its lines and outputs, and the longest line",
    why: "what comes after the limit is not known, and may be newer than what was read",
    remedy: "give the outputs in smaller files, newest first",
    basis: .inferred("a capture of this size is not a capture of a few commands"),
    trigger: .described("a transcript longer than the limits of the reader"), nearMiss: clock)
}

/// What is wrong with device output by itself.
public enum DeviceFindings {
  static func of(_ observations: [Observation], file: String, cutAt: Int?) -> [Finding] {
    let isOfSeveral = Set(observations.compactMap(\.promptName)).count > 1
    var findings = isOfSeveral ? twoHosts(DeviceGrouping.devices(observations)) : []
    if let cutAt {
      findings.append(
        FindingDescriptor.deviceTooLong.finding(
          at: SourceLocation(file: file, line: cutAt),
          "the transcript is too long and was not read to its end"))
    }
    let known = observations.filter { $0.content != .other }
    let unknown = known.flatMap(\.unknownLines)
    if let first = unknown.min(by: { $0.number < $1.number }) {
      let lines = known.reduce(0) { $0 + $1.lineCount }
      findings.append(
        FindingDescriptor.deviceNotUnderstood.finding(
          at: SourceLocation(file: file, line: first.number),
          "\(unknown.count) of \(lines) lines were not understood, the first one here"))
    } else if known.isEmpty, observations.allSatisfy({ $0.logLines.isEmpty }),
      DeviceGrouping.devices(observations).allSatisfy({ $0.configured == nil })
    {
      findings.append(
        FindingDescriptor.deviceNotUnderstood.finding(
          at: SourceLocation(file: file), "no output of a known command was found"))
    }
    return findings + observations.compactMap { fileShown($0, file: file) }
  }

  private static func fileShown(_ observation: Observation, file: String) -> Finding? {
    guard let command = observation.command, command.showsFile,
      let line = observation.unknownLines.first(where: { OutputShape($0.text) != nil })
    else { return nil }
    return FindingDescriptor.deviceFileShown.finding(
      at: SourceLocation(file: file, line: line.number),
      "this lies in a file of the device and may be old: nothing in it counts")
  }

  /// One for each UDI that is shown under several host names.
  public static func twoHosts(_ devices: [DeviceSnapshot]) -> [Finding] {
    var told: Set<UDI> = []
    return devices.compactMap { device in
      guard let other = device.otherHosts.first, let udi = device.udi.latest?.value,
        let host = device.hostName.latest, told.insert(udi).inserted
      else { return nil }
      return FindingDescriptor.deviceTwoHosts.finding(
        at: host.location, productInstance: udi, "\(udi) is shown under \(host.value) and \(other)")
    }
  }
}
