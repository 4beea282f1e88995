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
  /// - Throws: ``ExitStatus/unreadable`` when one that was named cannot be read; the reason has been
  ///   said.
  static func sources(
    _ arguments: [String], _ console: Console
  ) throws(ExitStatus) -> [Source] {
    let walker = InputWalker(arguments)
    for error in walker.missing { console.error(error.description) }
    guard walker.missing.isEmpty else { throw .unreadable }
    var sources: [Source] = []
    for input in walker.inputs {
      do throws(ReadingError) {
        let bytes = try input.allBytes(limit: largest)
        sources.append(
          Source(
            name: input.name, isNamed: input.isExplicit, sha256: SHA256Digest(hashing: bytes),
            byteCount: bytes.count,
            reading: DeviceOutputReader.read(name: input.name, bytes: bytes)))
      } catch {
        console.error(error.description)
        throw .unreadable
      }
    }
    return sources
  }
}
