import Assessment
import Foundation
public import LicenseFiles

/// One document to be read.
public struct Input: Sendable {
  /// The name for findings: the path as given or found, `archive.zip!member`, or `-`.
  public let name: String
  /// True when the user named it, false when it was found in a folder or an archive.
  let isExplicit: Bool
  /// The kind of archive that it is; its members are the documents then. nil for a document.
  let archive: ArchiveKind?
  /// The media or the bag in whose folder it was found.
  private(set) var found: FoundHolding?
  /// Gives its bytes, gzip undone.
  let open: @Sendable () throws(ByteSourceError) -> any ByteSource

  /// Creates an input.
  init(
    name: String, isExplicit: Bool, archive: ArchiveKind? = nil,
    open: @escaping @Sendable () throws(ByteSourceError) -> any ByteSource
  ) {
    self.name = name
    self.isExplicit = isExplicit
    self.archive = archive
    self.open = open
  }

  /// A file, or `-` for standard input.
  public static func file(_ path: String, isExplicit: Bool = true) -> Input {
    let archive = path == "-" ? nil : ArchiveKind.of(path)
    return Input(name: path, isExplicit: isExplicit, archive: archive) {
      () throws(ByteSourceError) in
      return try unwrapped(try FileSource.named(path, allowsPipe: isExplicit))
    }
  }

  /// The same input, found in the folder of media or of a bag.
  func found(in holding: FoundHolding?) -> Input {
    var copy = self
    copy.found = holding
    return copy
  }

  /// The folder of media or of a bag that it lies in, or the archive that it is; nil for a document
  /// by itself. All that lies in it is read to say so.
  var holding: Holding? {
    if let found { return Holding(folder: found.path, kind: found.kind) }
    return archive.map { Holding(archive: name, $0) }
  }

  /// Undoes gzip where the first two bytes say so.
  static func unwrapped(_ source: any ByteSource) throws(ByteSourceError) -> any ByteSource {
    let start = StartSource(source)
    return try start.begins(with: [0x1F, 0x8B]) ? GzipSource(start) : start
  }
}

/// A folder that is outbound media or an evidence bag, by what lies in it.
struct FoundHolding: Sendable, Hashable {
  /// Its path.
  let path: String
  /// `media` or `evidence`.
  let kind: DocumentKind
}

/// Finds the documents that the user's arguments name: files, folders (walked), patterns, `-`.
public struct InputWalker: Sendable {
  /// What is to be read, in order.
  public private(set) var inputs: [Input] = []
  /// Debris of operating systems and of killed runs that was skipped.
  private(set) var skipped: [String] = []
  /// What was named, or stands in a folder, and cannot be had, with the reason.
  public private(set) var missing: [ReadingError] = []

  /// Walks the arguments.
  public init(_ arguments: [String]) {
    for argument in arguments { take(argument) }
  }

  private mutating func take(_ argument: String) {
    if argument == "-" {
      inputs.append(.file("-"))
      return
    }
    if let fault = PathText.fault(argument) {
      missing.append(ReadingError(file: "''", reason: fault))
      return
    }
    var facts = stat()
    if stat(argument, &facts) == 0 {
      if facts.st_mode & S_IFMT == S_IFDIR {
        walk(argument, depth: 0, in: nil)
      } else {
        inputs.append(.file(argument))
      }
      return
    }
    let code = errno
    let matches = Self.matches(argument)
    if matches.isEmpty {
      missing.append(ReadingError(file: argument, reason: FileSource.reason(code)))
    }
    for match in matches { take(match) }
  }

  /// Folders inside folders deeper than this are not harvest of a ritual.
  private static let deepest = 16

  private mutating func walk(_ folder: String, depth: Int, in outer: FoundHolding?) {
    let entries: [FolderEntry]
    do throws(ReadingError) {
      entries = try folderEntries(folder)
    } catch {
      missing.append(error)
      return
    }
    let found =
      outer
      ?? Holding.kind(Set(entries.map(\.name))).map {
        FoundHolding(
          path: folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder,
          kind: $0)
      }
    for entry in entries {
      let name = entry.name
      let path = Self.join(folder, name)
      if let fault = entry.fault {
        missing.append(ReadingError(file: path, reason: fault))
        continue
      }
      if Debris.isDebris(name) {
        skipped.append(path)
        continue
      }
      var facts = stat()
      guard lstat(path, &facts) == 0 else {
        missing.append(ReadingError(file: path, reason: FileSource.reason(errno)))
        continue
      }
      switch facts.st_mode & S_IFMT {
      case S_IFDIR where depth < Self.deepest: walk(path, depth: depth + 1, in: found)
      case S_IFREG: inputs.append(.file(path, isExplicit: false).found(in: found))
      default: skipped.append(path)
      }
    }
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// Shells of Windows hand patterns over as they are.
  private static func matches(_ pattern: String) -> [String] {
    guard pattern.contains(where: { "*?[".contains($0) }) else { return [] }
    var result = glob_t()
    defer { globfree(&result) }
    guard glob(pattern, GLOB_ERR, nil, &result) == 0, let paths = result.gl_pathv else { return [] }
    return (0..<Int(result.gl_pathc)).compactMap { index in paths[index].map { String(cString: $0) }
    }
  }
}

/// Files that operating systems leave on media.
enum Debris {
  private static let names: Set<String> = [
    "system volume information", "$recycle.bin", ".ds_store", "desktop.ini", "thumbs.db",
    ".trashes", ".spotlight-v100", ".fseventsd", "lost+found", ".git", "autorun.inf", "__macosx",
  ]

  /// True when a part of a path, in whatever archive, is debris.
  static func holds(_ path: String) -> Bool {
    path.split { $0 == "/" || $0 == "!" }.contains { isDebris(String($0)) }
  }

  static func isDebris(_ name: String) -> Bool {
    names.contains(name.lowercased()) || name.hasPrefix("._") || name.hasPrefix("~$")
      || name.hasPrefix(".trash-") || name.hasPrefix(Partials.prefix)
  }
}
