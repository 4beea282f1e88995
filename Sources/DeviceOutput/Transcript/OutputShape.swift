/// What a line says of the output that it stands in, when no echoed command says it.
enum OutputShape: Hashable {
  /// The first line of a command's output: it always begins a new one.
  case opening(DeviceCommand)
  /// A line that only this command prints, though not as its first.
  case typical(DeviceCommand)
  /// The heading of a block that `show license all`, `status`, `summary` and `usage` share.
  case licenseBlock(String)
  /// `Load for five secs: …`, which IOS can print before every output.
  case loadBanner

  init?(_ text: String) {
    guard text.utf8.count <= 400 else { return nil }
    let line = text.trimmingBlanks
    let isIndented = text.utf8.first == 0x20
    if let found = Self.signs.first(where: { _, sign in
      (sign.mayBeIndented || !isIndented) && sign.matches(line)
    }) {
      self = found.sign.isOpening ? .opening(found.command) : .typical(found.command)
    } else if !isIndented, Self.blockHeadings.contains(line) {
      self = .licenseBlock(String(line))
    } else if !isIndented, line.utf8.starts(with: "Load for five secs:".utf8) {
      self = .loadBanner
    } else {
      return nil
    }
  }

  /// Openings before all others.
  private static let signs: [(command: DeviceCommand, sign: LineSign)] = {
    let all = CommandReader.all.flatMap { reader in reader.signs.map { (reader.command, $0) } }
    return all.filter(\.1.isOpening) + all.filter { !$0.1.isOpening }
  }()

  /// Headings that stand once in an output, so that a second one begins another.
  private static let blockHeadings: Set<Substring> = [
    "Utility:", "Smart Licensing Using Policy:", "Account Information:", "License Usage:",
    "License Authorization:", "Smart Licensing is ENABLED", "Smart Licensing is DISABLED",
    "Data Privacy:", "Usage Reporting:", "Transport:", "Policy:", "Product Information",
  ]
}
