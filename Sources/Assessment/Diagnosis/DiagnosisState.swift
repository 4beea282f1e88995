/// What several lines or settings of a device show together; the reading of states decides each.
public enum DiagnosisState: String, Sendable, Hashable, CaseIterable {
  case manufacturerCertificateAbsent
  case clockMarked, clockWrong
  case trustMissing, neverAcknowledged, deadlinePassed, deadlineNear, reportsPiledUp
  case reportProcessBusy, affectedRelease, udiIncomplete
  case usagePurged, idleError, beforePolicy, healthy, commandRefused, trustExpired
  case resetWaitsForReload, resetHour, noWebMenu, trustSequence, trustUnfinished
  case importAnswered, importSucceeded, saveAnswered, pathClosed, pathOpen, reachabilityByPing

  /// What it looks at.
  var words: String {
    switch self {
    case .manufacturerCertificateAbsent:
      "ip http client secure-trustpoint CISCO_IDEVID_SUDI on a C9800-CL"
    case .clockMarked: "the mark * or . before the time of show clock, or of the newest log lines"
    case .clockWrong:
      "a clock, or a Next ACK deadline, of a year in which there was no such licensing"
    case .usagePurged: "Purged above zero, with Total Acknowledged Received: 0"
    case .idleError:
      "an error in the statistics of a kind of message that never failed (Fail=0), while trust and usage "
        + "reporting are well, or whose last answer is well and whose last success is later than its last "
        + "failure"
    case .beforePolicy: "Registration, License Authorization, or a release before 17.3.2"
    case .healthy:
      "a transport that fits, a last ACK and a next deadline that is ahead, with nothing against them"
    case .commandRefused: "a show license command that the device refuses (% Invalid input)"
    case .trustExpired: "Expired on, before the current time, of an installed trust code"
    case .trustMissing:
      "Trust Code Installed: <none>, or NOT INSTALLED of a member, where the device reports to CSSM by itself"
    case .neverAcknowledged:
      "Last ACK received: <none>; a warning where the device must have one, as rumkit check judges it"
    case .deadlinePassed: "Next ACK deadline against the current time"
    case .deadlineNear: "Next ACK deadline, at most \(SiteStatus.soonDays) days ahead"
    case .reportsPiledUp:
      "500 reports or more that wait (Waiting for Ack, Available to Report, or counted RUMReport) on a "
        + "release that is not among the fixed ones"
    case .affectedRelease:
      "a release that field notice FN72578 names, as rumkit check judges it"
    case .udiIncomplete: "UDI: of show license with an empty PID or SN"
    case .reportProcessBusy:
      "SAGetRUMIds or SAUtilRepSave with 10 % of the processor or more"
    case .resetWaitsForReload: "a license factory reset that no reload follows"
    case .resetHour: "a license factory reset and its reload, without an hour of uptime since"
    case .noWebMenu: "release 17.3.2 of a wireless controller"
    case .trustSequence:
      "key deleted, key added, configuration saved, trust code installed, in this order"
    case .trustUnfinished: "a new key for SLA-KeyPair that no trust code follows"
    case .importAnswered: "an answer to license smart import other than Import Data Successful"
    case .importSucceeded: "Import Data Successful"
    case .saveAnswered: "any answer to license smart save usage"
    case .pathClosed: "telnet to port 443 without Open"
    case .pathOpen: "telnet to port 443 with Open"
    case .reachabilityByPing: "a ping of a Cisco name"
    }
  }
}
