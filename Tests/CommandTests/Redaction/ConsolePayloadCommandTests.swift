import Foundation
import Testing

/// Payloads that `test license smart rum show` printed on a console: every command reads them alike.
@Suite("payloads on a console") struct ConsolePayloadCommandTests {
  private static let payload =
    #"{"asset_identification":{"asset":{"name":"regid.2019-10.com.cisco.C8000V,1.0_e361c3dc-27c2-4084-"#
    + #"b4a4-cae639cff335"},"instance":{"sudi":{"udi_pid":"C8000V","udi_serial_number":"9ZZEXAMPLE5"}},"#
    + #""signature":{"signing_type":"builtin","key":"9ZZEXAMPLE5","value":"yFzxV9ZDk4HexxYfxlk="}},"#
    + #""meta":{"report_id":7,"software_version":"17.06.05","ha_udi":[{"role":"Active","sudi":{"#
    + #""udi_pid":"C8000V","udi_serial_number":"9ZZEXAMPLE5"}}]},"measurements":[{"log_time":1772344810,"#
    + #""metric_name":"ENTITLEMENT","start_time":1772344810,"end_time":1774936811,"sample_interval":2592001,"#
    + #""num_samples":2881,"meta":{"termination_reason":"CurrentUsageRequested"},"#
    + #""value":{"type":"COUNT","value":"1"}}]}"#

  private static var wrapped: String {
    var rest = payload[...]
    var lines: [Substring] = []
    while !rest.isEmpty {
      lines.append(rest.prefix(80))
      rest = rest.dropFirst(80)
    }
    return lines.joined(separator: "\n")
  }

  private static let beside = "edge-9#show license udi\nUDI: PID:C8000V,SN:9ZZEXAMPLE5\n"

  @Test(
    "each command reads them, alone, broken by the terminal, and beside other outputs",
    arguments: [
      "edge-9#test license smart rum show 7\n\(payload)\nedge-9#\n",
      "edge-9#test license smart rum show 7\n\(wrapped)\nedge-9#\n",
      "\(beside)edge-9#test license smart rum show 7\n\(payload)\nedge-9#\n",
      "\(beside)edge-9#test license smart rum show 7\n\(wrapped)\nedge-9#\n",
    ])
  func alike(_ text: String) throws {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "rumkit-console-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let (file, copy) = (
      scratch.appending(path: "console.txt").path, scratch.appending(path: "copy.txt").path
    )
    try Data(text.utf8).write(to: URL(filePath: file))
    func counted(_ path: String) throws {
      #expect(try RumkitRun(["summarize", path]).stdout.contains("1 report, 1 measurement"))
      let inspection = try RumkitRun(["inspect", path]).stdout
      let kind = inspection.split(separator: "\n").first { $0.contains("  kind ") } ?? ""
      #expect(kind.hasSuffix(" usage"))
      #expect(!inspection.contains("not read"))
      #expect(text.contains("udi\n") == inspection.contains("show license udi"))
      let findings = try RumkitRun(["validate", path]).stdout
      #expect(findings.contains("usage/json-payload"))
      #expect(!findings.contains("usage/not-a-license-file"))
    }
    try counted(file)
    #expect(try RumkitRun(["validate", file]).status == 0)
    let pack = try RumkitRun(["pack", file, "--output", scratch.appending(path: "m").path])
    #expect(pack.status != 0)

    let run = try RumkitRun(["redact", file, "--output", copy])
    #expect(run.status == 0, "\(run.stderr)")
    #expect(!run.stderr.contains("left out"))
    let shown = String(decoding: try Data(contentsOf: URL(filePath: copy)), as: UTF8.self)
    for value in ["9ZZEXAMPLE5", "edge-9", "yFzxV9ZDk4HexxYfxlk"] {
      #expect(!shown.contains(value), "\(shown)")
    }
    #expect(shown.hasPrefix("! rumkit: redacted copy"))
    #expect(shown.contains("test license smart rum show 7"))
    try counted(copy)
    #expect(try RumkitRun(["validate", copy]).stdout.contains("usage/redacted"))
  }
}
