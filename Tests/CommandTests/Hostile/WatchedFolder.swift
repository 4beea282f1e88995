import Foundation

/// A folder whose new and changed files are looked at, each once.
final class WatchedFolder {
  /// A file that was written.
  struct Written {
    /// Its path in the folder.
    let name: String
    let bytes: Data
    /// What is wrong with it.
    let faults: [String]
  }

  private struct Stamp: Equatable {
    let size: Int
    let inode: UInt64
    let seconds: Int
    let nanoseconds: Int
  }

  private let root: String
  private var stamps: [String: Stamp]
  private var known: Set<Data>
  /// True when anything was written since the beginning.
  private(set) var hasChanged = false

  /// - Parameter known: contents that were handed in. A file that has them is a copy: bytes are evidence
  ///   and are not changed.
  init(_ root: String, known: Set<Data>) {
    self.root = root
    self.known = known
    stamps = Self.stamps(root)
  }

  /// What every file in a folder holds.
  static func contents(of root: String) -> Set<Data> {
    Set(stamps(root).keys.compactMap { try? Data(contentsOf: URL(filePath: "\(root)/\($0)")) })
  }

  /// What was written since this was asked last.
  func written() -> [Written] {
    let now = Self.stamps(root)
    defer { stamps = now }
    let changed = now.filter { stamps[$0.key] != $0.value }.keys.sorted()
    hasChanged = hasChanged || !changed.isEmpty || now.count != stamps.count
    return changed.compactMap { name in
      guard let bytes = try? Data(contentsOf: URL(filePath: "\(root)/\(name)")) else { return nil }
      let isNew = known.insert(bytes).inserted
      return Written(name: name, bytes: bytes, faults: isNew ? Self.faults(name, bytes) : [])
    }
  }

  private static func stamps(_ root: String) -> [String: Stamp] {
    var stamps: [String: Stamp] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      var facts = stat()
      guard lstat("\(root)/\(name)", &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
        continue
      }
      #if canImport(Darwin)
        let time = facts.st_mtimespec
      #else
        let time = facts.st_mtim
      #endif
      stamps[name] = Stamp(
        size: Int(facts.st_size), inode: UInt64(facts.st_ino), seconds: Int(time.tv_sec),
        nanoseconds: Int(time.tv_nsec))
    }
    return stamps
  }

  private static func faults(_ name: String, _ bytes: Data) -> [String] {
    guard !isForPrograms(name, bytes) else { return [] }
    let isCopy = bytes.starts(with: Data("! rumkit: redacted copy".utf8))
    let format = isCopy ? "copy" : URL(filePath: name).pathExtension
    // What goes to a Windows machine has its line ends.
    let bytes = format == "txt" ? withoutCarriageReturns(bytes) : bytes
    let formats = [
      "copy": "copy", "csv": "csv", "json": "json", "jsonl": "ndjson", "html": "html", "ics": "ics",
    ]
    return OutputJudge(bytes, format: formats[format] ?? "text").faults.map {
      "\(name.debugDescription): \($0)"
    }
  }

  private static func withoutCarriageReturns(_ bytes: Data) -> Data {
    Data(
      Array(bytes).split(separator: [0x0D, 0x0A], omittingEmptySubsequences: false).joined(
        separator: [0x0A]))
  }

  /// The ledger, archives and redacted documents.
  private static func isForPrograms(_ name: String, _ bytes: Data) -> Bool {
    bytes.starts(with: Data("SQLite format 3".utf8)) || bytes.starts(with: [0x1F, 0x8B])
      || bytes.starts(with: Data("PK".utf8))
      // A redacted document is read as the original is; its strings are JSON inside of XML.
      || bytes.starts(with: Data("<smartLicense><rumkitRedacted/>".utf8)) || name.hasSuffix("-wal")
      || name.hasSuffix("-shm")
  }
}
