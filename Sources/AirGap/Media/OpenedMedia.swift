import Assessment
import Foundation
import LicenseFiles

/// Media or a bag, open for checking: a folder, or an archive taken apart in a temporary folder.
final class OpenedMedia {
  /// The path as the user named it.
  let path: String
  let kind: MediaVerification.Kind
  let folder: MediaFolder
  /// What the reader of the archive found.
  let faults: [Finding]
  /// The hash of the archive; nil for a folder.
  let archive: SHA256Digest?
  /// Keeps the temporary folder alive.
  private let scratch: UnpackedArchive?

  init(_ path: String) throws(ReadingError) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    var facts = stat()
    guard stat(path, &facts) == 0 else {
      throw ReadingError(file: path, reason: FileSource.reason(errno))
    }
    if facts.st_mode & S_IFMT == S_IFDIR {
      folder = try MediaFolder(path)
      scratch = nil
      archive = nil
      faults = []
    } else {
      guard let kind = ArchiveKind.of(path) else {
        throw ReadingError(file: path, reason: "it is neither a folder nor an archive")
      }
      let unpacked = try UnpackedArchive(path, kind: kind)
      scratch = unpacked
      archive = unpacked.sha256
      faults = [unpacked.fault].compactMap(\.self)
      folder = try MediaFolder(unpacked.folder)
    }
    guard let kind = Self.kind(folder) else {
      throw ReadingError(
        file: path, reason: "it is neither outbound media nor an evidence bag of this tool")
    }
    self.kind = kind
  }

  /// What a folder is, by what lies in it; a file that is missing must not hide what it is.
  private static func kind(_ folder: MediaFolder) -> MediaVerification.Kind? {
    let names = Set(folder.files.keys)
    let bag = ["bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt"]
    if bag.contains(where: names.contains) { return .evidence }
    let media = ["SHA256SUMS", "UPLOAD.txt", "portal.csv"]
    return media.contains(where: names.contains) ? .media : nil
  }

  /// The name of a file for findings.
  func place(_ name: String, line: Int? = nil) -> SourceLocation {
    SourceLocation(file: archive == nil ? path + "/" + name : path + "!" + name, line: line)
  }

  /// The bytes of a small file; nil when it is not there.
  func bytes(_ name: String, limit: Int = 64 << 20) throws(ReadingError) -> [UInt8]? {
    guard folder.files[name] != nil else { return nil }
    do throws(ByteSourceError) {
      return try folder.open(name).allBytes(limit: limit)
    } catch {
      throw ReadingError(file: place(name).file, reason: error.reason)
    }
  }

  /// The hash of a file.
  func digest(_ name: String) throws(ReadingError) -> String {
    do throws(ByteSourceError) {
      return try folder.open(name).digest().sha256.description
    } catch {
      throw ReadingError(file: place(name).file, reason: error.reason)
    }
  }

  /// A file as packing would see it.
  func candidate(_ name: String) -> PackCandidate {
    let path = folder.root + "/" + name
    var none: Judge?
    return inspectCandidate(
      PackInput(name: place(name).file) { () throws(ByteSourceError) in try FileSource(path) },
      judge: &none)
  }
}

/// The files of a folder, by their paths in it.
struct MediaFolder {
  let root: String
  /// The size of each plain file.
  private(set) var files: [String: Int] = [:]
  /// Files that operating systems leave on media.
  private(set) var debris: [String] = []
  /// What is not a plain file: links, pipes, devices.
  private(set) var irregular: [String] = []
  /// Pieces of interrupted runs.
  private(set) var leftOvers: [String] = []

  private static let mostFiles = 1_000_000
  private static let deepest = 16

  init(_ root: String) throws(ReadingError) {
    self.root = root
    try walk("", depth: 0)
  }

  private mutating func walk(_ folder: String, depth: Int) throws(ReadingError) {
    let place = folder.isEmpty ? root : root + "/" + folder
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: place).sorted()
    } catch {
      throw ReadingError(file: place, reason: "the folder cannot be read")
    }
    for name in names {
      let path = folder.isEmpty ? name : folder + "/" + name
      if name.hasPrefix(Partials.prefix) {
        leftOvers.append(path)
      } else if Debris.isDebris(name) {
        debris.append(path)
      } else {
        var facts = stat()
        guard lstat(root + "/" + path, &facts) == 0 else { continue }
        switch facts.st_mode & S_IFMT {
        case S_IFREG: files[path] = Int(facts.st_size)
        case S_IFDIR where depth < Self.deepest: try walk(path, depth: depth + 1)
        default: irregular.append(path)
        }
      }
      guard files.count <= Self.mostFiles else {
        throw ReadingError(file: place, reason: "it holds more than \(Self.mostFiles) files")
      }
    }
  }

  func open(_ name: String) throws(ByteSourceError) -> any ByteSource {
    try FileSource(root + "/" + name)
  }
}
