import LicenseFiles

/// One feature of the `show license` from before Smart Licensing, with its node-locked files.
public struct FeatureLicense: Sendable, Hashable {
  /// `Index`.
  public let index: Int
  /// `Feature`.
  public let name: Observed<String>
  /// `Period left`: `Life time`, `Not Activated`.
  public internal(set) var periodLeft: Observed<String>?
  /// `Period Used`, as printed: `0  minute  0  second`.
  public internal(set) var periodUsed: Observed<String>?
  /// `Period Used` in seconds; nil when it was not printed or cannot be read.
  public internal(set) var periodUsedSeconds: Int64?
  /// `License Type`: `Permanent`, `EvalRightToUse`.
  public internal(set) var licenseType: Observed<String>?
  /// `License State`: `Active, In Use`.
  public internal(set) var state: Observed<String>?
  /// `License Count`, as printed: `Non-Counted`, `0/0  (In-use/Violation)`.
  public internal(set) var count: Observed<String>?
  /// The number in use; nil for a license that is not counted.
  public internal(set) var countInUse: UInt64?
  /// The number in violation; nil for a license that is not counted.
  public internal(set) var countInViolation: UInt64?
  /// `License Priority`.
  public internal(set) var priority: Observed<String>?
  /// Other lines of the form `Key: value`, as printed.
  public internal(set) var settings: [Observed<PrintedSetting>] = []
}

/// Reads the old `show license`.
enum ShowLicenseFeatures {
  static let reader = CommandReader(.showLicense, signs: [.typical { head(String($0)) != nil }]) {
    output in
    let (facts, unknown) = read(output.lines, output.context)
    return (.features(facts), unknown)
  }

  /// Reads `show license right-to-use`, of Catalyst switches before Smart Licensing.
  static let rightToUse = CommandReader(
    .showLicenseRightToUse, takesMore: true,
    signs: [.typical { $0.words == ["License", "Name", "Type", "Period", "left"] }]
  ) { output in
    var features: [FeatureLicense] = []
    var unknown: [TranscriptLine] = []
    for line in output.lines {
      let words = line.text.words
      if words.first == "License" || line.text.isRule { continue }
      guard words.count >= 3, line.text.keyAndValue == nil else {
        unknown.append(line)
        continue
      }
      var feature = FeatureLicense(
        index: features.count + 1, name: output.context.observed(String(words[0]), line.number))
      feature.licenseType = output.context.observed(String(words[1]), line.number)
      feature.periodLeft = output.context.observed(
        words.dropFirst(2).joined(separator: " "), line.number)
      features.append(feature)
    }
    return (.features(features), unknown)
  }

  static func read(
    _ lines: [TranscriptLine], _ context: OutputContext
  ) -> (features: [FeatureLicense], unknown: [TranscriptLine]) {
    var features: [FeatureLicense] = []
    var unknown: [TranscriptLine] = []
    for line in lines {
      if let (index, name) = head(line.text) {
        features.append(
          FeatureLicense(index: index, name: context.observed(String(name), line.number)))
      } else if line.text.utf8.starts(with: "License Store:".utf8) {
        continue
      } else if let last = features.indices.last, let (key, value) = line.text.keyAndValue,
        !value.isEmpty
      {
        features[last].take(key, value, line.number, context)
      } else {
        unknown.append(line)
      }
    }
    return (features, unknown)
  }

  /// `Index 1 Feature: appxk9`, or `StoreIndex: 0   Feature: ax_10M   Version: 1.0` of `show license all`.
  static func head(_ text: String) -> (index: Int, name: Substring)? {
    let line = text.trimmingBlanks
    guard let rest = line.after(prefix: "Index ") ?? line.after(prefix: "StoreIndex:"),
      let (number, name) = rest.parted(by: " Feature:"), let index = number.trimmingBlanks.number
    else { return nil }
    return (index, (name.parted(by: " Version:")?.before ?? name).trimmingBlanks)
  }
}

extension FeatureLicense {
  fileprivate mutating func take(
    _ key: Substring, _ value: Substring, _ line: Int, _ context: OutputContext
  ) {
    let observed = context.observed(String(value), line)
    switch key {
    case "Period left": periodLeft = observed
    case "Period Used":
      periodUsed = observed
      periodUsedSeconds = Self.seconds(value)
    case "License Type": licenseType = observed
    case "License State": state = observed
    case "License Count":
      count = observed
      let numbers = value.words.first?.split(separator: "/").map { UInt64(digits: $0) } ?? []
      if numbers.count == 2 { (countInUse, countInViolation) = (numbers[0], numbers[1]) }
    case "License Priority": priority = observed
    default:
      settings.append(
        observed.map { PrintedSetting(block: "Feature", name: String(key), value: $0) })
    }
  }

  /// `0  minute  0  second`: pairs of a number and a unit, without commas.
  private static func seconds(_ text: Substring) -> Int64? {
    PrintedSpan.seconds(ofPairs: text)
  }
}
