public import Assessment
import Foundation
import LicenseFiles

extension PackInput {
  /// The most bytes of standard input or a pipe that are held, so that they can be read twice.
  static let largestSpool = 256 << 20

  /// An input as it stands on the disk, compressed or not.
  init(_ input: Input, requestOf: UDI? = nil) {
    let name = input.name
    var facts = stat()
    let isThere = name != "-" && stat(name, &facts) == 0
    if isThere, facts.st_mode & S_IFMT == S_IFREG {
      self.init(name: name, isExplicit: input.isExplicit, requestOf: requestOf) {
        () throws(ByteSourceError) in try FileSource(name)
      }
    } else if isThere || name == "-" {
      let spool = Spool(input)
      self.init(name: name, isExplicit: input.isExplicit, requestOf: requestOf) {
        () throws(ByteSourceError) in MemorySource(try spool.bytes())
      }
    } else {
      self.init(
        name: name, isExplicit: input.isExplicit, requestOf: requestOf, open: input.open)
    }
  }

  /// The input itself or, when it is an archive, its members as they stand in it. Those are held in a
  /// temporary folder for as long as one of them is.
  ///
  /// - Returns: a damaged archive gives its members before the damage, and itself as unreadable.
  public static func inputs(_ input: Input) -> [PackInput] {
    guard let kind = input.archive else { return [PackInput(input)] }
    let unpacked: UnpackedArchive
    do throws(ReadingError) {
      unpacked = try UnpackedArchive(input.name, kind: kind)
    } catch {
      return [.unreadable(input, error.reason)]
    }
    let members = unpacked.names.filter { !Debris.holds($0) }
    return members.map { name in
      PackInput(name: "\(input.name)!\(name)", isExplicit: false) { () throws(ByteSourceError) in
        try FileSource(unpacked.folder + "/" + name)
      }
    } + [unpacked.fault].compactMap(\.self).map { .unreadable(input, $0.message) }
  }

  private static func unreadable(_ input: Input, _ reason: String) -> PackInput {
    PackInput(name: input.name, isExplicit: input.isExplicit) { () throws(ByteSourceError) in
      throw ByteSourceError(reason)
    }
  }
}

/// The bytes of something that can be read only once.
private final class Spool: @unchecked Sendable {
  private let input: Input
  private let lock = NSLock()
  private var result: Result<[UInt8], ByteSourceError>?

  init(_ input: Input) { self.input = input }

  func bytes() throws(ByteSourceError) -> [UInt8] {
    lock.lock()
    defer { lock.unlock() }
    if let result { return try result.get() }
    do throws(ByteSourceError) {
      let bytes = try FileSource.named(input.name).allBytes(limit: PackInput.largestSpool)
      result = .success(bytes)
      return bytes
    } catch {
      result = .failure(error)
      throw error
    }
  }
}
