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
    let place = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.path = place
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
      let inside = Self.inside(folder).map { place + "/" + $0 }
      throw ReadingError(
        file: path,
        reason: "it is neither outbound media nor an evidence bag of this tool"
          + (inside.isEmpty
            ? "" : "; name what is in it: " + inside.joined(separator: " ")))
    }
    self.kind = kind
  }

  /// Media and bags in a folder that is neither, as on a stick; the first 20.
  private static func inside(_ folder: MediaFolder) -> [String] {
    let places = folder.files.keys.compactMap { path -> String? in
      let parts = path.split(separator: "/")
      guard parts.count == 2, let name = parts.last else { return nil }
      return ["SHA256SUMS", "bagit.txt"].contains(name) ? String(parts[0]) : nil
    }
    let archives = folder.files.keys.filter {
      !$0.contains("/") && ArchiveKind.of(folder.root + "/" + $0) != nil
    }
    return Array(Set(places + archives).sorted().prefix(20))
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
    if let known = scratch?.digests[name] { return known.description }
    do throws(ByteSourceError) {
      return try folder.open(name).digest().sha256.description
    } catch {
      throw ReadingError(file: place(name).file, reason: error.reason)
    }
  }

  /// True when the file is the one of this hash but for CR LF in place of LF, or the other way round.
  func differsInLineEnds(_ name: String, from hash: String) -> Bool {
    guard let bytes = try? bytes(name) else { return false }
    var bare: [UInt8] = []
    var whole: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      let isEnd = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      if isEnd { continue }
      if byte == 0x0A { whole.append(0x0D) }
      bare.append(byte)
      whole.append(byte)
    }
    return [bare, whole].contains { SHA256Digest(hashing: $0).description == hash }
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
  /// What cannot be a file of the media, and why: links, pipes, devices, names that are not plain, empty
  /// folders.
  private(set) var unfit: [(path: String, reason: String)] = []
  /// Pieces of interrupted runs.

  private static let mostFiles = 1_000_000
  private static let deepest = 16

  init(_ root: String) throws(ReadingError) {
    self.root = root
    try walk("", depth: 0)
  }

  private mutating func walk(_ folder: String, depth: Int) throws(ReadingError) {
    let place = folder.isEmpty ? root : root + "/" + folder
    let entries = try folderEntries(place)
    if entries.isEmpty, !folder.isEmpty { unfit.append((folder, "it is an empty folder")) }
    for entry in entries {
      let path = folder.isEmpty ? entry.name : folder + "/" + entry.name
      if let fault = entry.fault {
        unfit.append((path, fault))
      } else if !entry.isComposed {
        unfit.append((path, "its name is not plain: another looks the same"))
      } else if entry.name.hasPrefix(Partials.prefix) {
        unfit.append(
          (path, "it has the name of an unfinished file of pack, which is never in media"))
      } else if Debris.isDebris(entry.name) {
        walkDebris(path, depth: depth)
      } else {
        var facts = stat()
        guard lstat(root + "/" + path, &facts) == 0 else {
          unfit.append((path, FileSource.reason(errno)))
          continue
        }
        switch facts.st_mode & S_IFMT {
        case S_IFREG: files[path] = Int(facts.st_size)
        case S_IFDIR where depth < Self.deepest: try walk(path, depth: depth + 1)
        case S_IFDIR: unfit.append((path, "it is in too many folders"))
        default: unfit.append((path, "it is a link, a pipe or a device"))
        }
      }
      guard files.count <= Self.mostFiles else {
        throw ReadingError(file: place, reason: "it holds more than \(Self.mostFiles) files")
      }
    }
  }

  /// What an operating system left, each file of its folders too.
  private mutating func walkDebris(_ path: String, depth: Int) {
    debris.append(path)
    var facts = stat()
    guard lstat(root + "/" + path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else { return }
    guard depth < Self.deepest, debris.count <= Self.mostFiles,
      let entries = try? folderEntries(root + "/" + path)
    else { return }
    for entry in entries { walkDebris(path + "/" + entry.name, depth: depth + 1) }
  }

  func open(_ name: String) throws(ByteSourceError) -> any ByteSource {
    try FileSource(root + "/" + name)
  }
}
