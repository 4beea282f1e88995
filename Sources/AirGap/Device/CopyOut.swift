import Assessment
import LicenseFiles

/// A server that devices copy their files to, and the folder in which this host finds them: for devices whose
/// SCP server is off.
public struct CopyOut: Sendable, Hashable {
  /// How the devices name the place, with a slash at its end.
  let place: String
  /// The folder.
  let folder: String

  /// - Parameters:
  ///   - place: how the devices name it, such as `tftp://192.0.2.10/in/`.
  ///   - folder: where this host finds what is copied there.
  /// - Throws: ``ErrandError/Code/usage`` for a place that no device copies to without a password in it.
  public init(to place: String, in folder: String) throws(ErrandError) {
    self.place = place.hasSuffix("/") ? place : place + "/"
    self.folder = folder
    let name = "rum_wlc-1_20261124.txt"
    guard DeviceLine("copy bootflash:\(name) \(self.place)\(name)") != nil else {
      throw ErrandError(
        .usage,
        // What was given may have a password in it, so it is not shown.
        "--copy-to takes a server as devices name it, such as tftp://192.0.2.10/in/, without a "
          + "password")
    }
  }

  /// Takes a file that a device copied, so that it can be compared and kept.
  ///
  /// - Parameter byteCount: what it has on the device; of a longer one no more than one byte more is taken.
  /// - Throws: ``DeviceTrouble`` when it is not there or cannot be read.
  func take(
    _ name: DeviceFileName, of byteCount: Int, to copy: String, at host: String
  ) throws(DeviceTrouble) {
    let path = folder + "/" + name.text
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
    defer { buffer.deallocate() }
    func trouble(_ reason: String) -> DeviceTrouble {
      DeviceTrouble(.deviceCopy, at: host, "\(path): \(reason)")
    }
    let source: FileSource
    do throws(ByteSourceError) { source = try FileSource(path) } catch {
      throw trouble(error.reason)
    }
    do throws(OutputError) {
      let writer = try FileWriter(copy, mode: 0o600)
      var room = byteCount + 1
      while room > 0 {
        let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(room, buffer.count)])
        let count: Int
        do throws(ByteSourceError) { count = try source.read(into: piece) } catch {
          throw OutputError(.sourceFailed, error.reason)
        }
        guard count > 0 else { break }
        room -= count
        try writer.write(UnsafeRawBufferPointer(rebasing: piece[..<count]))
      }
      try writer.finish()
    } catch {
      throw trouble(error.reason)
    }
  }
}
