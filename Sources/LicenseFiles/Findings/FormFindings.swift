// Forms that are read but are not what a device writes.

extension FindingDescriptor {
  static let formFindings: [FindingDescriptor] = [
    byteOrderMark, carriageReturns, utf16, consoleText, base64Form, bareReport, restAnswer,
    jsonReport, jsonPayload,
  ]

  private static let plain: FindingExample = .document("<smartLicense></smartLicense>\n")
  private static let againFromTheDevice =
    "fetch the file again from the device, in binary mode; rumkit does not repair it"
  private static let payload =
    #"{"asset_identification":{"asset":{"name":"regid"}},"meta":{"report_id":1}}"#

  static let byteOrderMark = FindingDescriptor(
    "usage/byte-order-mark", .warning, "the file begins with a byte order mark",
    looksAt: "the first three bytes",
    why: "no device writes one, so an editor has saved the file and may have changed more",
    remedy: againFromTheDevice, basis: .observed(sample: "no known usage file or ACK has one"),
    trigger: .hexadecimal("efbbbf3c736d6172744c6963656e73653e3c2f736d6172744c6963656e73653e"),
    nearMiss: plain)

  static let carriageReturns = FindingDescriptor(
    "usage/carriage-returns", .warning, "lines end with CR LF",
    looksAt: "carriage returns between the bytes of the document",
    why: "a transfer in text mode has changed the file",
    remedy: againFromTheDevice, basis: .observed(sample: "known usage files end lines with LF"),
    trigger: .document("<smartLicense>\r\n</smartLicense>\r\n"), nearMiss: plain)

  static let utf16 = FindingDescriptor(
    "usage/utf16", .warning, "the file is UTF-16",
    looksAt: "a UTF-16 byte order mark, or every second byte being zero",
    why:
      "a Windows shell writes this when output is redirected; the portal expects the device's bytes",
    remedy: "fetch the file again from the device, without a shell redirection",
    basis: .observed(sample: "known usage files are ASCII"),
    trigger: .hexadecimal(
      "fffe3c0073006d006100720074004c006900630065006e00730065003e003c002f0073006d00"
        + "6100720074004c006900630065006e00730065003e00"),
    nearMiss: plain)

  static let consoleText = FindingDescriptor(
    "usage/console-text", .warning, "there is terminal text around the document",
    looksAt: "prompts, pager marks and other text before or after the XML",
    why: "the file was copied from a terminal, which may cut or wrap lines",
    remedy: "copy the file from the device with scp, tftp or a USB stick instead",
    basis: .documented(title: "Cisco FN72578", section: "more flash:report.txt"),
    trigger: .document("WLC1#more rum.txt\n<smartLicense></smartLicense>\nWLC1#\n"),
    nearMiss: plain)

  static let base64Form = FindingDescriptor(
    "usage/base64", .note, "the document is base64",
    looksAt: "whether the bytes decode to a document",
    why:
      "the portal's and the device's programming interfaces use base64; the upload page does not",
    remedy: "to upload, use the file that the device saved",
    basis: .documented(title: "Cisco DevNet, xe-sip-api-code", section: "README"),
    trigger: .document("PHNtYXJ0TGljZW5zZT48L3NtYXJ0TGljZW5zZT4K\n"), nearMiss: plain)

  static let bareReport = FindingDescriptor(
    "usage/bare-report", .note, "a report is without its container",
    looksAt: "the root element", why: "a device saves <smartLicense> around its reports",
    remedy: "to upload, fetch the saved file from the device",
    basis: .observed(sample: "a published report of a C9800-CL on 17.9.2"),
    trigger: .document(
      #"<RUMReport><![CDATA[{"payload":"{\"meta\":{\"report_id\":1}}"}]]></RUMReport>"# + "\n"),
    nearMiss: plain)

  static let restAnswer = FindingDescriptor(
    "usage/rest-answer", .note, "this is the device's REST answer",
    looksAt: "a JSON object with the key usage", why: "the upload page accepts the saved file",
    remedy: "to upload, save the usage on the device and fetch that file",
    basis: .documented(title: "Cisco DevNet, xe-sip-api-code", section: "slp_api_sample.py"),
    trigger: .document(#"{"usage":[]}"#), nearMiss: plain)

  static let jsonReport = FindingDescriptor(
    "usage/json-report", .note, "this is one report as JSON",
    looksAt: "a JSON object with the key payload", why: "the upload page accepts the saved file",
    remedy: "to upload, save the usage on the device and fetch that file",
    basis: .documented(title: "Cisco DevNet, xe-sip-api-code", section: "slp_api_sample.py"),
    trigger: .document(#"{"payload":"{\"meta\":{\"report_id\":1}}"}"#), nearMiss: plain)

  static let jsonPayload = FindingDescriptor(
    "usage/json-payload", .note, "this is a payload alone",
    looksAt: "a JSON object with asset_identification, or the escaped string of one",
    why: "without its envelope the payload has no signature",
    remedy: "to upload, save the usage on the device and fetch that file",
    basis: .documented(
      title: "Cisco GVE, Smart Licensing offline reservation tools", section: "README"),
    trigger: .document(payload), nearMiss: .document(#"{"usage":[]}"#))
}
