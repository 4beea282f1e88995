public import LicenseFiles

extension FindingDescriptor {
  /// Findings of requirements that a device does not meet. The severity is that of the verdict: overdue
  /// is an error, due and unknown are warnings.
  public static let requirements: [FindingDescriptor] =
    RequirementID.allCases.map(\.descriptor) + [deadlineDiffers]

  static let deadlineDiffers = FindingDescriptor(
    "device/deadline-differs", .warning, "the deadline is not the one that the policy gives",
    looksAt:
      "Next ACK deadline against the last ACK or the first use, the policy and the licenses in "
      + "use",
    why: "a clock was changed, a policy came with an ACK, or the output is from two moments",
    remedy: "trust the device's own figure; look at the clock and at the policy in use",
    basis: RequirementSource.deadline,
    trigger: "a deadline 10 days away from last ACK + 90 days",
    nearMiss: "a deadline 30 seconds away from it")
}

extension RequirementID {
  /// What a requirement that is not met is, for `explain`.
  var descriptor: FindingDescriptor {
    switch self {
    case .beforePolicy:
      FindingDescriptor(
        "device/licensing-before-policy", .warning,
        "the device runs Smart Licensing from before the policy",
        looksAt: "Registration, License Authorization, the release",
        why: "it has an evaluation or a registration with a deadline of its own, and no ACK",
        remedy: "see rumkit-migrate(1); the transport is not the problem",
        basis: RequirementSource.beforePolicy,
        trigger: "Registration: UNREGISTERED and License Authorization: EVAL MODE",
        nearMiss: "Smart Licensing Using Policy: ENABLED")
    case .controllerAck:
      FindingDescriptor(
        "device/9800-cl-ack-missing", .warning, "a Catalyst 9800-CL has no ACK for its usage",
        looksAt:
          "UDI, release, Last ACK received, the usage report summary, report states and the import "
          + "history", why: "Cisco requires an acknowledged report of it from IOS XE 17.7.1 on",
        remedy: "save usage, upload it, import the ACK", basis: RequirementSource.controllerAck,
        trigger: "a C9800-CL 17.9.2 with Last ACK received: <none>",
        nearMiss: "the same with an ACK and acknowledged reports")
    case .reportingDeadline:
      FindingDescriptor(
        "device/ack-deadline", .warning, "the next ACK is near its deadline or over it",
        looksAt: "Next ACK deadline",
        why: "after it the device logs warnings, and may restrict itself",
        remedy: "save usage, upload it, import the ACK",
        basis: RequirementSource.deadline, trigger: "a deadline 10 days ahead",
        nearMiss: "a deadline 80 days ahead")
    case .fieldNotice72578:
      FindingDescriptor(
        "device/reports-pile-up", .warning,
        "the release piles up reports that are not acknowledged",
        looksAt: "the release, and how many reports wait",
        why: "about 1000 of them load the processor or fill the memory",
        remedy: "bring an ACK, and plan a fixed release", basis: FieldNotice72578.basis,
        trigger: "17.6.4 with 1200 reports waiting", nearMiss: "17.6.5 with as many")
    case .accessPointCompliance:
      FindingDescriptor(
        "device/ap-not-compliant", .warning, "access points are not compliant with their license",
        looksAt:
          "the words Non-Compliant and Never Licensed, and the model's leaf names, in every line",
        why: "unified licensing enforces it on newer releases",
        remedy: "report usage, and make sure that the "
          + "licenses are in the right accounts", basis: RequirementSource.compliance,
        trigger: "a line with Non-Compliant and Never Licensed",
        nearMiss: "a line with cw-compliant")
    case .transport:
      FindingDescriptor(
        "device/transport-not-off", .warning, "the transport does not fit the way of reporting",
        looksAt: "Transport: Type",
        why: "an air-gapped device looks for a server and fills its log",
        remedy: "license smart transport off, in configuration mode",
        basis: RequirementSource.transport, trigger: "Type: cslu at an air-gapped site",
        nearMiss: "Type: Transport Off")
    case .clock:
      FindingDescriptor(
        "device/clock-not-trusted", .warning, "the device's clock cannot be trusted",
        looksAt: "NTP, the marks before the time, and the log",
        why: "reports, ACKs and deadlines carry its times",
        remedy: "give it a time server of the site",
        basis: RequirementSource.clock, trigger: "*10:00:00.000 UTC in show clock",
        nearMiss: "10:00:00.000 UTC")
    case .trustCode:
      FindingDescriptor(
        "device/trust-code-missing", .warning, "the trust code is missing or has expired",
        looksAt: "Trust Code Installed", why: "a device that reports by itself needs it",
        remedy: "see rumkit plan for the way of reporting", basis: RequirementSource.trust,
        trigger: "Trust Code Installed: <none> with a direct connection",
        nearMiss: "the same at an air-gapped site")
    case .accessPointCounting:
      FindingDescriptor(
        "device/ap-count-pending", .warning, "the next export would miss new access points",
        looksAt: "Upcoming license report time", why: "the controller counts them every 8 hours",
        remedy: "save usage after the upcoming report time", basis: RequirementSource.counting,
        trigger: "an upcoming report time that is ahead", nearMiss: "one that is past")
    case .onPremVersion:
      FindingDescriptor(
        "device/on-prem-too-old", .warning, "the On-prem server is too old",
        looksAt: "a version beside the server's name, and REPORTING_NOT_SUPPORTED in the log",
        why: "it does not take usage reports", remedy: "bring it to 8-202102 or newer",
        basis: RequirementSource.onPrem, trigger: "SSM On-Prem 8-202010",
        nearMiss: "SSM On-Prem 8-202102")
    }
  }
}

extension RequirementResult {
  /// What it costs; a pending count of access points is advice and a note.
  public var severity: Severity? { isAdvice ? .note : verdict.severity }
}

extension DeviceRequirements {
  /// A finding for each requirement that is not met or not known.
  public var findings: [Finding] {
    let file = snapshot.observations.first?.location ?? SourceLocation(file: "-")
    let udi = snapshot.udi.latest?.value
    return results.flatMap { result -> [Finding] in
      var findings: [Finding] = []
      if let severity = result.severity {
        let remedy =
          result.steps.isEmpty
          ? "to find out: " + result.settledBy.map { "`\($0)`" }.joined(separator: "; ")
          : result.steps.joined(separator: "; ")
        findings.append(
          result.id.descriptor.finding(
            at: result.seen.first?.location ?? SourceLocation(file: file.file),
            productInstance: udi, "\(result.verdict.rawValue): \(result.conclusion)",
            remedy: remedy.isEmpty ? nil : remedy
          ).graded(severity))
      }
      // What is an error to the judge of configurations is one in every command.
      findings += result.signs.filter { $0.severity == .error }
      if result.differsFromPolicy, let note = result.notes.last {
        findings.append(
          FindingDescriptor.deadlineDiffers.finding(
            at: result.seen.first?.location ?? file, productInstance: udi, note.text))
      }
      return findings
    }
  }
}
