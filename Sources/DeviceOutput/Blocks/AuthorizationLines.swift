import LicenseFiles

/// Reads the lines of authorizations and reservations. What a line belongs to is said by the member
/// or the license above it; the indentation differs between releases.
struct AuthorizationLines {
  /// What the lines stand under.
  enum Part { case head, overall, licenses, purchased, derived, notRequired }

  private var part: Part
  private let title: String
  private let context: OutputContext

  init(_ part: Part, title: String, _ context: OutputContext) {
    self.part = part
    self.title = title
    self.context = context
  }

  /// The part that a heading begins; nil for another heading.
  static func part(of heading: Substring) -> Part? {
    switch heading {
    case "Overall status": .overall
    case "Specified license reservations", "Authorizations": .licenses
    case "Purchased Licenses": .purchased
    case "Derived Licenses": .derived
    case "Last Reporting Not Required": .notRequired
    default: nil
    }
  }

  /// Takes a line; false when it is not understood.
  mutating func take(_ line: TranscriptLine, into facts: inout AuthorizationFacts) -> Bool {
    let text = line.text.trimmingBlanks
    if text.utf8.last == 0x3A, let part = Self.part(of: text.dropLast().trimmingBlanks) {
      self.part = part
      return true
    }
    switch part {
    case .head: return takeHead(line, &facts)
    case .overall: return takeMember(line, &facts)
    case .licenses: return takeLicense(line, &facts)
    case .purchased:
      facts.purchased.append(context.observed(String(text), line.number))
      return true
    case .derived: return takeTag(line, \.derived, &facts)
    case .notRequired: return takeTag(line, \.reportingNotRequired, &facts)
    }
  }

  private func takeTag(
    _ line: TranscriptLine, _ tags: WritableKeyPath<AuthorizationFacts, [Observed<String>]>,
    _ facts: inout AuthorizationFacts
  ) -> Bool {
    guard let (key, value) = line.text.keyAndValue, key == "Entitlement Tag" else {
      return takeHead(line, &facts)
    }
    facts[keyPath: tags].append(context.observed(String(value), line.number))
    return true
  }

  private func takeHead(_ line: TranscriptLine, _ facts: inout AuthorizationFacts) -> Bool {
    guard let (key, value) = line.text.keyAndValue, !value.isEmpty else { return false }
    switch key {
    case "License reservation":
      facts.reservation = context.observed(String(value), line.number)
    case "Last Data Push": facts.lastDataPush = context.observedTime(value, line.number)
    case "Last File Export": facts.lastFileExport = context.observedTime(value, line.number)
    default: facts.settings.append(setting(key, value, line))
    }
    return true
  }

  private func setting(
    _ key: Substring, _ value: Substring, _ line: TranscriptLine
  ) -> Observed<PrintedSetting> {
    context.observed(
      PrintedSetting(block: title, name: String(key), value: String(value)), line.number)
  }

  private func takeMember(_ line: TranscriptLine, _ facts: inout AuthorizationFacts) -> Bool {
    if let member = HighAvailabilityMember(printed: line.text) {
      facts.members.append(MemberAuthorization(member: context.observed(member, line.number)))
      return true
    }
    guard let (key, value) = line.text.keyAndValue, !value.isEmpty else { return false }
    guard let last = facts.members.indices.last else { return takeHead(line, &facts) }
    let number = line.number
    switch key {
    case "Status", "Reservation status":
      let outcome = DatedOutcome(String(value), offsets: context.offsets)
      facts.members[last].status = context.observed(outcome.outcome, number)
      facts.members[last].installedOn = outcome.time.map { context.observed($0, number) }
    case "Request code": facts.members[last].requestCode = context.text(value, number)
    case "Last return code": facts.members[last].lastReturnCode = context.text(value, number)
    case "Last Confirmation code":
      facts.members[last].lastConfirmationCode = context.text(value, number)
    case "Reservation authorization code":
      facts.members[last].authorizationCode = context.text(value, number)
    case "Export-Controlled Functionality":
      facts.members[last].exportControlled = context.observed(String(value), number)
    case "License reservation":
      facts.reservation = context.observed(String(value), number)
    default: facts.members[last].settings.append(setting(key, value, line))
    }
    return true
  }

  private func takeLicense(_ line: TranscriptLine, _ facts: inout AuthorizationFacts) -> Bool {
    let text = line.text.trimmingBlanks
    if let heading = LicenseUse(heading: String(text)) {
      facts.licenses.append(
        AuthorizedLicense(
          name: context.observed(heading.name, line.number), entitlement: heading.entitlement))
      return true
    }
    guard let last = facts.licenses.indices.last else { return false }
    if let member = HighAvailabilityMember(printed: text) {
      facts.licenses[last].terms.append(
        AuthorizationTerm(member: context.observed(member, line.number)))
      return true
    }
    guard let (key, value) = text.keyAndValue else { return false }
    if value.isEmpty { return key == "Term information" }
    if let term = facts.licenses[last].terms.indices.last {
      facts.licenses[last].terms[term].take(key, value, line, context) {
        setting(key, value, line)
      }
      return true
    }
    let observed = context.observed(String(value), line.number)
    switch key {
    case "Description": facts.licenses[last].description = observed
    case "Enforcement type", "Enforcement Type": facts.licenses[last].enforcementType = observed
    case "Total available count", "Total reserved count":
      guard let count = UInt64(digits: value) else { return false }
      facts.licenses[last].totalCount = observed.map { _ in count }
    default: facts.licenses[last].settings.append(setting(key, value, line))
    }
    return true
  }
}

extension AuthorizationTerm {
  fileprivate mutating func take(
    _ key: Substring, _ value: Substring, _ line: TranscriptLine, _ context: OutputContext,
    _ setting: () -> Observed<PrintedSetting>
  ) {
    let observed = context.observed(String(value), line.number)
    switch key {
    case "Authorization type": authorizationType = observed
    case "License type": licenseType = observed
    case "Start Date": startDate = observed
    case "End Date": endDate = observed
    case "Subscription ID": subscriptionID = context.text(value, line.number)
    case "Term Count":
      count = UInt64(digits: value).map { number in observed.map { _ in number } }
    default: settings.append(setting())
    }
  }
}
