import Foundation
import Testing

/// `ritual` in a real site, in none, and beside one.
@Suite struct RitualSitesTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "rumkit-ritual-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  @Test func aRehearsalNeverTouchesARealSite() throws {
    let real = try SiteFolder()
    let before = try real.events().count
    let run = try RumkitRun(
      ["ritual", "--rehearsal", "--site", real.folder.path("site")], standardInput: Data())
    #expect(run.status == 64)
    #expect(run.stderr.contains("is a real site"))
    #expect(try real.events().count == before)
  }

  @Test func withoutASiteTheCommandThatMakesOneIsNamed() throws {
    let run = try RumkitRun(["ritual", "--site", folder.path + "/none"], standardInput: Data())
    #expect(run.status == 4)
    #expect(run.stderr.contains("rumkit site init --site"))
  }

  @Test func aSiteWithoutDevicesTakesWhateverFilesCome() throws {
    let real = try SiteFolder()
    let run = try RumkitRun(
      [
        "ritual", "--site", real.folder.path("site"), "--now", "2026-11-24T10:00:00Z", "--operator",
        "O",
      ],
      standardInput: Data(
        """

        usbflash0:
        Samples/usage/c8000v-rum.txt
        \(folder.path)/out

        quit

        """.utf8))
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
    #expect(!run.stdout.contains("REHEARSAL"))
    #expect(run.stdout.contains("no device is known yet"))
    #expect(FileManager.default.fileExists(atPath: folder.path + "/out/UPLOAD.txt"))
    #expect(run.stdout.contains("Which media go out?"))
  }
}
