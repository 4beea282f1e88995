@testable import Assessment
import LicenseFiles
import Testing

@Suite("Inventories of access points")
struct InventoryReaderTests {
  private func read(_ text: String) throws -> AccessPointInventory {
    try InventoryReader.read(Array(text.utf8), file: "aps.csv")
  }

  private let wanted = ["FZZ0000A001 AIR-AP2802I-E-K9 ap-1 00:a3:8e:00:00:01"]

  private func rows(_ inventory: AccessPointInventory) -> [String] {
    inventory.entries.map { entry in
      [entry.serial, entry.model, entry.name, entry.mac].map { $0 ?? "-" }.joined(separator: " ")
    }
  }

  @Test(
    "columns in any order and spelling, separator and ending, with a mark or a title",
    arguments: [
      "Serial Number,Model,AP Name,MAC Address\nFZZ0000A001,AIR-AP2802I-E-K9,ap-1,00:a3:8e:00:00:01\n",
      "\u{FEFF}AP Name;Ethernet MAC;PID;SN\r\nap-1;00:a3:8e:00:00:01;AIR-AP2802I-E-K9;FZZ0000A001\r\n",
      "mac\tudi_serial_number\tudi_pid\tname\n00:a3:8e:00:00:01\tFZZ0000A001\tAIR-AP2802I-E-K9\tap-1\n",
      "sep=;\nAP Serial Number;AP MAC;AP Model;Host Name\n"
        + "FZZ0000A001;00:a3:8e:00:00:01;AIR-AP2802I-E-K9;ap-1\n",
      "Access Points\nGenerated: Nov 24 2026, 10:00\n\n\"Device Name\",\"Platform\",\"Serial No.\",\"MAC\"\n"
        + "\"ap-1\",\"AIR-AP2802I-E-K9\",\"FZZ0000A001\",\"00:a3:8e:00:00:01\"\n",
    ])
  func spellings(_ text: String) throws {
    let inventory = try read(text)
    #expect(rows(inventory) == wanted)
    #expect(inventory.kind == "table" && inventory.findings.isEmpty)
  }

  @Test("UTF-16, as spreadsheets and Windows shells write it")
  func utf16() throws {
    let units = Array("Serial\tModel\nFZZ0000A001\tC9130AXI-E\n".utf16)
    let bytes: [UInt8] = [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(rows(try InventoryReader.read(bytes, file: "t")) == ["FZZ0000A001 C9130AXI-E - -"])
  }

  @Test("a PID is preferred to a model, and other devices are skipped and counted")
  func families() throws {
    let inventory = try read(
      "Model,PID,Serial,Device Family\n2802,AIR-AP2802I-E-K9,A,Unified AP\n"
        + "9300,C9300-24UX,B,Switches and Hubs\n9800,C9800-CL,C,Wireless Controller\n")
    #expect(rows(inventory) == ["A AIR-AP2802I-E-K9 - -"])
    #expect(inventory.otherDevices == 2)
  }

  @Test("access-points/inventory-row-bad; a row without a name is good")
  func badRows() throws {
    let inventory = try read("Serial,Model,Name\n,,ap-1\nA,2802I,\nB\u{7},2802I,x\n,2802I,\n")
    #expect(rows(inventory) == ["A 2802I - -", "- 2802I - -"])
    #expect(
      inventory.findings.map(\.id)
        == ["access-points/inventory-row-bad", "access-points/inventory-row-bad"])
    #expect(inventory.findings.map(\.location.line) == [2, 4])
    #expect(try read("Title\n\nSerial,Model\n,\n,x,y\n").findings.map(\.location.line) == [5])
  }

  @Test("what is neither a table nor device output is refused")
  func refused() {
    for text in ["", "dear colleague\n", "Name,Place\nap-1,Hall\n", "WLC-1#show clock\n"] {
      #expect(throws: LineFault.self) { try read(text) }
    }
    #expect(throws: LineFault.self) { try read("Serial,Model\n\"A,2802I\nB,2802I\n") }
  }

  @Test("access-points/inventory-incomplete, when the transcript lost rows")
  func incomplete() throws {
    func transcript(_ number: Int) -> String {
      "WLC-1#show ap summary\nNumber of APs: \(number)\n"
        + "ap-1  2  9130AXI  00a3.8e00.0001  00a3.8e10.0001  Hall  DE  192.0.2.1  Registered\n"
    }
    let inventory = try read(transcript(2))
    #expect(
      inventory.kind == "show ap summary" && rows(inventory) == ["- 9130AXI ap-1 00a3.8e00.0001"])
    #expect(inventory.findings.map(\.id) == ["access-points/inventory-incomplete"])
    #expect(try read(transcript(1)).findings.isEmpty)
  }

  @Test(
    "damaged tables give rows or a refusal, and never control characters",
    arguments: (0..<40).map { _ in UInt64.random(in: .min ... .max) })
  func damaged(_ seed: UInt64) {
    var numbers = SeededGenerator(seed: seed)
    var bytes = Array("Serial Number;Model;AP Name\n".utf8)
    for number in 0..<200 { bytes += Array("FZZ\(number);2802I;\"ap-\(number)\"\n".utf8) }
    for _ in 0..<Int.random(in: 1...60, using: &numbers) {
      let place = Int.random(in: 0..<bytes.count, using: &numbers)
      bytes[place] = UInt8.random(in: 0...255, using: &numbers)
    }
    guard let inventory = try? InventoryReader.read(bytes, file: "t") else { return }
    for entry in inventory.entries where inventory.kind == "table" {
      for text in [entry.serial, entry.model, entry.name].compactMap(\.self) {
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "seed \(seed)")
      }
    }
  }

  @Test("cells that a spreadsheet keeps as text, and a sum below the table")
  func textCells() throws {
    let inventory = try read(
      "AP Name;Serial Number\nap-1;=\"FZZ0000A004\"\nap-2;'FZZ0000A008\nap-3;FZZ0000A009\nTotal;3\n"
    )
    #expect(
      inventory.entries.map(\.serial) == ["FZZ0000A004", "FZZ0000A008", "FZZ0000A009"])
    #expect(inventory.findings.map(\.message) == ["3 is not a serial number"])
  }
}
