import LicenseFiles

/// Where an output stands, for the readers that give each value its place.
struct OutputContext {
  let file: String
  let command: DeviceCommand?
  let offsets: ZoneOffsets
  /// True for what a filter left: headings may be missing.
  var isFiltered = false

  func observed<Value>(_ value: Value, _ line: Int) -> Observed<Value> {
    Observed(value, at: SourceLocation(file: file, line: line), command: command)
  }

  /// A printed time; nil when the device prints that there is none.
  func time<Text: StringProtocol>(_ text: Text) -> DeviceTime?
  where Text.SubSequence == Substring {
    Self.isNothing(text) ? nil : DeviceTime(text, offsets: offsets)
  }

  func observedTime<Text: StringProtocol>(_ text: Text, _ line: Int) -> Observed<DeviceTime?>
  where Text.SubSequence == Substring {
    observed(time(text), line)
  }

  /// A printed text; nil when the device prints that there is none.
  func text<Text: StringProtocol>(_ text: Text, _ line: Int) -> Observed<String?>
  where Text.SubSequence == Substring {
    observed(Self.isNothing(text) ? nil : String(text.trimmingBlanks), line)
  }

  private static func isNothing<Text: StringProtocol>(_ text: Text) -> Bool
  where Text.SubSequence == Substring {
    let value = text.trimmingBlanks
    return value == "<none>" || value == "<empty>" || value == "None"
  }
}

extension OutputContext {
  /// `True`, `yes`, `ENABLED` and their opposites; nil for any other word.
  static func truth(_ text: Substring) -> Bool? {
    switch text.lowercased() {
    case "true", "yes", "enabled": true
    case "false", "no", "disabled": false
    default: nil
    }
  }

  func truth(_ text: String, _ line: Int) -> Observed<Bool>? {
    Self.truth(text[...]).map { observed($0, line) }
  }

  /// A word with a date after it; nil when the device prints that there is none.
  func outcome(_ text: String, _ line: Int) -> Observed<DatedOutcome?> {
    self.text(text, line).map { $0.map { DatedOutcome($0, offsets: offsets) } }
  }

  func setting(_ setting: BlockSetting, in block: String) -> Observed<PrintedSetting> {
    observed(
      PrintedSetting(block: block, name: setting.name, value: setting.value), setting.line.number)
  }
}
