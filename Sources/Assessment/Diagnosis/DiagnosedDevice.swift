public import DeviceOutput
import LicenseFiles

/// One device's output: the values that were read, and the text that they were read from.
public struct DiagnosedDevice: Sendable {
  /// The values.
  public let snapshot: DeviceSnapshot
  /// The text, in the order of the observations.
  public let sections: [TranscriptSection]

  /// Creates a device from output that belongs to one.
  public init(snapshot: DeviceSnapshot, sections: [TranscriptSection]) {
    self.snapshot = snapshot
    self.sections = sections
  }

  /// Puts the text of transcripts to the devices that printed it.
  ///
  /// - Parameters:
  ///   - reading: what was read from the transcripts.
  ///   - sections: the sections of the same transcripts.
  public static func devices(
    _ reading: DeviceReading, sections: [TranscriptSection]
  ) -> [DiagnosedDevice] {
    let byPlace = Dictionary(
      sections.map { ($0.location, $0) }, uniquingKeysWith: { first, _ in first })
    return reading.devices.map { snapshot in
      DiagnosedDevice(
        snapshot: snapshot, sections: snapshot.observations.compactMap { byPlace[$0.location] })
    }
  }

  /// Lines of configuration, shown or typed, in order.
  var configuration: [DiagnosisEvidence] {
    sections.flatMap { section in
      var found: [DiagnosisEvidence] = []
      if let echo = section.command?.text, Self.isConfiguration(echo[...]) {
        found.append(
          DiagnosisEvidence(location: section.location, quote: Quote.of(echo[...]), time: nil))
      }
      for line in section.lines {
        let text = line.text.withoutBlanks
        guard Self.isConfiguration(text) else { continue }
        found.append(
          DiagnosisEvidence(
            location: SourceLocation(file: section.location.file, line: line.number),
            quote: Quote.of(text), time: nil))
      }
      return found
    }
  }

  private static let configurationWords = [
    "license smart transport ", "license smart url ", "license smart usage interval",
    "license smart proxy ", "ip http client ", "ip name-server ", "ip host ", "ip domain lookup",
    "no ip domain lookup", "no ip domain-lookup", "crypto pki trustpoint ", "revocation-check ",
  ]

  private static func isConfiguration(_ text: Substring) -> Bool {
    configurationWords.contains { text.utf8.starts(with: $0.utf8) }
  }
}

extension StringProtocol where SubSequence == Substring {
  /// Without blanks and tabs at both ends.
  var withoutBlanks: Substring {
    var text = self[startIndex..<endIndex]
    while let first = text.utf8.first, first == 0x20 || first == 0x09 { text = text.dropFirst() }
    while let last = text.utf8.last, last == 0x20 || last == 0x09 { text = text.dropLast() }
    return text
  }
}

/// Quotes of untrusted output that may hold secrets.
enum Quote {
  /// More of a line is not needed to find it again.
  private static let longest = 600

  /// The line, cut where it is long, with its secrets withheld.
  static func of(_ text: Substring) -> String {
    PrintedSecrets.shown(text.utf8.count > longest ? text.prefix(longest) + "…" : String(text))
  }
}
