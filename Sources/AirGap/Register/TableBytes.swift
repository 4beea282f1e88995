import Assessment
import LicenseFiles

/// The bytes of a table that a person made.
///
/// - Parameter path: the file, or `-` for standard input.
/// - Throws: `ReadingError` when it cannot be read or is larger than any such table.
func tableBytes(_ path: String) throws(ReadingError) -> [UInt8] {
  do throws(ByteSourceError) {
    return try FileSource.named(path).allBytes(limit: RegisterTable.largest)
  } catch {
    throw ReadingError(file: path, reason: error.reason)
  }
}

/// SHA-256 of a file.
///
/// - Returns: nil when it cannot be read, or there is none.
func fileDigest(_ path: String) -> SHA256Digest? {
  (try? FileSource(path).digest())?.sha256
}
