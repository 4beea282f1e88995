import Testing

@testable import LicenseFiles

@Suite("Payloads on a console")
struct ConsolePayloadTests {
  private func payload(_ id: Int) -> String {
    #"{"asset_identification":{"asset":{"name":"regid"},"instance":{"sudi":{"udi_pid":"C8000V","#
      + #""udi_serial_number":"9ZZEXAMPLE5"}}},"meta":{"report_id":\#(id)},"measurements":[]}"#
  }

  private func reading(_ text: String, as terminal: DeviceText = .session) throws -> (
    reader: DocumentReader, entries: [DocumentBatch.Entry]
  ) {
    let reader = try DocumentReader(
      "console.txt", MemorySource(Array(text.utf8)), limits: .standard,
      terminal: { _ in terminal })
    var entries: [DocumentBatch.Entry] = []
    while let batch = try reader.next() { entries += batch.entries }
    return (reader, entries)
  }

  private func lines(_ entries: [DocumentBatch.Entry]) -> [Int] {
    entries.compactMap { if case .report(let report) = $0 { report.line } else { nil } }
  }

  @Test("each is a report of its own form")
  func reports() throws {
    let text = """
      SW-1#test license smart rum show 7
      \(payload(7))
      SW-1#test license smart rum show 8
      \(payload(8).prefix(60))
      \(payload(8).dropFirst(60))
      SW-1#

      """
    let (reader, entries) = try reading(text)
    #expect(lines(entries) == [2, 4])
    #expect(reader.outline.form.container == .jsonPayload)
    #expect(reader.outline.form.wrappings == [.consoleText])
    #expect(!reader.outline.form.isDeviceDocument)
    #expect(reader.outline.isComplete)
  }

  @Test("one that is cut is not complete")
  func cut() throws {
    let (reader, entries) = try reading(
      "SW-1#test license smart rum show 7\n\(payload(7).prefix(90))")
    #expect(lines(entries).isEmpty)
    #expect(!reader.outline.isComplete)
  }

  @Test("other JSON at a prompt is what a device prints")
  func other() throws {
    let (reader, entries) = try reading("SW-1#show license all\n{\"jsonrpc\":\"2.0\"}\nSW-1#\n")
    #expect(lines(entries).isEmpty)
    #expect(reader.outline.form.container == .deviceOutput)
    let (mixed, none) = try reading("SW-1#x\n\(payload(7))\n", as: .output)
    #expect(lines(none).isEmpty)
    #expect(mixed.outline.form == DocumentForm(container: .deviceOutput))
  }
}
