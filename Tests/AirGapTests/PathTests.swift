import Foundation
import LicenseFiles
import Testing

@testable import AirGap

/// Paths as text: any name is taken, also one of one character, none, and what is not a name.
@Suite struct PathTests {
  @Test(arguments: [
    ("b", "b"), ("b/", "b"), ("a/b", "b"), ("/b", "b"), ("/", "/"), ("//", "/"), ("", ""),
    (".", "."), ("..", ".."), ("a/é", "é"), ("a\u{0}b", "a\u{0}b"),
  ])
  func nameOfAPath(_ path: String, _ name: String) {
    #expect(PathText.name(of: path) == name)
  }

  @Test(arguments: [
    ("/", "/"), ("/a/./b//c/../d/", "/a/b/d"), ("/..", "/"), ("/../x", "/x"), ("/é/k", "/é/k"),
  ])
  func absolutePathsAreShortened(_ path: String, _ result: String) {
    #expect(PathText.absolute(path) == result)
  }

  @Test(arguments: ["b", "", ".", "./b/"])
  func otherPathsBeginInTheCurrentFolder(_ path: String) {
    let here = FileManager.default.currentDirectoryPath
    #expect(PathText.absolute(path) == (path.contains("b") ? here + "/b" : here))
  }

  @Test func aPathThatNoFileHasIsRefusedAtEveryDoor() {
    for path in ["", "a\u{0}b"] {
      #expect(PathText.fault(path) != nil)
      #expect(throws: ByteSourceError.self) { try FileSource(path) }
      #expect(throws: OutputError(.badName, "")) { try AtomicFile(path: path) }
      #expect(throws: OutputError(.badName, "")) { try AtomicFolder(path: path) }
      #expect(throws: OutputError(.badName, "")) { try FolderMaking(path) }
      #expect(InputWalker([path]).missing.count == 1)
    }
    #expect(PathText.fault("b") == nil)
  }

  /// A name that is not text is told of where a folder is walked; the names beside it are read.
  @Test func aNameThatIsNotTextIsToldOf() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let name = (Array("\(folder)/caf".utf8) + [0xE9, 0]).map(CChar.init(bitPattern:))
    let descriptor = open(name, O_CREAT | O_WRONLY, 0o600)
    close(descriptor)
    try Data("x".utf8).write(to: URL(filePath: folder + "/k"))
    #expect(try folderEntries(folder).map(\.name) == ["caf\\xE9", "k"])
    let walker = InputWalker([folder])
    #expect(walker.inputs.map(\.name) == [folder + "/k"])
    #expect(walker.missing.first?.reason == "its name is not UTF-8; rename it")
    #expect(throws: ReadingError.self) { try folderEntries(folder + "/k") }
  }

  @Test func foldersThatWereMadeAreTakenBackAndOthersStay() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let made = try FolderMaking(folder + "/a/b/c")
    #expect(made.made.count == 3)
    made.undo()
    #expect(try folderEntries(folder).isEmpty)
    #expect(try FolderMaking(folder).made.isEmpty)
    try Data().write(to: URL(filePath: folder + "/file"))
    #expect(throws: OutputError.self) { try FolderMaking(folder + "/file") }
    #expect(throws: OutputError.self) { try FolderMaking(folder + "/file/x") }
  }
}
