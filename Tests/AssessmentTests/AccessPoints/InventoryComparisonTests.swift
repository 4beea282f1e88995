import LicenseFiles
import Testing

@testable import Assessment

@Suite("Access points against an inventory")
struct InventoryComparisonTests {
  private typealias Step = ListedReports.Step

  private func entry(
    _ serial: String?, _ model: String? = "AIR-AP2802I-E-K9", name: String? = nil,
    mac: String? = nil, line: Int = 2, file: String = "aps.csv"
  ) -> InventoryEntry {
    InventoryEntry(
      model: model, serial: serial, name: name, mac: mac,
      location: SourceLocation(file: file, line: line))
  }

  private func compare(
    _ entries: [InventoryEntry], more: [InventoryEntry] = [], licensed: [String] = ["A", "B"]
  ) -> InventoryComparison {
    let history = ListedReports.history([
      ListedReports.report(
        1, at: 100, [Step(3, licensed + ["GONE"]), Step(2, [], ["GONE"])])
    ]).history
    var inventories = [AccessPointInventory(file: "aps.csv", kind: "table", entries: entries)]
    if !more.isEmpty {
      inventories.append(AccessPointInventory(file: "show.txt", kind: "show", entries: more))
    }
    return InventoryComparison(history, inventories)
  }

  @Test("the same serial numbers in another spelling agree")
  func same() {
    let comparison = compare([entry("a", "AIR-AP2802I"), entry(" B ", "2802I")])
    #expect(comparison.basis == .serial && comparison.matched == 2)
    #expect(comparison.findings.isEmpty)
  }

  @Test("access-points/not-in-inventory")
  func notInInventory() {
    let comparison = compare([entry("A")])
    #expect(comparison.licensedOnly.map(\.accessPoint.udi.serial) == ["B"])
    #expect(comparison.findings.map(\.id) == ["access-points/not-in-inventory"])
  }

  @Test("access-points/not-licensed says when one left the count")
  func notLicensed() {
    let comparison = compare([entry("A"), entry("B"), entry("NEW"), entry("GONE")])
    #expect(comparison.inventoryOnly.map(\.entry.serial) == ["NEW", "GONE"])
    #expect(comparison.inventoryOnly.map(\.removedAt) == [nil, 110])
    #expect(
      comparison.findings.map(\.id)
        == ["access-points/not-licensed", "access-points/not-licensed"])
    #expect(comparison.findings[1].message.contains("left the count of C9800-CL-K9:9ZZEXAMPLE1"))
  }

  @Test("access-points/model-differs, and the regulatory domain does not matter")
  func modelDiffers() {
    let comparison = compare([entry("A", "C9130AXI-E"), entry("B", "AIR-AP2802I-B-K9")])
    #expect(comparison.matched == 2)
    #expect(comparison.findings.map(\.id) == ["access-points/model-differs"])
  }

  @Test("access-points/model-count-differs where there are no serial numbers")
  func byModel() {
    let comparison = compare([entry(nil, "2802I"), entry(nil), entry(nil, "9130AXI")])
    #expect(comparison.basis == .modelCount)
    #expect(comparison.models.map(\.model) == ["2802I", "9130AXI"])
    #expect(comparison.matched == 2)
    #expect(
      comparison.findings.map(\.message) == ["9130AXI: 0 licensed, 1 in the inventory"])
    #expect(compare([entry(nil), entry(nil, "2802I")]).findings.isEmpty)
  }

  @Test("rows of a controller are matched to those of a table by MAC address or name")
  func tied() {
    let table = [
      entry("A", name: "hall-1", mac: "00:A3:8E:00:00:01"), entry("B", name: "Hall-2"),
    ]
    let shown = [
      entry(nil, "2802I", name: "x", mac: "00a3.8e00.0001", file: "show.txt"),
      entry(nil, "2802I", name: "hall-2", mac: "00a3.8e00.0002", file: "show.txt"),
    ]
    let comparison = compare(table, more: shown)
    #expect(comparison.inventory == 2 && comparison.withoutSerial.isEmpty)
    #expect(comparison.findings.isEmpty)
  }

  @Test("access-points/inventory-without-serial")
  func withoutSerial() {
    let comparison = compare([entry("A"), entry("B"), entry(nil, name: "hall-3")])
    #expect(comparison.withoutSerial.count == 1)
    #expect(comparison.findings.map(\.id) == ["access-points/inventory-without-serial"])
  }

  @Test("access-points/inventory-repeated within a file, not across files")
  func repeated() {
    let twice = compare([entry("A"), entry("B", line: 3), entry("b", line: 4)])
    #expect(twice.findings.map(\.id) == ["access-points/inventory-repeated"])
    #expect(twice.inventory == 2)
    #expect(compare([entry("A"), entry("B")], more: [entry("A", file: "s")]).findings.isEmpty)
  }

  @Test("the member of a pair that was active before licenses nothing any more")
  func pair() {
    let other = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")
    let members = [SummaryReports.controller, other]
    let history = ListedReports.history([
      ListedReports.report(1, at: 100, [Step(1, ["OLD"])], members: members),
      ListedReports.report(1, at: 200, [Step(1, ["A"])], device: other, members: members),
    ]).history
    let comparison = InventoryComparison(
      history, [AccessPointInventory(file: "aps.csv", kind: "table", entries: [entry("A")])])
    #expect(comparison.licensed == 1 && comparison.findings.isEmpty)
  }

  @Test(
    "model names have one key in all spellings",
    arguments: [
      ("AIR-AP2802I-E-K9", "2802I"), ("AIR-AP2802I", "2802I"), ("2802I", "2802I"),
      ("AIR-AP2802I-ROW-K9", "2802I"), ("C9130AXI-E", "9130AXI"), ("9130AXI", "9130AXI"),
      ("Cisco C9130AXI", "9130AXI"), ("CW9166I-MR", "9166I-MR"), ("AIR-CAP3702I-E-K9", "3702I"),
      ("AIR-AP4800-D-K9", "4800"), ("AIR-AP4800", "4800"), ("ISR-AP1100AC-E", "ISR-AP1100AC"),
      ("", ""), ("AP", "AP"), ("-", "-"), ("K9", "K9"),
    ])
  func modelKeys(_ name: String, _ key: String) {
    #expect(AccessPointModel.key(of: name) == key)
  }
}
