import DeviceOutput
import LicenseFiles

/// Codes, the factory reset, and the comparison at the end.
extension MigrationJudge {
  /// The codes that each member printed, with its UDI where there are several; nil without one.
  private func codes(_ code: (MemberAuthorization) -> String?) -> String? {
    let output = output
    let members = [output.authorizations, output.reservation].compactMap(\.self).flatMap(\.members)
    var found: [(device: UDI, code: String)] = []
    for member in members {
      guard let code = code(member) else { continue }
      let device = member.member.value.udi
      if !found.contains(where: { $0.device == device && $0.code == code }) {
        found.append((device, code))
      }
    }
    guard found.count > 1 else { return found.first?.code }
    return found.map { "\($0.device) \($0.code)" }.joined(separator: ", ")
  }

  var confirmationCode: String? {
    codes { $0.lastConfirmationCode?.value }.map { "Last Confirmation code \($0)" }
  }

  var returnCode: String? {
    let answers = output.reservationAnswers.compactMap { $0.returnCode?.value }
    return answers.isEmpty
      ? codes { $0.lastReturnCode?.value } : answers.joined(separator: ", ")
  }

  var returnCodeKept: ConditionOutcome {
    guard let code = returnCode else {
      if output.reservationAnswers.contains(where: \.hasNothingToReturn) {
        return .proved("no code is installed, so there is nothing to return")
      }
      return .missing(
        "a return code", shownBy: ["the answer to the return", "show license authorization"])
    }
    return .proved("return code \(code)")
  }

  /// The codes that are installed, one for each member, and the licenses that they authorise.
  var installedCodes: (count: Int, text: String)? {
    guard let facts = output.authorizations, facts.members.contains(where: { $0.status != nil })
    else { return nil }
    let installed = facts.members.filter { $0.isInstalled == true }
    let licenses = facts.licenses.map { license in
      license.name.value + (license.totalCount.map { " \($0.value)" } ?? "")
    }
    let text =
      installed.isEmpty
      ? "no code is installed"
      : installed.map { "\($0.member.value.udi): \($0.status?.value ?? "")" }.joined(
        separator: ", ")
        + (licenses.isEmpty ? "" : "; " + licenses.joined(separator: ", "))
    return (installed.count, text)
  }

  var authorizationsListed: ConditionOutcome {
    guard let codes = installedCodes else {
      return .missing(
        "License Authorizations with a status",
        shownBy: ["show license authorization", "show license all"])
    }
    if let wanted = run.steps["authorizations"]?.installed, step.id != "authorizations",
      codes.count < wanted
    {
      return .missing(
        "\(wanted) codes as before: \(codes.count) are installed",
        shownBy: ["license smart import FILE", "show license authorization"])
    }
    return .proved(codes.text)
  }

  var reissuePlanned: ConditionOutcome {
    let listed = run.steps["authorizations"]?.installed
    if listed == 0 { return .proved("no code was installed, so there is none to issue again") }
    return .missing(
      "the plan: \(listed ?? 0) codes are installed and the reset clears them",
      shownBy: ["--by-hand PLAN"])
  }

  var changeNumbered: ConditionOutcome {
    guard let change = words.change ?? run.subject.change else {
      return .missing("the change number", shownBy: ["--change NUMBER"])
    }
    return .proved("change \(change)")
  }

  var resetDone: ConditionOutcome {
    guard let warning = output.resets.compactMap(\.warning).last else {
      return .missing(
        "the warning after the command", shownBy: ["license smart factory reset"])
    }
    return .proved(warning.value)
  }

  var reloaded: ConditionOutcome {
    guard let at = site.resetAt else {
      return .missing("the reset in the ledger", shownBy: ["rumkit reset record"])
    }
    if let restart = output.restartedAt.latest?.value, let latest = restart.latest {
      guard latest >= at.earliest else {
        return .missing(
          "a reload after the reset: System restarted at \(restart.text)", shownBy: ["show version"]
        )
      }
      return .proved("System restarted at \(restart.text)")
    }
    if let reload = site.reloadedAt, reload.latest >= at.earliest {
      return .proved("the reload is in the ledger")
    }
    return .missing("the end of the reload", shownBy: ["show version"])
  }

  var resetHourOver: ConditionOutcome {
    switch site.resetVerdict {
    case nil: return .missing("the answer of the guard", shownBy: ["rumkit reset status"])
    case .clear?: return .proved("the guard is clear")
    case .warning(_, let reasons)?:
      return .proved(
        "the guard only warns: the hour is documented for 9800 controllers"
          + (reasons.first.map { " (\($0.id))" } ?? ""))
    case .refused(let until, let reasons)?:
      return .waits(reasons.first?.message ?? "the hour is not over", until: until)
    }
  }

  var replacementRegistered: ConditionOutcome {
    guard let wanted = run.subject.replacement else {
      return .missing("the new device", shownBy: ["rumkit migrate start --replacement PID:SERIAL"])
    }
    guard site.replacedBy == wanted else {
      return .missing(
        "\(wanted) in the register as the successor",
        shownBy: [
          ShellText.command(
            [
              "site", "devices", "replace", run.subject.device.description, wanted.description,
              "REASON",
            ])
        ])
    }
    return .proved("\(wanted) took the place of \(run.subject.device)")
  }

  /// What is in use after: what the output lists, and the latest counts of usage files.
  var after: [ReservedEntitlement] {
    var found: [ReservedEntitlement] = []
    for license in (output.licenses ?? []).map(\.value) where license.isInUse ?? false {
      found.append(
        ReservedEntitlement(
          name: license.name, entitlement: license.entitlement ?? license.entitlementTag,
          count: Int64(clamping: license.count ?? 0), isReserved: false))
    }
    for (name, count) in usages.flatMap(\.counts)
    where !found.contains(where: { $0.isSame(name, nil) }) {
      found.append(ReservedEntitlement(name: name, count: count, isReserved: false))
    }
    return found
  }

  var comparison: EntitlementComparison {
    EntitlementComparison(
      run.before, after: after, released: run.released.merging(words.released) { $1 },
      explained: run.explained.merging(words.explained) { $1 })
  }

  var entitlementsCovered: ConditionOutcome {
    guard output.licenses != nil || !usages.isEmpty else {
      return .missing(
        "the licenses that are in use now", shownBy: ["show license summary", "show license usage"])
    }
    let comparison = comparison
    let open = comparison.rows.filter { !$0.isCovered }
    guard open.isEmpty else {
      let list = open.map {
        "\($0.before.name): \($0.before.count) before, \($0.inUse ?? 0) in use"
      }
      return .missing(
        "what became of " + list.joined(separator: "; "),
        shownBy: ["--released 'NAME=COUNT'", "--explained 'NAME=REASON'"])
    }
    return .proved(
      comparison.rows.map { "\($0.before.name): \($0.word)" }.joined(separator: "; "))
  }
}
