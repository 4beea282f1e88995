import Assessment
import LicenseFiles

/// What stands before everything that a command says of a site.
public enum SiteHeading {
  /// The first members of an object: the schema, and whether it is a rehearsal.
  static func json(_ schema: String, _ identity: SiteIdentity) -> JSONText {
    .fields([
      "schema": schema, "rehearsal": identity.mode == .rehearsal,
      "site": JSONText.fields([
        "name": identity.name, "id": identity.id, "mode": identity.mode.rawValue,
      ]),
    ])
  }

  /// The cells before a row of CSV: a rehearsal has a column of its own in front.
  static func cells(_ identity: SiteIdentity, isHeading: Bool) -> [String] {
    guard identity.mode == .rehearsal else { return [] }
    return [isHeading ? "REHEARSAL" : "rehearsal"]
  }
}

extension ChainHead {
  /// The head as an object.
  var json: JSONText {
    .fields(["events": count, "head": hash])
  }

  /// The head in words.
  var text: String { "\(counted(count, "event")), head \(hash)" }
}
