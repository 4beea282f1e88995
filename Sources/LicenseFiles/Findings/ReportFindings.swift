// What the reader finds inside one report.

extension FindingDescriptor {
  static let reportFindings: [FindingDescriptor] = [
    reportNotJSON, payloadNotJSON, payloadNotAString, duplicateKey, wrongType,
  ]

  private static let soundPayload =
    #""{\"asset_identification\":{},\"meta\":{\"report_id\":1},\"measurements\":[]}""#

  private static func report(_ json: String) -> FindingExample {
    .document("<smartLicense><RUMReport><![CDATA[\(json)]]></RUMReport></smartLicense>\n")
  }

  static let reportNotJSON = FindingDescriptor(
    id: "usage/report-not-json", title: "a report is not JSON", severity: .error,
    looksAt: "the text of a RUMReport block, strictly by RFC 8259",
    why: "the report cannot be read, here or at the portal",
    remedy: "fetch the file again from the device; a pager or an editor may have cut the text",
    basis: .documented(title: "RFC 8259", section: "2"),
    trigger: report(#"{"payload":"}"#), nearMiss: report("{\"payload\":\(soundPayload)}"))

  static let payloadNotJSON = FindingDescriptor(
    id: "usage/payload-not-json", title: "a payload is not JSON", severity: .error,
    looksAt: "the payload string of a report, strictly by RFC 8259",
    why: "the payload is what the device signed; damaged, the report is lost",
    remedy: "fetch the file again from the device",
    basis: .documented(title: "RFC 8259", section: "2"),
    trigger: report(#"{"payload":"{\"meta\":"}"#), nearMiss: report("{\"payload\":\(soundPayload)}")
  )

  static let payloadNotAString = FindingDescriptor(
    id: "usage/payload-not-a-string", title: "a payload is not a string", severity: .error,
    looksAt: "whether a report has a payload and whether it is a string",
    why: "the signature is over the exact string; as an object its bytes are lost",
    remedy: "fetch the file again from the device; do not take it from a prettified page",
    basis: .documented(
      title: "Cisco GVE, Smart Licensing offline reservation tools", section: "README"),
    trigger: report(#"{"payload":{"meta":{"report_id":1}}}"#),
    nearMiss: report("{\"payload\":\(soundPayload)}"))

  static let duplicateKey = FindingDescriptor(
    id: "usage/duplicate-key", title: "an object has the same key twice", severity: .warning,
    looksAt: "the keys of each object of a report and of its payload",
    why: "two readers may see two different values",
    remedy: "find out who changed the file; fetch it again from the device",
    basis: .observed(sample: "no known report has one"),
    trigger: report(#"{"payload":"{\"meta\":{\"report_id\":1,\"report_id\":2}}"}"#),
    nearMiss: report(#"{"payload":"{\"meta\":{\"report_id\":1},\"measurements\":[]}"}"#))

  static let wrongType = FindingDescriptor(
    id: "usage/wrong-type", title: "a value has another type than in known reports",
    severity: .warning,
    looksAt: "the type of each value whose key is known",
    why: "the value is not taken into account, so figures may be incomplete",
    remedy: "compare the report with one of another device; tell the project if it is genuine",
    basis: .observed(sample: "reports of IOS XE 17.6 and 17.9"),
    trigger: report(#"{"payload":"{\"meta\":[],\"measurements\":[]}"}"#),
    nearMiss: report(#"{"payload":"{\"meta\":{\"report_id\":\"1\"},\"measurements\":[]}"}"#))
}
