import LicenseFiles

// show license history message, and the statistics of show license tech support.

extension DiagnosisRow {
  static let history: [DiagnosisRow] = [
    noAnswer, unknownInstance, requestFailed, answered, cutRequest, noReply, invalidStatus,
    buildError, nullPointer, cannotConnect, tryAgain, polling, nothingToProcess, idleError,
  ]

  static let request =
    "WLC-1#show license history message\nREQUEST: Nov 20 10:15:02 2026 UTC\n"
    + "{\"request\":\"{\\\"header\\\":{\\\"request_type\\\":\\\"POLL_REQ\\\"}}\"}\n"
  static func response(_ status: String, _ message: String) -> FindingExample {
    .document(
      request + "RESPONSE: Nov 20 10:15:04 2026 UTC\n"
        + "{\"response\":\"{\\\"status_code\\\":\\\"\(status)\\\",\\\"status_message\\\":"
        + "\\\"\(message)\\\",\\\"retry_time_seconds\\\":0}\"}\n")
  }
  private static let historySection = Basis.doc217348(
    "Troubleshooting: show license history message")
  private static let lookAtPath = DiagnosisAdvice(
    "make a packet capture of a new attempt: if there is no answer, a firewall is the likely cause",
    ["show license status", "license smart sync all"])

  private static let noAnswer = DiagnosisRow(
    "no-answer", .error, airGap: .warning, .path, .exchange(.noAnswer),
    meaning: "nobody answered a request",
    cause:
      "the device prints an empty RESPONSE a second after a request that nobody answered; it is "
      + "not an empty answer. A firewall on the path is the likely cause",
    advice: TopologyAdvice(airGap: .transportOff, connected: lookAtPath),
    basis: historySection, endedBy: ["answered", "communication-restored", "trust-installed"],
    trigger: .document(request + "RESPONSE: Nov 20 10:15:03 2026 UTC\n"),
    nearMiss: response("OK", ""))

  private static let unknownInstance = DiagnosisRow(
    "instance-not-known", .warning, .trust, .exchange(.unknownInstance),
    meaning: "an answer came, and it refuses the product instance identifier of the request",
    cause:
      "the request named an identifier that the portal no longer has, because the product instance "
      + "was removed there or trust was established again since. The path to the server works; the answer "
      + "is not a success, although a document of Cisco shows one like it as a success",
    advice: TopologyAdvice(
      airGap: .transportOff,
      connected: DiagnosisAdvice(
        "look for the message that trust was installed; without it establish trust again",
        [
          "show logging | include TRUST_INSTALL_SUCCESS",
          trustCommand,
        ])),
    basis: historySection, endedBy: ["trust-installed"],
    trigger: response(
      "FAILED", "Invalid ProductInstanceIdentifier: 00000000 provided in the polling request"),
    nearMiss: response("FAILED", "The token is not valid"))

  private static let requestFailed = DiagnosisRow(
    "request-refused", .error, airGap: .warning, .server, .exchange(.failed),
    meaning: "an answer came, and it is a refusal",
    cause: "the status message says why, in the server's words",
    advice: TopologyAdvice(
      airGap: .transportOff,
      connected: DiagnosisAdvice(
        "fix what the status message names, then try again", ["license smart sync all"])),
    basis: historySection, endedBy: ["answered", "trust-installed"],
    trigger: response("FAILED", "The token is not valid"), nearMiss: response("OK", ""))

  private static let answered = DiagnosisRow(
    "answered", .note, .information, .exchange(.answered),
    meaning: "an answer came",
    cause: "a request with its response proves that the path works and nothing more: success needs "
      + "the status, or the message that trust was installed",
    advice: .nothing, basis: historySection, trigger: response("OK", ""),
    nearMiss: .document(request + "RESPONSE: Nov 20 10:15:03 2026 UTC\n"))

  private static let cutRequest = DiagnosisRow(
    "request-without-response", .note, .information, .exchange(.withoutResponse),
    meaning: "the output ends before the response to a request",
    cause: "the capture was cut, or was taken while the device waited",
    advice: TopologyAdvice.everywhere("take the output again", ["show license history message"]),
    basis: .inferred("known outputs print a RESPONSE after every REQUEST"),
    trigger: .document(request), nearMiss: response("OK", ""))

  private static func statistics(_ line: String) -> FindingExample {
    .document("WLC-1#show license tech support\nUsage Reporting:\n  \(line)\n")
  }
  private static let recorded = Basis.observed(
    sample: "Communication Statistics in show license tech support of several devices")

  private static let noReply = DiagnosisRow(
    "no-reply", .warning, .path, .line(LineSign([["Last Response:", "NO REPLY"]])),
    meaning: "the last message of this kind was not answered",
    cause: "the statistics say when; the kind is in the heading above",
    advice: TopologyAdvice(airGap: .transportOff, connected: lookAtPath),
    basis: recorded, endedBy: ["communication-restored"],
    trigger: statistics("Last Response: NO REPLY on Nov 20 10:15:03 2026 UTC"),
    nearMiss: statistics("Last Response: OK on Nov 20 10:15:03 2026 UTC"))

