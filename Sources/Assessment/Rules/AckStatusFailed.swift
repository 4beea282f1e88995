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
    let words = failures.prefix(5).map { "\($0.path) says '\($0.text.prefix(200))'" }
    let more = failures.count > 5 ? " and \(failures.count - 5) more" : ""
    findings.append(
      descriptor.finding(at: block.location, words.joined(separator: ", ") + more))
  }
}
