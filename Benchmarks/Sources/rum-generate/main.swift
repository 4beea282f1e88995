import Foundation
import SyntheticUsage

// rum-generate REPORTS OUTPUT [DEVICES]: writes a synthetic usage file, piece by piece.

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("rum-generate: error: \(message)\n".utf8))
  exit(64)
}

let given = CommandLine.arguments
guard (3...4).contains(given.count), let reports = Int(given[1]), reports >= 0,
  let devices = given.count == 4 ? Int(given[3]) : 1, devices >= 1
else { fail("usage: rum-generate REPORTS OUTPUT [DEVICES]") }
let output = CommandLine.arguments[2]
guard FileManager.default.createFile(atPath: output, contents: nil),
  let file = FileHandle(forWritingAtPath: output)
else { fail("cannot write \(output)") }

var usage = SyntheticUsage(reports: reports, devices: devices)
var buffer: [UInt8] = []
while let piece = usage.next() {
  buffer += piece
  if buffer.count >= 1 << 20 {
    try file.write(contentsOf: buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
try file.write(contentsOf: buffer)
try file.close()
