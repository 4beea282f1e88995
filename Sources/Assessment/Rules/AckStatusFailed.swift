import LicenseFiles

/// The portal's answer reports a failure.
struct AckStatusFailed: Rule {
  static let descriptor = FindingDescriptor(
    id: "ack/status-failed", title: "the portal's answer reports a failure", severity: .warning,
    looksAt:
      "words under keys of error, status, message and code, and the answers of authorizations",
    why: "what is beside such a word is probably not acknowledged or not authorized",
    remedy:
      "look up the upload at the portal under Reports > Usage Data Files; read its words there",
    basis: .inferred(
      "the words of the portal's programming interface; those of an ACK are unknown"),
    trigger: .document(
      ExampleAck.document {
        $0.data =
          #"[{"sudi":\#(ExampleAck.device("9ZZEXAMPLE1")),"report_ids":[1700000001],"#
          + #""status":"FAILED"}]"#
      }),
    nearMiss: .document(
      ExampleAck.document {
        $0.data =
          #"[{"sudi":\#(ExampleAck.device("9ZZEXAMPLE1")),"report_ids":[1700000001],"#
          + #""status":"COMPLETE","error_code":"None"}]"#
      }))

  init(_ context: RuleContext) {}

  mutating func see(_ block: Block, _ findings: inout [Finding]) {
    let failures: [(path: String, text: String)]
    switch block.kind {
    case .rumAck:
      failures = AckData(block.element["data"]?.text ?? "").words
        .filter { $0.meaning == .failure }.map { ($0.path, $0.text) }
    case .authorization, .specificReservation:
      failures = block.element.authorizationWords
        .filter { $0.meaning == .failure }.map { ($0.path, $0.text) }
    case .rumReport, .systemInfo, .authorizationRequest, .policy, .accountInfo, .correlationID,
      .unknown:
      return
    }
    guard !failures.isEmpty else { return }
    // Every report may have the same words; where they stand is for who looks into the file.
    var said: [(text: String, paths: [String])] = []
    for failure in failures {
      if let known = said.firstIndex(where: { $0.text == failure.text }) {
        said[known].paths.append(failure.path)
      } else if said.count < 5 {
        said.append((failure.text, [failure.path]))
      }
    }
    let words = said.map { text, paths in
      "'\(text.prefix(200))'"
        + (paths.count > 1 ? " \(paths.count) times, first" : "") + " at \(paths[0])"
    }
    let more = Set(failures.map(\.text)).count - said.count
    findings.append(
      descriptor.finding(
        at: block.location,
        "the portal says \(words.joined(separator: ", "))" + (more > 0 ? " and \(more) more" : "")))
  }
}
