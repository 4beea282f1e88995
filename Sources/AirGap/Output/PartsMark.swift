import Foundation
import LicenseFiles

/// Says, while the parts of one output get their names one after the other, that they are not all
/// there. It lies beside them under a temporary name; a run that is killed leaves it.
final class PartsMark {
  private let path: String
  private let writer: FileWriter
  private static let heading = "rumkit: these parts do not count while this file is here"
  private static let largest = 1 << 20

  /// - Parameter parts: the paths of the parts, all in one folder.
  /// - Throws: ``OutputError``.
  init(_ parts: [String]) throws(OutputError) {
    path = Partials.path(for: parts.first ?? ".")
    writer = try FileWriter(path)
    writer.lock()
    let names = parts.map { String($0.split(separator: "/").last ?? "") }
    try writer.write(Array(([Self.heading] + names).joined(separator: "\n").utf8))
    try writer.flush()
    FileWriter.flushFolder(PathText.folder(of: path))
  }

  /// The parts are all there, or none is.
  deinit {
    unlink(path)
    FileWriter.flushFolder(PathText.folder(of: path))
  }

  /// The parts that a mark names; nil where the file is not a mark.
  private static func parts(_ path: String) -> [String]? {
    var facts = stat()
    guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size <= largest,
      let source = try? FileSource(path), let bytes = try? source.allBytes(limit: largest)
    else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.first.map(String.init) == heading else { return nil }
    return lines.dropFirst().map { PathText.folder(of: path) + "/" + $0 }
  }

  /// True where a file is a mark, and one of the parts that it names has its name.
  static func holds(_ path: String) -> Bool {
    parts(path)?.contains { FileIdentity($0) != nil } ?? false
  }

  /// How many parts have their names, and how many there are to be, where a mark beside a path names it.
  static func standing(of path: String) -> (named: Int, all: Int)? {
    guard let place = FileIdentity(path) else { return nil }
    let folder = PathText.folder(of: PathText.anchored(path))
    for name in Partials.leftOvers(in: folder) {
      guard let parts = parts(folder + "/" + name) else { continue }
      let named = parts.compactMap { FileIdentity($0) }
      if named.contains(place) { return (named.count, parts.count) }
    }
    return nil
  }
}
