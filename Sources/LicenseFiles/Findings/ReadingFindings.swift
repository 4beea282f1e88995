// What the reader itself finds: damage, limits, and forms that it tolerated. Rules over the contents
// live in Assessment.

extension FindingDescriptor {
  /// Every finding of the reader.
  public static let reading: [FindingDescriptor] =
    damageFindings + reportFindings + formFindings

  private static let empty: FindingExample = .document("<smartLicense></smartLicense>\n")

  static let damageFindings: [FindingDescriptor] = [
    notWellFormed, truncated, doctypeRefused, entityRefused, limitExceeded, notALicenseFile,
  ]

  static let notWellFormed = FindingDescriptor(
    "usage/not-well-formed", .error, "the document is not well-formed",
    looksAt: "the XML, or the JSON around the reports, up to the last byte",
    why: "the portal cannot read such a file, and what comes after the fault is not read here",
    remedy: "fetch the file again from the device; do not repair it by hand",
    basis: .documented(title: "Extensible Markup Language (XML) 1.0", section: "2.1"),
    trigger: .document("<smartLicense><RUMReport></smartLicense>\n"), nearMiss: empty)

  static let truncated = FindingDescriptor(
    "usage/truncated", .error, "the document ends early",
    looksAt: "whether the root element is closed when the bytes end",
    why: "reports are missing, and the portal does not accept half a file",
    remedy: "fetch the file again from the device and compare its size with 'dir' there",
    basis: .documented(title: "Extensible Markup Language (XML) 1.0", section: "2.1"),
    trigger: .document("<smartLicense><RUMReport><![CDATA[{\"payload\":"), nearMiss: empty)

  static let doctypeRefused = FindingDescriptor(
    "usage/doctype-refused", .error, "the document has a DOCTYPE",
    looksAt: "a document type declaration",
    why: "no device writes one, and it can bring in entity bombs and other files",
    remedy: "find out who changed the file; fetch it again from the device",
    basis: .observed(sample: "no known usage file or ACK has one"),
    trigger: .document("<!DOCTYPE smartLicense>\n<smartLicense></smartLicense>\n"),
    nearMiss: empty)

  static let entityRefused = FindingDescriptor(
    "usage/entity-refused", .error, "the document uses an entity of its own",
    looksAt: "entity references beyond &amp; &lt; &gt; &quot; &apos; and character references",
    why: "without a declaration it has no meaning, and text would be lost unnoticed",
    remedy: "find out who changed the file; fetch it again from the device",
    basis: .documented(title: "Extensible Markup Language (XML) 1.0", section: "4.1"),
    trigger: .document("<smartLicense><note>&site;</note></smartLicense>\n"),
    nearMiss: .document("<smartLicense><note>&amp;</note></smartLicense>\n"))

  static let limitExceeded = FindingDescriptor(
    "usage/limit-exceeded", .error, "the document exceeds a limit of the reader",
    looksAt:
      "depth, the size of a report, a block and a tag, the number of blocks, names and attributes",
    why: "reading stopped there, so that a hostile file cannot exhaust the machine",
    remedy:
      "look at the file at the line that the finding names; a device's own file stays far below the limit",
    basis: .documented(title: "rumkit(1)", section: "LIMITS"),
    trigger: .document(
      String(repeating: "<a>", count: 40) + String(repeating: "</a>", count: 40) + "\n"),
    nearMiss: .document(
      "<smartLicense>" + String(repeating: "<a>", count: 20)
        + String(repeating: "</a>", count: 20) + "</smartLicense>\n"))

  /// What a document is that holds nothing of Smart Licensing; in a walked folder it is skipped.
  public static let notALicenseFile = FindingDescriptor(
    "usage/not-a-license-file", .error, "this is not a Smart Licensing file",
    looksAt: "the first bytes and the root",
    why: "neither the portal nor a device can use it",
    remedy: "check which file was meant; a usage file begins with <smartLicense>",
    basis: .observed(sample: "every known file has one of the roots that inspect lists"),
    trigger: .document("dear colleague, the file is attached\n"), nearMiss: empty)
}
