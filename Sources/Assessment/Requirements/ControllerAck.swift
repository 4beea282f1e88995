import DeviceOutput
import LicenseFiles

// The mandatory ACK of the Catalyst 9800-CL: platform, release, ACK, and whether that ACK was one for
// usage.
extension RequirementSubject {
  func controllerAck() -> RequirementResult {
    guard let model, model.name != nil || isOtherSystem else {
      return settle(
        result(.unknown, "neither UDI nor model was printed, so the platform is not known"),
        "show license udi")
    }
    guard model.isVirtualController else {
      var found = result(
        .notApplicable,
        "Cisco's warning names only the Catalyst 9800-CL, and this is another platform")
      found.seen = [device.productID.map { line("PID", $0, $0.value) }].compactMap(\.self)
      return found
    }
    if let release = device.release.latest, !release.value.isAtLeast(17, 7, 1) {
      var found = result(
        .notApplicable,
        "it holds from IOS XE 17.7.1, but this is \(release.value.normalized)")
      found.seen = [line("release", release, release.value.raw)]
      found.steps = ["have an ACK imported before an upgrade to 17.7.1 or later"]
      return found
    }
    return controllerAckOfVirtual()
  }

  private func controllerAckOfVirtual() -> RequirementResult {
    guard let printed = device.lastAck.latest else {
      guard let message = device.unregisteredController else {
        return settle(result(.unknown, "Last ACK received was not printed"), "show license status")
      }
      var found = result(.due, "the device says that it has no ACK of its usage")
      found.seen = [message]
      return settle(found, "show license status")
    }
    var found: RequirementResult
    if let ack = printed.value {
      found = installedAck(ack)
    } else {
      found = missingAck()
      found.notes = RequirementSource.controllerAckConsequences
    }
    found.seen.insert(line("Last ACK received", printed), at: 0)
    if let release = device.release.latest {
      found.seen.append(line("release", release, release.value.raw))
    } else if found.verdict != .satisfied {
      found = settle(found, "show version")
      found.conclusion += "; the release was not printed, and it holds from 17.7.1"
    }
    if device.members.count > 1 { found.notes.append(RequirementSource.pairNote) }
    if found.verdict != .satisfied, let sameHost {
      found.conclusion += "; the same host name is in the output of \(sameHost)"
      found.notes.append(RequirementSource.newSerialNote)
    }
    return found
  }

  // MARK: an ACK is there

  private func installedAck(_ ack: DeviceTime) -> RequirementResult {
    if let reset = resetAfterAck(ack) {
      var found = result(
        .due,
        "the licensing was reset after that ACK, and a factory reset erases it with the reload")
      found.seen = [reset.line]
      found.steps =
        [
          "reload if the reset still waits for it, then wait one hour",
          "save usage, upload it, import the ACK",
        ]
      return settle(found, "show license status")
    }
    let proofs = usageAckProofs
    guard proofs.isEmpty else {
      var found = result(.satisfied, "an ACK for usage is installed: " + proofs[0].value)
      found.seen = proofs
      return found
    }
    var found = result(
      .unknown,
      "an ACK is installed, but it may be that of the trust code: nothing printed shows an acknowledged "
        + "usage report")
    if let summary = device.reportSummary?.acknowledged, summary.value.count == 0 {
      found.seen.append(line("Total Acknowledged Received", summary, "0"))
    }
    let missing = ["show license all", "show license rum id all", "show license history message"]
    return missing.filter { !wasPrinted($0) && mayHave($0) }.reduce(found) { settle($0, $1) }
  }

  private func mayHave(_ command: String) -> Bool {
    model?.mayHave(command, on: device.release.latest?.value) ?? true
  }

  private func wasPrinted(_ command: String) -> Bool {
    device.observations.contains { $0.command?.command?.rawValue == command }
  }

  /// What shows that the ACK was for a usage report.
  private var usageAckProofs: [Observed<String>] {
    var proofs: [Observed<String>] = []
    if let acknowledged = device.reportSummary?.acknowledged, acknowledged.value.count > 0 {
      proofs.append(
        line("Total Acknowledged Received", acknowledged, "\(acknowledged.value.count)"))
    }
    let states = device.reportStates.filter { $0.value.value == "ACK" }
    if let first = states.min(by: { $0.key < $1.key }) {
      proofs.append(line("report \(first.key)", first.value, "state ACK"))
    }
    if let imports = device.imports("RUM ACK"), imports.hasEntries == true,
      let title = imports.title
    {
      proofs.append(title.map { _ in "the import history of RUM ACK is filled" })
    }
    if let background = device.background, let proved = background.reporting?.provedAt {
      proofs.append(
        Observed(
          "the ledger has the proof of an import, of \(TimeText.day(proved))",
          at: SourceLocation(file: background.source), command: nil))
    }
    if let type = device.transportFacts?.type, device.transportFacts?.isOff == true,
      device.trust?.hasTrustCode == false
    {
      proofs.append(line("Transport type", type, "\(type.value), and no trust code is installed"))
    }
    return proofs
  }

  /// A factory reset after the last output that shows the ACK, or later by its own time.
  private func resetAfterAck(_ ack: DeviceTime) -> FactoryReset? {
    let shown = device.observations.lastIndex { $0.license?.reporting?.lastAck != nil } ?? 0
    for (index, observation) in device.observations.enumerated() where index >= shown {
      for reset in observation.resets {
        guard let time = reset.time?.value else {
          if index > shown, device.background?.reporting == nil { return reset }
          continue
        }
        if let earliest = time.earliest, let latest = ack.latest {
          if earliest > latest { return reset }
        } else if time.reading?.year == nil, index > shown {
          return reset
        }
      }
    }
    return nil
  }

  // MARK: none is there

  private func missingAck() -> RequirementResult {
    var found: RequirementResult
    if let deadline = device.nextAckDeadline.latest, let time = deadline.value,
      !WrongClock.gave(time)
    {
      switch isOver(time) {
      case true?: found = result(.overdue, "no ACK was ever received, and the deadline is over")
      case false?: found = result(.due, "no ACK was ever received")
      case nil:
        found = result(
          .due,
          "no ACK was ever received; the deadline is near; its time zone is not known, so how near is not certain"
        )
      }
      found.deadline = time
      found.daysLeft = time.earliest.map { days(to: $0) }
      found.seen = [line("Next ACK deadline", deadline)]
    } else {
      found = result(.due, "no ACK was ever received")
      if device.nextAckDeadline.latest == nil { found = settle(found, "show license status") }
    }
    found.steps = [
      "`license smart save usage all file bootflash:rum.txt`",
      "pack it, upload it at the portal, bring the ACK back",
      "`license smart import bootflash:ACK_rum.txt`",
    ]
    return found
  }

  private func result(_ verdict: Verdict, _ conclusion: String) -> RequirementResult {
    RequirementResult(
      .controllerAck, verdict, conclusion, basis: RequirementSource.controllerAck)
  }

  /// Names a command whose output would settle it.
  func settle(_ result: RequirementResult, _ command: String) -> RequirementResult {
    var result = result
    // What the device refused is not asked for again.
    guard !device.refuses(command) else { return result }
    if !result.settledBy.contains(command) { result.settledBy.append(command) }
    return result
  }
}
