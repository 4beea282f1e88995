import LicenseFiles

/// The file is not as the portal writes it.
struct AckEdited: Rule {
  static let descriptor = FindingDescriptor(
    id: "ack/edited", title: "the file is not as the portal writes it", severity: .warning,
    looksAt: "lines, carriage returns, byte order mark, encoding and XML declaration of an ACK",
    why: "an editor or a transfer has changed the file, and a device may refuse its signature",
    remedy: "download the file again and carry it in binary mode; rumkit does not repair it",
    basis: .inferred("the known ACK is one line of UTF-8 without a declaration"),
    trigger: .document(ExampleAck.document { $0.between = "\n  " }),
    nearMiss: .document(ExampleAck.standard.document))

  private var firstLine: Int?
  private var isBroken = false

  init(_ context: RuleContext) {}

  mutating func begin(_ file: String) {
    firstLine = nil
    isBroken = false
  }

  mutating func see(_ block: Block, _ findings: inout [Finding]) {
    guard let line = block.location.line else { return }
    let first = firstLine ?? line
    firstLine = first
    if !isBroken { isBroken = !Self.isOnLine(first, block.element, line) }
  }

  private static func isOnLine(_ line: Int, _ element: XMLElement, _ own: Int) -> Bool {
    own == line && element.children.allSatisfy { isOnLine(line, $0, $0.line ?? line) }
  }

  mutating func end(_ outline: DocumentOutline, _ findings: inout [Finding]) {
    guard outline.isComplete, outline.blocks[.rumReport] == nil,
      outline.blocks.keys.contains(where: { $0.comesFromPortal && $0 != .correlationID })
    else { return }
    let wrappings = outline.form.wrappings
    var differences: [String] = []
    if wrappings.contains(.byteOrderMark) { differences.append("a byte order mark") }
    if wrappings.contains(.utf16) { differences.append("UTF-16") }
    if wrappings.contains(.consoleText) { differences.append("terminal text") }
    if wrappings.contains(.carriageReturns) { differences.append("carriage returns") }
    if outline.hasDeclaration { differences.append("an XML declaration") }
    let startsLate = (firstLine ?? 1) > 1 && !wrappings.contains(.consoleText)
    if isBroken || startsLate { differences.append("line breaks between the elements") }
    guard !differences.isEmpty else { return }
    findings.append(
      descriptor.finding(
        at: SourceLocation(file: outline.file, line: 1),
        "the file has " + differences.joined(separator: ", ")))
  }
}
