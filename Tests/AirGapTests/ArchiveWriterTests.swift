import AirGap
@testable import Assessment
import Foundation
import LicenseFiles
import Testing

/// Collects what a writer gives.
final class Collector {
  var bytes: [UInt8] = []
}

private let contents: [(name: String, bytes: [UInt8])] = [
  ("SHA256SUMS", Array("abc\n".utf8)),
  ("upload/C9800-CL-K9_9ZZEXAMPLE1.txt", Array(String(repeating: "usage ", count: 50_000).utf8)),
  ("upload/empty.txt", []),
]

private let files = contents.map { ($0.name, $0.bytes) }

private func tar() throws -> [UInt8] { try tar(files) }
private func zip() throws -> [UInt8] { try zip(files) }

/// Runs a tool; nil when it is not installed.
private func run(_ tool: String, _ arguments: [String]) throws -> (status: Int32, text: String)? {
  let paths = ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + tool }
  guard let path = paths.first(where: FileManager.default.isExecutableFile(atPath:)) else {
    print("skipped: \(tool) is not installed")
    return nil
  }
  let process = Process()
  let pipe = Pipe()
  process.executableURL = URL(filePath: path)
  process.arguments = arguments
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}

private func temporary(_ name: String, _ bytes: [UInt8]) throws -> String {
  let folder = FileManager.default.temporaryDirectory.appending(path: "rumkit-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  let file = folder.appending(path: name)
  try Data(bytes).write(to: file)
  return file.path
}

@Suite struct ArchiveWriterTests {
  @Test func theSameContentsGiveTheSameBytes() throws {
    #expect(try tar() == tar())
    #expect(try zip() == zip())
    #expect(try gzip(tar()) == gzip(tar()))
  }

  @Test func gzipCarriesNoTimeNoNameAndNoSystem() throws {
    let head = try gzip(Array("x".utf8)).prefix(10)
    #expect(Array(head[..<4]) == [0x1F, 0x8B, 8, 0])
    #expect(Array(head[4..<8]) == [0, 0, 0, 0])
    #expect(head[9] == 0xFF)
  }

  /// Bytes that do not repeat, so that no block is like the one before.
  private static func unlike(_ count: Int) -> [UInt8] {
    var numbers = SeededGenerator(seed: UInt64(count))
    return (0..<count).map { _ in UInt8.random(in: 65...80, using: &numbers) }
  }

  private static let block = 256 << 10

  /// At the edges of blocks, and with many of them.
  @Test(arguments: [0, 1, block - 1, block, block + 1, 2 * block, 20 * block + 7])
  func gzipIsReadBack(_ count: Int) throws {
    let bytes = Self.unlike(count)
    let source = try GzipSource(MemorySource(try gzip(bytes), step: 7))
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1000)
    while true {
      let count = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { break }
      result += buffer[..<count]
    }
    #expect(result == bytes)
  }

  /// How the bytes come does not matter, nor how many processors there are.
  @Test(arguments: [1, 4093, block, 3 * block + 11])
  func theStreamDependsOnTheBytesAlone(_ step: Int) throws {
    let bytes = Self.unlike(5 * Self.block + (step == 1 ? -4 * Self.block : 0))
    var pieces: [UInt8] = []
    let writer = try GzipWriter { pieces += Array($0) }
    for start in stride(from: 0, to: bytes.count, by: step) {
      try bytes[start..<min(bytes.count, start + step)].withUnsafeBytes { try writer.write($0) }
    }
    try writer.finish()
    #expect(try pieces == gzip(bytes))
  }

  /// A sink that fails in the middle ends the writer, and nothing waits for it.
  @Test func aFailingSinkEndsTheWriter() throws {
    var given = 0
    let writer = try GzipWriter { bytes throws(OutputError) in
      given += bytes.count
      if given > 100_000 { throw OutputError(.noSpace, "full") }
    }
    #expect(throws: OutputError(.noSpace, "")) {
      try Self.unlike(40 * Self.block).withUnsafeBytes { try writer.write($0) }
    }
  }

  @Test func gunzipReadsEveryBlock() throws {
    let bytes = Self.unlike(9 * Self.block + 5)
    let path = try temporary("u.txt.gz", gzip(bytes))
    guard let result = try run("gzip", ["-t", path]) else { return }
    #expect(result.status == 0, "\(result.text)")
    let zipped = try temporary("u.zip", zip([("u.txt", bytes)]))
    guard let unzipped = try run("unzip", ["-t", zipped]) else { return }
    #expect(unzipped.status == 0, "\(unzipped.text)")
  }

  @Test(arguments: [0, 5, 20])
  func damagedGzipIsAFinding(_ fromTheEnd: Int) throws {
    var damaged = try gzip(contents[1].bytes)
    if fromTheEnd == 0 { damaged.append(7) } else { damaged[damaged.count - fromTheEnd] ^= 0x55 }
    let bytes = damaged
    let outline = try readDocument(
      "t.gz", open: { () throws(ByteSourceError) in try GzipSource(MemorySource(bytes)) }
    ) { _ in }
    #expect(!outline.isComplete)
  }

  @Test func tarReadsTarGzip() throws {
    let path = try temporary("t.tar.gz", gzip(tar()))
    guard let result = try run("tar", ["-tzf", path]) else { return }
    #expect(result.status == 0)
    #expect(
      result.text.split(separator: "\n").map(String.init) == contents.map(\.name))
  }

  @Test func unzipReadsZip() throws {
    let path = try temporary("t.zip", zip())
    guard let result = try run("unzip", ["-t", path]) else { return }
    #expect(result.status == 0, "\(result.text)")
    for file in contents { #expect(result.text.contains(file.name)) }
  }

  @Test func aMemberThatChangesItsLengthIsRefused() throws {
    let writer = TarWriter { _ in }
    #expect(throws: OutputError(.sourceFailed, "")) {
      try writer.add(name: "a", size: 3, source: MemorySource([1, 2]))
    }
  }
}
