import Foundation
import Testing

@testable import AirGap

/// Copies that are needed for a moment: nobody else reads them, and a killed run's are cleared away.
@Suite struct TemporaryFolderTests {
  private func names(_ folder: String) -> [String] {
    ((try? folderEntries(folder)) ?? []).map(\.name)
  }

  @Test func itIsItsOwnersAndGoesWithTheValue() throws {
    let base = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: base) }
    do {
      let temporary = try TemporaryFolder(in: base)
      var facts = stat()
      #expect(stat(temporary.path, &facts) == 0 && facts.st_mode & 0o777 == 0o700)
      try Data("x".utf8).write(to: URL(filePath: temporary.path + "/copy"))
    }
    #expect(names(base).isEmpty)
  }

  @Test func whatAKilledRunLeftGoesAndWhatIsHeldStays() throws {
    let base = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: base) }
    let held = try TemporaryFolder(in: base)
    // One of a moment ago too: what counts is that nobody holds it.
    for name in ["rumkit-temporary-old", "rumkit-temporary-new", "other"] {
      mkdir("\(base)/\(name)", 0o700)
      try Data("x".utf8).write(to: URL(filePath: "\(base)/\(name)/copy"))
    }
    for path in [held.path, "\(base)/rumkit-temporary-old", "\(base)/other"] {
      var times = [timeval(tv_sec: 1000, tv_usec: 0), timeval(tv_sec: 1000, tv_usec: 0)]
      utimes(path, &times)
    }
    let next = try TemporaryFolder(in: base)
    #expect(
      Set(names(base))
        == [PathText.name(of: held.path), PathText.name(of: next.path), "other"])
  }
}
