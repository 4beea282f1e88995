@testable import Assessment
import LicenseFiles
import Testing

/// The register's table, whatever a spreadsheet or an enemy makes of it.
@Suite struct RegisterTableTests {
  @Test(arguments: (0..<40).map { _ in UInt64.random(in: .min ... .max) })
  func whatASpreadsheetSavedIsReadBack(_ seed: UInt64) {
    var numbers = SeededGenerator(seed: seed)
    let separator = [",", ";", "\t"].randomElement(using: &numbers) ?? ","
    let ending = ["\n", "\r\n"].randomElement(using: &numbers) ?? "\n"
    let columns = ["PID", "Serial", "Host Name", "Virtual-Account", "Contact"]
      .shuffled(using: &numbers)
    let hosts = ["", "a\"b", "x,y;z", "=1+1", "+49 30", "Zürich", "'quoted'"]
    var wanted: [RegisterRow] = []
    var text = columns.joined(separator: separator) + ending
    for number in 1...20 {
      var row = RegisterRow(line: number + 1, device: UDI(pid: "C9300", serial: "FZZ\(number)"))
      row.hostName = hosts.randomElement(using: &numbers)
      row.account = hosts.randomElement(using: &numbers)
      row.contact = hosts.randomElement(using: &numbers)
      let cells = columns.map { column -> String in
        let value: String? =
          switch column {
          case "PID": row.device.pid
          case "Serial": row.device.serial
          case "Host Name": row.hostName
          case "Contact": row.contact
          default: row.account
          }
        let safe = (value ?? "").first.map { "=+".contains($0) } == true ? "'" : ""
        let cell = safe + (value ?? "")
        return Bool.random(using: &numbers) || cell.contains { ",;\t\"".contains($0) }
          ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
      }
      text += cells.joined(separator: separator) + ending
      for path in [\RegisterRow.hostName, \.account, \.contact] where row[keyPath: path] == "" {
        row[keyPath: path] = nil
      }
      wanted.append(row)
    }
    let mark: [UInt8] = Bool.random(using: &numbers) ? [0xEF, 0xBB, 0xBF] : []
    let table = RegisterTable(mark + Array(text.utf8), file: "t.csv")
    #expect(table.rows == wanted, "seed \(seed)\n\(text)")
    #expect(table.findings.isEmpty, "seed \(seed)")
  }

  @Test(arguments: (0..<40).map { _ in UInt64.random(in: .min ... .max) })
  func damagedTablesNeverGiveADeviceTwiceOrControlCharacters(_ seed: UInt64) {
    var numbers = SeededGenerator(seed: seed)
    var bytes = Array("pid,sn,host,group\n".utf8)
    for number in 0..<200 { bytes += Array("C9300,FZZ\(number % 150),h\(number),\"g\"\n".utf8) }
    for _ in 0..<Int.random(in: 1...60, using: &numbers) {
      let place = Int.random(in: 0..<bytes.count, using: &numbers)
      bytes[place] = UInt8.random(in: 0...255, using: &numbers)
    }
    let table = RegisterTable(bytes, file: "t.csv")
    #expect(Set(table.rows.map(\.device)).count == table.rows.count, "seed \(seed)")
    for row in table.rows {
      for text in [row.device.pid, row.device.serial, row.hostName ?? "", row.group ?? ""] {
        #expect(text.cellFault == nil, "seed \(seed), line \(row.line)")
      }
    }
    let isExplained = table.rows.count == 200 || !table.findings.isEmpty
    #expect(isExplained, "seed \(seed)")
    _ = PortalForm(bytes, file: "t.csv")
  }
}
