import Foundation

/// The temporary siblings under which output is built, and their removal when a run was killed.
package enum Partials {
  /// How their names begin.
  static let prefix = ".rumkit-partial-"

  /// A fresh name in the folder of the output.
  static func path(for output: String) -> String {
    let random = UInt64.random(in: .min ... .max)
    return PathText.folder(of: output) + "/" + prefix + String(random, radix: 36)
  }

  /// A fresh file for an output, held. Another run may have cleared it away before it was.
  ///
  /// - Throws: ``OutputError``, about the output.
  static func file(for output: String, mode: mode_t = 0o644) throws(OutputError) -> FileWriter {
    for _ in 0..<10 {
      let place = path(for: output)
      do throws(OutputError) {
        let writer = try FileWriter(place, mode: mode)
        if writer.hold() { return writer }
      } catch {
        throw OutputError(error.code, error.reason.replacing(place, with: output))
      }
    }
    throw OutputError(.failed, "\(output): other runs clear away what this one makes")
  }

  /// The same of a folder, open to be held.
  ///
  /// - Throws: ``OutputError``, about the output.
  static func folder(for output: String) throws(OutputError) -> (path: String, lock: Int32) {
    for _ in 0..<10 {
      let place = path(for: output)
      if mkdir(place, 0o755) != 0 { throw OutputError.system(errno, output) }
      let lock = open(place, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      var facts = stat()
      if lock >= 0, flock(lock, LOCK_EX) == 0, fstat(lock, &facts) == 0 {
        if facts.st_nlink > 0 { return (place, lock) }
        close(lock)
        continue
      }
      let code = errno
      if lock >= 0 { close(lock) }
      rmdir(place)
      if code != ENOENT { throw OutputError.system(code, output) }
    }
    throw OutputError(.failed, "\(output): other runs clear away what this one makes")
  }

  /// The left-overs in a folder, by name.
  package static func leftOvers(in folder: String) -> [String] {
    let names = ((try? folderEntries(folder)) ?? []).map(\.name)
    return names.filter { $0.hasPrefix(prefix) }
  }

  /// Removes the left-overs of runs that are gone. One that a living process holds stays. What a mark names
  /// goes first, because the mark tells what is a part.
  static func removeAbandoned(in folder: String) {
    for takesBack in [true, false] {
      for name in leftOvers(in: folder) {
        let path = folder + "/" + name
        let descriptor = open(held(path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { continue }
        // The lock is held while it goes, so that two runs do not clear away at once.
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0, PartsMark.takeBack(path), !takesBack {
          try? FileManager.default.removeItem(atPath: path)
        }
        close(descriptor)
      }
    }
  }

  /// What a process holds while it needs a left-over: the file itself, or the one whose journal it is.
  private static func held(_ path: String) -> String {
    let journal = "-journal"
    guard path.hasSuffix(journal) else { return path }
    let file = String(path.dropLast(journal.count))
    return FileIdentity(file) == nil ? path : file
  }
}
