@testable import Assessment
@testable import LicenseFiles

extension FuzzTarget {
  /// Tables that people and spreadsheets write: the register, the portal's form, inventories.
  static let table = FuzzTarget(name: "table") { bytes throws(Violation) in
    // A spreadsheet may have saved it in UTF-16.
    let lines = max(bytes.count { $0 == 0x0A || $0 == 0x0D }, bytes.count / 2) + 1
    func hold(_ line: Int?, _ what: String) throws(Violation) {
      try require(
        line.map { (1...lines).contains($0) } ?? false, "\(what) on line \(line ?? 0) of \(lines)")
    }

    let rows = CSVRows(bytes)
    for row in rows.rows { try hold(row.line, "a row") }
    if let fault = rows.fault { try hold(fault.line, "a fault") }

    let register = RegisterTable(bytes, file: inputName)
    try require(
      register.isUsable || !register.findings.isEmpty, "it is refused, and no finding says why")
    try require(
      register.findings.count >= register.badRows, "a row is left out, and no finding says why")
    for finding in register.findings { try hold(finding.location.line, finding.id) }
    for row in register.rows {
      try hold(row.line, "a device")
      try require(row.device.isSound, "not a device: \(row.device.description.debugDescription)")
    }

    let form = PortalForm(bytes, file: inputName)
    try require(form.isUsable || !form.findings.isEmpty, "it is refused, and no finding says why")
    for finding in form.findings { try hold(finding.location.line, finding.id) }
    for row in form.rows {
      let texts = [row.file, row.sha256, row.words, row.time, row.ackFile].compactMap(\.self)
      try require(
        texts.allSatisfy { $0.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } },
        "a control character in line \(row.line)")
    }

    do throws(LineFault) {
      let inventory = try InventoryReader.read(bytes, file: inputName)
      for finding in inventory.findings { try? hold(finding.location.line, finding.id) }
    } catch {
      try hold(error.line, "a fault")
    }
  }
}