  private static let idleError = DiagnosisRow(
    "idle-error", .note, .information, .state(.idleError),
    meaning:
      "the statistics name an error of a kind of message that never failed, or has succeeded since",
    cause:
      "nothing is ongoing. With Fail=0, while trust and usage reporting are well, the agent noted it where it "
      + "had nothing to send; with a last success after the last failure it is an old one",
    advice: .nothing, basis: .observed(sample: "show license tech support of healthy devices"),
    trigger: idle("Total=2, Success=0, Fail=0"), nearMiss: idle("Total=2, Success=0, Fail=2"))

  private static func idle(_ attempts: String) -> FindingExample {
    .document(
      "WLC-1#show license tech support\nCommunication Statistics:\n=======================\n"
        + "Usage Reporting:\n  Attempts: Total=3, Success=3, Fail=0  Ongoing Failure: Overall=0 "
        + "Communication=0\n  Last Response: OK on Aug 19 09:03:25 2026 UTC\n"
        + "Authorization Confirmation:\n  Attempts: \(attempts)  Ongoing Failure: Overall=0 "
        + "Communication=0\n  Last Response: BUILD REQUEST ERROR\n    Failure Reason: Null pointer Error\n"
    )
  }

  private static let invalidStatus = DiagnosisRow(
    "invalid-status", .warning, .server,
    .line(LineSign([["Last Response:", "INVALID STATUS CODE"]])),
    meaning: "an answer came whose status the device does not know",
    cause: "a proxy or a firewall may have answered instead of the license server",
    advice: TopologyAdvice(airGap: .transportOff, connected: lookAtPath),
    basis: recorded,
    trigger: statistics("Last Response: INVALID STATUS CODE on Nov 20 10:15:03 2026 UTC"),
    nearMiss: statistics("Last Response: OK_POLL on Nov 20 10:15:03 2026 UTC"))

  private static let buildError = DiagnosisRow(
    "request-not-built", .warning, .trust,
    .line(LineSign([["Last Response:", "BUILD REQUEST ERROR"]])),
    meaning: "the device could not put its request together",
    cause:
      "something that the request needs is missing, such as trust; the failure reason may say it",
    advice: TopologyAdvice(
      airGap: .transportOff,
      connected: DiagnosisAdvice(
        "read the failure reason below it, and check whether trust is established",
        ["show license status", "show license eventlog"])),
    basis: recorded,
    trigger: statistics("Last Response: BUILD REQUEST ERROR on Nov 20 10:15:03 2026 UTC"),
    nearMiss: statistics("Last Response: OK on Nov 20 10:15:03 2026 UTC"))

  private static let nullPointer = DiagnosisRow(
    "agent-null-pointer", .warning, .server,
    .line(LineSign([["Failure Reason:", "Null pointer Error"]])),
    meaning: "the Smart Agent met an error of its own",
    cause: "error 2 of its list; what was missing is not said",
    advice: TopologyAdvice(
      airGap: .transportOff,
      connected: DiagnosisAdvice(
        "establish trust again; if it stays, open a case with TAC", ["show license tech support"])),
    basis: recorded, trigger: statistics("  Failure Reason: Null pointer Error"),
    nearMiss: statistics("  Failure Reason: <none>"))

  private static let cannotConnect = DiagnosisRow(
    "server-cannot-connect", .warning, .server,
    .line(LineSign([["LS_LICENGINE_FAIL_TO_CONNECT"]])),
    meaning: "the server answers that it cannot reach its own license engine",
    cause: "the fault is on the server's side, On-Prem or portal",
    advice: TopologyAdvice(
      airGap: .transportOff,
      connected: DiagnosisAdvice(
        "try again later; on an On-Prem server look at its own state", ["license smart sync all"])),
    basis: recorded,
    trigger: statistics(
      "  Failure Reason: Server error occurred: LS_LICENGINE_FAIL_TO_CONNECT"),
    nearMiss: statistics("  Failure Reason: <none>"))

  private static let tryAgain = DiagnosisRow(
    "try-again", .note, .information, .line(LineSign([["Last Response:", "OK_TRY_AGAIN"]])),
    meaning: "the server asks the device to try again later",
    cause: "the path works; the server was not ready with its answer",
    advice: TopologyAdvice(
      airGap: .nothing, connected: DiagnosisAdvice("wait; the device tries again by itself")),
    basis: recorded, trigger: statistics("Last Response: OK_TRY_AGAIN on Nov 20 10:15:03 2026 UTC"),
    nearMiss: statistics("Last Response: OK on Nov 20 10:15:03 2026 UTC"))

  private static let polling = DiagnosisRow(
    "poll-again", .note, .information, .line(LineSign([["Last Response:", "OK_POLL"]])),
    meaning: "the server accepted the message, and its answer has to be fetched later",
    cause: "the path works; the device asks again by itself",
    advice: TopologyAdvice(
      airGap: .nothing,
      connected: DiagnosisAdvice("wait for the ACK", ["show license status"])),
    basis: recorded, trigger: statistics("Last Response: OK_POLL on Nov 20 10:15:03 2026 UTC"),
    nearMiss: statistics("Last Response: OK_TRY_AGAIN on Nov 20 10:15:03 2026 UTC"))

  private static let nothingToProcess = DiagnosisRow(
    "nothing-to-process", .note, .information,
    .line(LineSign([["Last Response:", "NO DATA TO PROCESS"]])),
    meaning: "there was nothing of this kind to process", cause: "this is normal", advice: .nothing,
    basis: recorded, trigger: statistics("Last Response: NO DATA TO PROCESS"),
    nearMiss: statistics("Last Response: <none>"))
}
