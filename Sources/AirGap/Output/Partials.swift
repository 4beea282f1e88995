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

  /// The left-overs in a folder, by name.
  package static func leftOvers(in folder: String) -> [String] {
    let names = ((try? folderEntries(folder)) ?? []).map(\.name)
    return names.filter { $0.hasPrefix(prefix) }
  }

  /// Removes the left-overs of runs that are gone. One that a living process holds stays, and so does
  /// the mark of parts that have their names.
  static func removeAbandoned(in folder: String) {
    for name in leftOvers(in: folder) {
      let path = folder + "/" + name
      let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard descriptor >= 0 else { continue }
      // The lock is held while it goes, so that two runs do not clear away at once.
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0, !PartsMark.holds(path) {
        try? FileManager.default.removeItem(atPath: path)
      }
      close(descriptor)
    }
  }
}
