import Assessment

/// The events of migrations in plain words.
extension EventWording {
  static func migrationSentence(_ event: SiteEvent) -> String {
    let run = part(event, .migration, " of migration ")
    switch event.kind {
    case .migrationStarted:
      return "the migration \(said(event, .migrationKind)) began"
        + part(event, .target, ", to release ")
        + part(event, .change, ", change ") + part(event, .replacedBy, ", replaced by ")
        + reason(event)
    case .migrationBefore:
      return "before: \(said(event, .name))" + part(event, .words, " (", ")")
        + part(event, .count, ", ") + part(event, .status, " ")
    case .migrationEvidence:
      return "\(said(event, .source)) is evidence for \(said(event, .step))\(run)"
        + moment(event, .at, ", of ") + moment(event, .atEarliest, ", of ")
        + moment(event, .atLatest, " to ") + part(event, .sha256, ", SHA-256 ")
    case .migrationStep:
      return "the step \(said(event, .step))\(run) is recorded" + by(event)
        + part(event, .text, ": ") + part(event, .code, ", code ") + reason(event)
    case .migrationRefused:
      return event[.finding] == nil
        ? "the step \(said(event, .step))\(run) is not proved" + part(event, .missing, ": missing ")
        : "the step \(said(event, .step))\(run) was refused" + part(event, .finding, " (", ")")
          + reason(event) + moment(event, .until, ", until ")
    case .migrationEntitlement:
      return "after: \(said(event, .name))" + part(event, .count, ", ", " in use")
        + part(event, .released, ", ", " released") + part(event, .reason, ", explained: ")
    case .migrationEnded:
      return "the migration is \(said(event, .status))" + reason(event)
    default: return event.kind.rawValue
    }
  }
}
