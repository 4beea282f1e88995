import Foundation

/// The target of this process, as RUMKIT_FUZZ_TARGET names it.
private let target: FuzzTarget = {
  let name = ProcessInfo.processInfo.environment["RUMKIT_FUZZ_TARGET"] ?? ""
  guard let target = FuzzTarget.named(name) else {
    let names = FuzzTarget.all.map(\.name).joined(separator: " ")
    leave("RUMKIT_FUZZ_TARGET is '\(name)', and not one of \(names)", status: 64)
  }
  return target
}()

/// libFuzzer's door: one input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  do throws(Violation) {
    try target.check(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
  } catch {
    FileHandle.standardError.write(Data("\(target.name): \(error)\n".utf8))
    abort()
  }
}

/// Writes what the program itself lays down as a corpus when asked, and ends.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutableRawPointer
) -> CInt {
  guard let folder = ProcessInfo.processInfo.environment["RUMKIT_FUZZ_SEEDS"] else { return 0 }
  do {
    for (index, seed) in try MadeSeeds.of(target.name).enumerated() {
      try Data(seed).write(to: URL(filePath: folder + "/made-\(index)"))
    }
  } catch {
    leave("the corpus cannot be written: \(error)", status: 74)
  }
  exit(0)
}

private func leave(_ message: String, status: CInt) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(status)
}
