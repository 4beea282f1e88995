import LicenseFiles
import Testing

@testable import Assessment

/// The table of virtual accounts.
@Suite struct VirtualAccountsTests {
  private let device = UDI(pid: "C8000V", serial: "9ZZEXAMPLE5")

  private func read(_ text: String) throws -> [UDI: String] {
    try VirtualAccounts.readTable(Array(text.utf8), known: KnownDevices())
  }

  @Test(arguments: [
    "udi_pid,udi_serial_number,virtual_account\nC8000V,9ZZEXAMPLE5,Edge\n",
    "virtual_account,udi_serial_number,udi_pid\r\nEdge,9ZZEXAMPLE5,C8000V",
    "\u{FEFF}UDI_PID,site,Virtual_Account,udi_serial_number\nC8000V,x,Edge,9ZZEXAMPLE5\n",
    "udi_pid , udi_serial_number , virtual_account\n\n C8000V , 9ZZEXAMPLE5 , Edge \n\n",
    "udi_pid,udi_serial_number,virtual_account\n\"C8000V\",\"9ZZEXAMPLE5\",\"Edge\"\n",
    "udi_pid,udi_serial_number,virtual_account\nC8000V,9ZZEXAMPLE5,Edge\nC8000V,9ZZEXAMPLE5,Edge\n",
  ])
  func isRead(_ text: String) throws { #expect(try read(text) == [device: "Edge"]) }

  @Test func quotesMayHoldCommasQuotesAndLines() throws {
    let text = "udi_pid,udi_serial_number,virtual_account\nC8000V,9ZZEXAMPLE5,\"A, \"\"B\"\"\nC\"\n"
    #expect(try read(text) == [device: "A, \"B\"\nC"])
  }

  @Test(arguments: [
    ("", 1), ("udi_pid,virtual_account\n", 1),
    ("udi_pid,udi_pid,udi_serial_number,virtual_account\n", 1),
    ("udi_pid,udi_serial_number,virtual_account\n\nC8000V,9ZZEXAMPLE5\n", 3),
    ("udi_pid,udi_serial_number,virtual_account\nC8000V,,Edge\n", 2),
    ("udi_pid,udi_serial_number,virtual_account\nC8000V,1,A\nC8000V,1,B\n", 3),
  ])
  func isRefused(_ text: String, _ line: Int) throws {
    let error = #expect(throws: LineFault.self) { try read(text) }
    #expect(error?.line == line)
  }

  @Test func devicesOfSeveralAccountsAreNotGuessed() {
    let other = UDI(pid: "C8000V", serial: "9ZZEXAMPLE6")
    let accounts = VirtualAccounts(table: [device: "A", other: "B"])
    #expect(accounts.account(of: [device]) == .known("A"))
    guard case .unknown = accounts.account(of: [device, other]) else {
      Issue.record("guessed")
      return
    }
    #expect(VirtualAccounts().account(of: [device]) == .notAsked)
  }
}
