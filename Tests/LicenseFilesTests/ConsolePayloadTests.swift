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

  @Test("the form of later releases is one too, and other JSON with a version is none")
  func laterForm() throws {
    let later = payload(7).replacing("{\"asset_id", with: #"{"version":"2.0","asset_id"#)
    let (reader, entries) = try reading("SW-1#test license smart rum show 7\n\(later)\nSW-1#\n")
    #expect(lines(entries) == [2])
    #expect(reader.outline.form.container == .jsonPayload)
    let other = try self.reading("SW-1#show version | format\n{\"version\":\"2.0\"}\nSW-1#\n")
    #expect(lines(other.entries).isEmpty)
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
  }

  @Test("beside other outputs they are both usage and what a device printed")
  func besideOutputs() throws {
    let (mixed, entries) = try reading("SW-1#x\n\(payload(7))\nSW-1#show clock\n", as: .output)
    #expect(lines(entries) == [2])
    #expect(
      mixed.outline.form == DocumentForm(container: .deviceOutput, wrappings: [.consoleText]))
    #expect(mixed.outline.kind == .usage)
    let (none, _) = try reading("SW-1#x\nSW-1#show clock\n", as: .output)
    #expect(none.outline.form == DocumentForm(container: .deviceOutput))
    #expect(none.outline.kind == .deviceOutput)
  }

  @Test("a redacted copy says what it is")
  func redacted() throws {
    let (reader, entries) = try reading("\(RedactionMark.line)\nSW-1#x\n\(payload(7))\n")
    #expect(lines(entries) == [3])
    #expect(reader.outline.form.wrappings == [.consoleText, .redacted])
  }
}
