import LicenseFiles

/// A row of the table of a stack in `show version`.
public struct StackSwitch: Sendable, Hashable {
  /// The number of the switch.
  public let number: Int
  /// True for the row with `*`: the active one.
  public let isActive: Bool
  /// `Ports`.
  public let ports: Int
  /// `Model`, which is the PID.
  public let model: String
  /// `SW Version`, as printed.
  public let release: String
  /// `SW Image`.
  public let image: String
  /// `Mode`: `INSTALL`, `BUNDLE`.
  public let mode: String?
}

/// A row of `Technology Package License Information` in `show version`.
public struct TechnologyPackage: Sendable, Hashable {
  /// `Current`.
  public let current: String
  /// `Type`: `Smart License`, `Subscription Smart License`.
  public let type: String
  /// `Next reboot`.
  public let nextReboot: String
}

extension StackSwitch {
  /// `*    1 41    C9300-24UX         17.06.01          CAT9K_IOSXE           INSTALL`.
  init?(row text: String) {
    var words = text.words
    let isActive = words.first == "*"
    if isActive { words.removeFirst() }
    guard (5...6).contains(words.count), let number = words[0].number, let ports = words[1].number,
      words[3].utf8.first.map({ (0x30...0x39).contains($0) }) == true,
      words[4].utf8.contains(0x5F) || words.count == 6
    else { return nil }
    self.init(
      number: number, isActive: isActive, ports: ports, model: String(words[2]),
      release: String(words[3]), image: String(words[4]),
      mode: words.count > 5 ? String(words[5]) : nil)
  }

  /// True for the head of the table.
  static func isHead(_ text: String) -> Bool {
    let words = text.words
    return words.starts(with: ["Switch", "Ports", "Model", "SW", "Version"])
  }
}

extension TechnologyPackage {
  /// `network-advantage   Smart License   network-advantage`.
  init?(row text: String) {
    let words = text.words
    guard words.count >= 3, let first = words.first, let last = words.last else { return nil }
    let type = words.dropFirst().dropLast().joined(separator: " ")
    guard
      type == "Smart License" || type.hasSuffix(" Smart License") || type == "Permanent"
        || type == "RightToUse" || type == "EvalRightToUse"
    else { return nil }
    self.init(current: String(first), type: type, nextReboot: String(last))
  }
}
