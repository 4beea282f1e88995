import LicenseFiles

/// One profile of `show call-home profile`: where a device with the call-home transport reports.
public struct CallHomeProfile: Sendable, Hashable {
  /// `Profile Name`.
  public let name: Observed<String>
  /// `Profile status`: `ACTIVE`, `INACTIVE`.
  public internal(set) var status: Observed<String>?
  /// `Reporting Data`: `Smart Call Home, Smart Licensing`.
  public internal(set) var reportingData: Observed<String>?
  /// `Transport Method`: `http`, `email`.
  public internal(set) var method: Observed<String>?
  /// `HTTP address(es)`.
  public internal(set) var addresses: [Observed<String>] = []
  /// Every other line, as printed.
  public internal(set) var lines: [Observed<String>] = []

  /// True unless the device says that it is not active, or that it carries other data only.
  var carriesLicensing: Bool {
    status?.value.uppercased() != "INACTIVE"
      && reportingData.map { $0.value.lowercased().contains("smart licensing") } ?? true
  }
}

/// Reads `show call-home profile all`.
///
/// Source: the recorded outputs of Cisco's genieparser and command references.
enum ShowCallHomeProfile {
  static let reader = CommandReader(
    .showCallHomeProfile, takesMore: true, signs: [.typical("Profile Name: ")]
  ) { output in
    let (profiles, unknown) = read(output.lines, output.context)
    return (.callHomeProfiles(profiles), unknown)
  }

  private static func read(
    _ lines: [TranscriptLine], _ context: OutputContext
  ) -> (profiles: [CallHomeProfile], unknown: [TranscriptLine]) {
    var profiles: [CallHomeProfile] = []
    var unknown: [TranscriptLine] = []
    for line in lines {
      let (key, value) = line.text.keyAndValue ?? ("", line.text.trimmingBlanks)
      if key == "Profile Name" {
        profiles.append(CallHomeProfile(name: context.observed(String(value), line.number)))
      } else if let last = profiles.indices.last {
        profiles[last].take(key.lowercased().words.joined(separator: " "), value, line, context)
      } else {
        unknown.append(line)
      }
    }
    return (profiles, unknown)
  }
}

extension CallHomeProfile {
  fileprivate mutating func take(
    _ key: String, _ value: Substring, _ line: TranscriptLine, _ context: OutputContext
  ) {
    let observed = context.observed(String(value), line.number)
    switch key {
    case "profile status": status = observed
    case "reporting data": reportingData = observed
    case "transport method": method = observed
    case "http address(es)": addresses.append(observed)
    case _: lines.append(observed.map { _ in String(line.text.trimmingBlanks) })
    }
  }
}
