@testable import Assessment
import LicenseFiles
import Testing

/// Tables that take more memory than a site's table ever needs, and those that are not whole.
@Suite struct CSVLimitTests {
  @Test(arguments: [",", "\n,", "a\n", "\"\","])
  func tooManyCellsAreAFaultBeforeTheyTakeTheMemory(_ part: String) {
    let bytes = Array(String(repeating: part, count: 5_000_000).utf8)
    let table = CSVRows(bytes)
    #expect(table.fault?.reason == "the table has more than 4,000,000 cells")
    #expect(throws: LineFault.self) { try table.cells(of: ["file"]) }
    #expect(throws: LineFault.self) { try VirtualAccounts.readTable(bytes, known: KnownDevices()) }
  }

  @Test func aTableOfManyDevicesIsRead() throws {
    let row = "C9800-CL-K9,9ZZEXAMPLE1,campus,wlc-1\n"
    let table = CSVRows(Array(("a,b,c,d\n" + String(repeating: row, count: 100_000)).utf8))
    #expect(table.fault == nil)
    #expect(try table.cells(of: ["a", "d"]).count == 100_000)
  }

  @Test func aQuotationMarkThatIsNotClosedIsAFaultOfEveryTable() {
    let table = CSVRows(Array("file,x\n\"a,b\nc,d\n".utf8))
    #expect(table.fault?.line == 2)
    #expect(throws: LineFault.self) { try table.cells(of: ["file"]) }
  }
}
