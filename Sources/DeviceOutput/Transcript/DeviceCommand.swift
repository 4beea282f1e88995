/// A command whose output this room reads, or knows the end of.
///
/// The raw value is the command in full.
public enum DeviceCommand: String, Sendable, Hashable, CaseIterable {
  case showVersion = "show version"
  case showInventory = "show inventory"
  case showClock = "show clock"
  case showLicenseAll = "show license all"
  case showLicenseStatus = "show license status"
  case showLicenseSummary = "show license summary"
  case showLicenseUsage = "show license usage"
  case showLicenseUDI = "show license udi"
  case showLicenseTechSupport = "show license tech support"
  case showLicenseRUMIDAll = "show license rum id all"
  case showLicenseRUMIDDetail = "show license rum id detail"
  case showLicenseHistoryMessage = "show license history message"
  case showLicenseEventLog = "show license eventlog"
  case showLicenseAuthorization = "show license authorization"
  case showLicenseReservation = "show license reservation"
  case showLicenseAirEntities = "show license air entities summary"
  case showLicense = "show license"
  case showLicenseRightToUse = "show license right-to-use"
  case showLogging = "show logging"
  case showRunningConfig = "show running-config"
  case showNTPStatus = "show ntp status"
  case showPKITrustpoints = "show crypto pki trustpoints"
  case showCallHomeProfile = "show call-home profile"
  case licenseReservation = "license smart reservation"
  case licenseAuthorization = "license smart authorization"
  case licenseImport = "license smart import"
  case licenseSaveUsage = "license smart save usage"
  case licenseFactoryReset = "license smart factory reset"
  case reload = "reload"
  case showAPSummary = "show ap summary"
  case showAPInventory = "show ap inventory"
  case showAPConfigGeneral = "show ap config general"
  case showAPName = "show ap name"
}

/// A command as it stands in a transcript.
public struct TypedCommand: Sendable, Hashable {
  /// The command that it is; nil for one that this room does not read.
  public let command: DeviceCommand?
  /// As echoed, without the prompt; nil when the command was found from the shape of its output.
  public let text: String?
  /// The words after the known ones, such as the path of an import. Output filters are left out.
  public let arguments: [String]
  /// The output filter after `|`; nil when the device was asked for everything.
  public let filter: OutputFilter?

  /// Creates a command.
  init(
    command: DeviceCommand?, text: String?, arguments: [String] = [], filter: OutputFilter? = nil
  ) {
    self.command = command
    self.text = text
    self.arguments = arguments
    self.filter = filter
  }

  /// Reads an echoed command, shortened as IOS allows: `sh lic stat`, `sh ver`.
  ///
  /// A shortening that fits several of the known commands is none of them.
  init(echo: Substring) {
    let text = echo.trimmingBlanks
    let parts = text.parted(by: "|")
    var words = text.utf8.count <= Self.longest ? (parts?.before ?? text).words : []
    if words.first == "do" { words.removeFirst() }
    var found: [(command: DeviceCommand, arguments: [Substring], isExact: Bool)] = []
    for reader in CommandReader.all where !words.isEmpty {
      if let match = Self.match(words, with: reader.pattern) {
        found.append((reader.command, match.arguments, match.isExact))
      }
    }
    let exact = found.filter(\.isExact)
    let candidates = exact.isEmpty ? found : exact
    let only = candidates.count == 1 ? candidates.first : nil
    self.init(
      command: only?.command, text: String(text), arguments: only?.arguments.map(String.init) ?? [],
      filter: parts.flatMap { OutputFilter($0.after.words) })
  }

  /// True where the output may tell of another device or of a file: the words of `show version` in it say
  /// nothing of this device. Outputs that are collections of others are not among them.
  var tellsOfOthers: Bool {
    guard let (verb, object) = unknownWords else { return false }
    if showsFile { return true }
    guard "show".hasPrefix(verb), let object else { return false }
    return !["tech-support", "hardware"].contains { $0.hasPrefix(object) }
  }

  /// True where the output is a file of the device, as with `more bootflash:old.txt`: when it was printed into
  /// that file nobody knows.
  var showsFile: Bool {
    guard let (verb, object) = unknownWords else { return false }
    return "more".hasPrefix(verb) || "show".hasPrefix(verb) && object == "file"
  }

  /// What begins a command that this room does not read, in lower case; nil for the others.
  private var unknownWords: (verb: String, object: String?)? {
    guard command == nil, let text, text.utf8.count <= Self.longest else { return nil }
    var words = text.words.prefix(3).map { $0.lowercased() }[...]
    if words.first == "do" { words.removeFirst() }
    guard let verb = words.popFirst(), verb.utf8.count >= 2 else { return nil }
    return (verb, words.first)
  }

  /// IOS takes no longer line.
  private static let longest = 510

  private static func match(
    _ words: [Substring], with pattern: [Substring]
  ) -> (arguments: [Substring], isExact: Bool)? {
    var arguments: [Substring] = []
    var isExact = true
    var index = 0
    for part in pattern {
      if part == "…" {
        arguments += words[min(index, words.count)...]
        return (arguments, isExact)
      }
      guard index < words.count else { return nil }
      let word = words[index]
      index += 1
      if part == "#" {
        guard word.number != nil else { return nil }
        arguments.append(word)
      } else {
        let lower = word.lowercased()
        guard part.utf8.starts(with: lower.utf8) else { return nil }
        if lower.utf8.count < part.utf8.count { isExact = false }
      }
    }
    return index == words.count ? (arguments, isExact) : nil
  }
}
