import Foundation
import LicenseFiles

/// Says, while what one run made gets its names one after the other, that not all of it is there. It lies
/// beside the media under a temporary name; a run that is killed leaves it, and the next one takes back
/// what got its name.
final class PartsMark {
  /// Where something was built, and what its name will be.
  struct Place {
    let partial: String
    let final: String
  }

  private let writer: FileWriter
  private static let heading = "rumkit: these parts do not count while this file is here"
  private static let largest = 1 << 20

  /// - Parameters:
  ///   - evidence: the bag.
  ///   - media: the media, all in one folder.
  /// - Throws: ``OutputError``.
  init(evidence: Place, media: [Place]) throws(OutputError) {
    var fields = [Self.heading]
    for place in [evidence] + media {
      guard let identity = FileIdentity(place.partial) else {
        throw OutputError.system(ENOENT, place.final)
      }
      fields += [identity.text] + [place.partial, place.final].map(PathText.anchored)
    }
    writer = try Partials.file(for: media.first?.final ?? ".")
    try writer.write(Array(fields.joined(separator: "\0").utf8))
    try writer.flush()
    FileWriter.flushFolder(PathText.folder(of: writer.path))
  }

  /// All of it is there, or none is.
  deinit {
    unlink(writer.path)
    FileWriter.flushFolder(PathText.folder(of: writer.path))
  }

  /// A bag or a media of a mark.
  private struct Part {
    let identity: String
    let place: Place

    var isNamed: Bool { FileIdentity(place.final)?.text == identity }
    var isPartial: Bool { FileIdentity(place.partial)?.text == identity }
  }

  /// What a mark names, the bag first; nil where the file is not a mark.
  private static func parts(_ path: String) -> [Part]? {
    var facts = stat()
    guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size <= largest,
      let source = try? FileSource(path), let bytes = try? source.allBytes(limit: largest)
    else { return nil }
    let fields = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\0")
    guard fields.first == heading, fields.count % 3 == 1 else { return nil }
    return stride(from: 1, to: fields.count, by: 3).map {
      Part(
        identity: fields[$0], place: Place(partial: fields[$0 + 1], final: fields[$0 + 2]))
    }
  }

  /// Takes the names away again that a killed run gave to some of its parts, and the parts with them. Where
  /// somebody has moved one since, nothing is touched.
  ///
  /// - Returns: false where the file is a mark that still has to stay.
  static func takeBack(_ path: String) -> Bool {
    guard let parts = parts(path) else { return true }
    let named = parts.filter(\.isNamed)
    guard named.count < parts.count, !named.isEmpty else { return true }
    guard parts.allSatisfy({ $0.isNamed || $0.isPartial }) else {
      return !parts.dropFirst().contains(where: \.isNamed)
    }
    // First all lose their names, so that another kill leaves this to be gone on with.
    for part in named.reversed() {
      guard (try? renameWithoutReplacing(part.place.final, part.place.partial)) != nil else {
        return false
      }
      FileWriter.flushFolder(PathText.folder(of: part.place.final))
    }
    for part in parts { try? FileManager.default.removeItem(atPath: part.place.partial) }
    return true
  }

  /// How many media have their names, and how many there are to be, where a mark beside a path names it and
  /// not all have.
  static func standing(of path: String) -> (named: Int, all: Int)? {
    guard let place = FileIdentity(path)?.text else { return nil }
    let folder = PathText.folder(of: PathText.anchored(path))
    for name in Partials.leftOvers(in: folder) {
      guard let media = parts(folder + "/" + name)?.dropFirst() else { continue }
      let named = media.filter(\.isNamed)
      if named.count < media.count, named.contains(where: { $0.identity == place }) {
        return (named.count, media.count)
      }
    }
    return nil
  }
}
