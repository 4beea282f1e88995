import AirGap
import DeviceOutput
import LicenseFiles

/// Files with device output.
enum DeviceFiles {
  /// The most bytes of one file; a `show tech` is far smaller.
  private static let largest = 256 << 20

  /// One file, its hash and what was read in it.
  struct Source {
    let name: String
    /// False for a file that was found in a folder.
    let isNamed: Bool
    let sha256: SHA256Digest
    let byteCount: Int
    let reading: DeviceReading
  }

  /// Reads each of them by itself.
  ///
  /// - Parameter isEvidence: refuses a redacted copy, which may be looked at and proves nothing.
  /// - Throws: ``ExitStatus/unreadable`` when one that was named cannot be read; the reason has been
  ///   said.
  static func sources(
    _ arguments: [String], isEvidence: Bool, _ console: Console
  ) throws(ExitStatus) -> [Source] {
    var sources: [Source] = []
    try each(arguments, console) { name, isNamed, bytes throws(ExitStatus) in
      if isEvidence, RedactionMark.begins(bytes) {
        console.error("\(name): it is a redacted copy, which proves nothing of a device")
        throw .unreadable
      }
      sources.append(
        Source(
          name: name, isNamed: isNamed, sha256: SHA256Digest(hashing: bytes),
          byteCount: bytes.count, reading: DeviceOutputReader.read(name: name, bytes: bytes)))
    }
    return sources
  }

  /// Hands over the bytes of one after the other.
  ///
  /// - Throws: ``ExitStatus/unreadable`` when one that was named cannot be read; the reason has been
  ///   said. And what the body throws.
  static func each(
    _ arguments: [String], _ console: Console,
    _ body: (_ name: String, _ isNamed: Bool, _ bytes: [UInt8]) throws(ExitStatus) -> Void
  ) throws(ExitStatus) {
    let walker = InputWalker(arguments)
    for error in walker.missing { console.error(error.description) }
    guard walker.missing.isEmpty else { throw .unreadable }
    for input in walker.inputs {
      let bytes: [UInt8]
      do throws(ReadingError) {
        bytes = try input.allBytes(limit: largest)
      } catch {
        console.error(error.description)
        throw .unreadable
      }
      try body(input.name, input.isExplicit, bytes)
    }
  }
}
