import AirGap
import ArgumentParser
import Assessment
import Presentation

/// What a shell offers when Tab is pressed.
extension CompletionKind {
  /// The devices of the site by host name and serial number. A UDI holds a colon, at which shells
  /// break words.
  static let devices = CompletionKind.custom { words, _, _ in
    let known = try? ledger(words)?.read { reader throws(LedgerError) in try reader.knownDevices() }
    return (known?.names ?? []).map { TerminalText.escaped($0) }
  }

  /// The open trips of the site.
  static let trips = CompletionKind.custom { words, _, _ in
    let history = try? ledger(words)?.read { reader throws(LedgerError) in try reader.history() }
    return (history?.trips ?? []).filter { $0.closedAt == nil }.map {
      TerminalText.escaped($0.name)
    }
  }

  /// Every finding.
  static let findings = CompletionKind.custom { _, _, _ in Catalogue.descriptors.map(\.id) }

  /// The ledger that the words typed so far mean, read only; nil where there is none. Nothing is said
  /// of it: the terminal shows the line that is being typed.
  private static func ledger(_ words: [String]) throws(LedgerError) -> SiteLedger? {
    let option = words.firstIndex(of: "--site").map { words.index(after: $0) }
    let named = option.flatMap { words.indices.contains($0) ? words[$0] : nil }
    let place = SitePlace(option: named)
    return place.isInUse ? try SiteLedger.openForReading(place.folder) : nil
  }
}
