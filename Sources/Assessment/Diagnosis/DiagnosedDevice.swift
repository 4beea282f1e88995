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

  /// The line at a place, with its secrets withheld; the command whose output begins there, else.
  func quote(at place: SourceLocation) -> String? {
    let line = section(at: place)?.lines.first { $0.number == place.line }
    guard let line else { return echo(at: place) }
    return LicenseServerURL.holdsLogin(line.text) ? nil : Quote.of(line.text.withoutBlanks)
  }

  /// The command whose output holds a place.
  func echo(at place: SourceLocation) -> String? {
    guard let text = section(at: place)?.command?.text, !LicenseServerURL.holdsLogin(text) else {
      return nil
    }
    return Quote.of(text.withoutBlanks)
  }

  private func section(at place: SourceLocation) -> TranscriptSection? {
    sections.last {
      $0.location.file == place.file && ($0.location.line ?? 0) <= place.line ?? 0
    }
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
