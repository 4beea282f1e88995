/// What a line says of the output that it stands in, when no echoed command says it.
enum OutputShape: Hashable {
  /// A line by which the output of a command is known.
  case sign(LineSign.Weight, DeviceCommand)
  /// The heading of a block that `show license all`, `status`, `summary` and `usage` share.
  case licenseBlock(String)
  /// `Load for five secs: …`, which IOS can print before every output.
  case loadBanner

  init?(_ text: String) {
    guard text.utf8.count <= 400 else { return nil }
    let line = text.trimmingBlanks
    let isIndented = text.utf8.first == 0x20
    func found(_ weights: [LineSign.Weight]) -> OutputShape? {
      for weight in weights {
        for (command, sign) in Self.signs[weight] ?? []
        where (sign.mayBeIndented || !isIndented) && sign.matches(line) {
          return .sign(weight, command)
        }
      }
      return nil
    }
    if let sign = found([.opening, .typical]) {
      self = sign
    } else if !isIndented, Self.blockHeadings.contains(line) {
      self = .licenseBlock(String(line))
    } else if !isIndented, line.utf8.starts(with: "Load for five secs:".utf8) {
      self = .loadBanner
    } else if let sign = found([.lone]) {
      self = sign
    } else {
      return nil
    }
  }

  private static let signs = Dictionary(
    grouping: CommandReader.all.flatMap { reader in reader.signs.map { (reader.command, $0) } }
  ) { $0.1.weight }

  /// Headings that stand once in an output, so that a second one begins another.
  private static let blockHeadings: Set<Substring> = [
    "Utility:", "Smart Licensing Using Policy:", "Account Information:", "License Usage:",
    "License Authorization:", "Smart Licensing is ENABLED", "Smart Licensing is DISABLED",
    "Data Privacy:", "Usage Reporting:", "Transport:", "Policy:", "Product Information",
  ]
}
