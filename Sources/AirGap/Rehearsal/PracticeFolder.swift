import Foundation

/// Where a rehearsal keeps the files that devices and the portal would make: a folder of the rehearsal
/// site, so that nothing of it lies among real files.
public struct PracticeFolder: Sendable {
  /// What the files stand for.
  public enum Kind: String, Sendable, CaseIterable {
    /// What the devices saved.
    case usage
    /// The form that was filled in at the portal.
    case portal
    /// What the portal returned.
    case acks
    /// What the devices printed.
    case output
  }

  private let folder: String

  /// - Parameter site: the folder of the rehearsal site.
  public init(site: String) { folder = site + "/practice" }

  /// A fresh folder for a rehearsal, among the temporary files of this host.
  ///
  /// - Throws: ``OutputError``.
  public static func makeTemporary() throws(OutputError) -> String {
    let base = FileManager.default.temporaryDirectory.path
    var name = Array("\(base)/rumkit-rehearsal-\(String(repeating: "X", count: 6))".utf8CString)
    guard mkdtemp(&name) != nil else { throw OutputError.system(errno, base) }
    return String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The folder of one kind of files.
  public func path(_ kind: Kind) -> String { "\(folder)/\(kind.rawValue)" }

  /// A place in the folder that is free, for what the rehearsal packs.
  public func place(_ name: String) -> String { "\(folder)/\(name)" }

  /// Writes a file, in place of one of the same name.
  ///
  /// - Throws: ``OutputError``.
  public func write(_ text: String, as name: String, _ kind: Kind) throws(OutputError) {
    let folder = path(kind)
    _ = try FolderMaking(folder)
    let file = try AtomicFile(path: "\(folder)/\(name)", overwrite: true)
    try file.write(Array(text.utf8))
    try file.commit()
  }
}
