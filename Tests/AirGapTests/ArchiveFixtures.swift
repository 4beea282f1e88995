import AirGap
@testable import Assessment
import Foundation
import LicenseFiles
import Testing

func temporaryFolder() throws -> URL {
  let folder = FileManager.default.temporaryDirectory.appending(path: "rumkit-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  return folder
}

func file(_ bytes: [UInt8]) throws -> String {
  let path = try temporaryFolder().appending(path: "a.bin")
  try Data(bytes).write(to: path)
  return path.path
}

func all(_ source: any ByteSource) throws(ByteSourceError) -> [UInt8] {
  var result: [UInt8] = []
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 1)
  defer { buffer.deallocate() }
  while true {
    let count = try source.read(into: buffer)
    if count == 0 { return result }
    result += Array(buffer[..<count])
  }
}

/// The members of an archive, and the id of the finding at which reading stopped.
func members(_ bytes: [UInt8]) throws -> (files: [String: [UInt8]], finding: String?) {
  let path = try file(bytes)
  guard let kind = ArchiveKind.of(path) else { return ([:], "no archive") }
  var files: [String: [UInt8]] = [:]
  do throws(ByteSourceError) {
    try ArchiveReader(path, kind: kind).eachDocument { name, source throws(ByteSourceError) in
      files[name] = try all(source)
    }
  } catch {
    return (files, error.descriptor?.id ?? "io")
  }
  return (files, nil)
}

func tar(_ files: [(String, [UInt8])]) throws -> [UInt8] {
  let collector = Collector()
  let writer = TarWriter { collector.bytes += Array($0) }
  for (name, bytes) in files {
    try writer.add(name: name, size: bytes.count, source: MemorySource(bytes))
  }
  try writer.finish()
  return collector.bytes
}

func zip(_ files: [(String, [UInt8])]) throws -> [UInt8] {
  let collector = Collector()
  let writer = ZipWriter {
    collector.bytes += Array($0)
  } rewrite: { offset, bytes in
    collector.bytes.replaceSubrange(offset..<offset + bytes.count, with: bytes)
  }
  for (name, bytes) in files { try writer.add(name: name, source: MemorySource(bytes)) }
  try writer.finish()
  return collector.bytes
}

func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
  let collector = Collector()
  let writer = try GzipWriter { collector.bytes += Array($0) }
  try bytes.withUnsafeBytes { try writer.write($0) }
  try writer.finish()
  return collector.bytes
}

/// Changes bytes of the first tar header and fixes its checksum.
func tarHeader(_ change: (inout [UInt8]) -> Void) throws -> [UInt8] {
  var bytes = try tar([("a.txt", Array("usage".utf8))])
  change(&bytes)
  bytes.replaceSubrange(148..<156, with: [UInt8](repeating: 0x20, count: 8))
  let sum = String(bytes[..<512].reduce(0) { $0 + Int($1) }, radix: 8)
  bytes.replaceSubrange(
    148..<155, with: Array((String(repeating: "0", count: 6 - sum.count) + sum + "\0").utf8))
  return bytes
}

/// A small generator that a seed determines (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  let seed: UInt64
  private var state: UInt64

  init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
