import ArgumentParser
import Assessment

/// What a person gives with a step.
struct MigrationStepOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .upToNextOption,
    help: "Output of the device, the usage file, the ACK, or a picture of the portal.",
    completion: .file())
  var evidence: [String] = []
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A person's word instead of the proof; it stays visible.", valueName: "words"))
  var byHand: String?
  @Option(name: .long, help: "When the evidence was made, where it has no date, in ISO 8601.")
  var at: String?
  @Option(name: .long, help: ArgumentHelp("The release to go to.", valueName: "release"))
  var target: String?
  @Option(name: .long, help: ArgumentHelp("The change number.", valueName: "number"))
  var change: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "What the portal released of an entitlement; may be repeated.", valueName: "name=count"))
  var released: [String] = []
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Why an entitlement is not in use; may be repeated.", valueName: "name=reason"))
  var explained: [String] = []

  func validate() throws { _ = try words() }

  /// - Throws: `ValidationError`.
  func words() throws -> MigrationWords {
    try MigrationWords(
      byHand: byHand, target: target, change: change, at: at, released: released,
      explained: explained)
  }
}

extension MigrationWords {
  /// What a person types with a step.
  ///
  /// - Throws: `ValidationError`.
  init(
    byHand: String?, target: String?, change: String?, at: String?, released: [String],
    explained: [String]
  ) throws {
    for (name, text) in [("--by-hand", byHand), ("--target", target), ("--change", change)] {
      if let text, text.allSatisfy(\.isWhitespace) { throw ValidationError("\(name) needs words") }
    }
    self.init(byHand: byHand, target: target, change: change)
    if let text = at {
      guard let time = TimeOptions.seconds(of: text) else {
        throw ValidationError("--at takes a time such as 2026-11-24T10:00:00Z, not '\(text)'")
      }
      self.at = time
    }
    for text in released {
      let (name, value) = try Self.pair(text, "--released", "NAME=COUNT")
      guard let count = Int64(value), count >= 0 else {
        throw ValidationError("--released takes NAME=COUNT, not '\(text)'")
      }
      self.released[name] = count
    }
    for text in explained {
      let (name, value) = try Self.pair(text, "--explained", "NAME=REASON")
      self.explained[name] = value
    }
  }

  private static func pair(
    _ text: String, _ option: String, _ form: String
  ) throws -> (String, String) {
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex,
      text.index(after: sign) < text.endIndex
    else { throw ValidationError("\(option) takes \(form), not '\(text)'") }
    return (String(text[..<sign]), String(text[text.index(after: sign)...]))
  }
}

/// Which migration.
struct MigrationDeviceOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "The device: PID:SERIAL, host name or serial number; needed where several are open.",
    completion: .devices)
  var device: String?
}
