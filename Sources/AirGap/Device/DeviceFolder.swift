import Assessment
import Foundation
import LicenseFiles

/// Where a site keeps what was fetched from its devices: `collected/PID_SERIAL/20261124T100000Z/`.
struct DeviceFolder: Sendable {
  /// The folder of one visit, which appears whole.
  private(set) var path: String
  /// The same without a number, which it gets where another visit has its name.
  private let base: String
  /// What everything that the device printed is called in it.
  static let sessionName = "session.txt"
  /// How the name begins of a file that is kept and is no usage of the device.
  static let unusable = "unusable_"

  /// - Parameters:
  ///   - site: the folder of the site.
  ///   - device: the device; nil where it did not say which it is.
  ///   - host: how ssh reached it.
  ///   - now: the current time, epoch seconds UTC.
  init(in site: String, of device: UDI?, host: String, now: Int64) {
    let stamp = TimeText.compact(now)
    base = Self.folder(in: site, of: device, host: host) + "/" + stamp
    path = base
  }

  private static func folder(in site: String, of device: UDI?, host: String) -> String {
    let name = device.map { "\($0.pid)_\($0.serial)" } ?? host
    return site + "/collected/" + DeviceFileName(nearest: name).text
  }

  var session: String { path + "/" + Self.sessionName }

  /// Lays the files of a visit down, all or none.
  ///
  /// - Parameters:
  ///   - session: what the device printed.
  ///   - file: the name of a file and where its bytes are; nil without one.
  ///   - site: the folder of the site.
  /// - Throws: ``OutputError``.
  mutating func put(
    _ session: [UInt8], _ file: (name: String, from: String)?, in site: String
  ) throws(OutputError) {
    var number = 1
    var facts = stat()
    while lstat(path, &facts) == 0 {
      number += 1
      path = "\(base)-\(number)"
    }
    let outer = PathText.folder(of: path)
    _ = try FolderMaking(outer)
    for folder in [PathText.folder(of: outer), outer] { SiteShare.give(folder, like: site) }
    let folder = try AtomicFolder(path: path)
    try folder.write(session, to: Self.sessionName)
    if let file {
      let source: FileSource
      do throws(ByteSourceError) { source = try FileSource(file.from) } catch {
        throw OutputError(.sourceFailed, error.reason)
      }
      try folder.copy(from: source, to: file.name)
    }
    try folder.commit()
    SiteShare.giveAll(path, like: site)
  }

  /// Replaces what the device printed by all of it, when it has printed more.
  ///
  /// - Throws: ``OutputError``.
  func replaceSession(_ bytes: [UInt8]) throws(OutputError) {
    let file = try AtomicFile(path: session, overwrite: true)
    try file.write(bytes)
    try file.commit()
    SiteShare.give(session, like: path)
  }

  /// The newest usage file of a device that was collected after a time and is sound; nil when there is none.
  static func newest(
    in site: String, of device: UDI, after time: Int64, where isSound: (String) -> Bool
  ) -> String? {
    let outer = folder(in: site, of: device, host: "")
    let since = TimeText.compact(time)
    let visits = ((try? folderEntries(outer)) ?? []).map(\.name).filter { $0 > since }
    for visit in visits.sorted().reversed() {
      let files = ((try? folderEntries(outer + "/" + visit)) ?? []).map(\.name)
      for usage in files.sorted() where usage.hasPrefix("rum_") {
        let path = "\(outer)/\(visit)/\(usage)"
        if isSound(path) { return path }
      }
    }
    return nil
  }
}
