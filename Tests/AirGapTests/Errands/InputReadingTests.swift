import AirGap
import Foundation
import LicenseFiles
import Testing

/// What a folder holds counts like what was named.
@Suite struct InputReadingTests {
  @Test func whatCannotBeReadInAFolderIsNoSuccess() throws {
    let folder = NSTemporaryDirectory() + "rumkit-reading-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["rum.txt", "gone.txt"] {
      try Data("<smartLicense></smartLicense>\n".utf8).write(
        to: URL(filePath: folder + "/" + name))
    }
    var errors: [String] = []
    func reading() throws -> InputReading {
      try InputReading([folder]) { if case .error(let text) = $0 { errors.append(text) } }
    }
    var whole = try reading()
    whole.each(begin: { _ in }, item: { _ in }, end: { _ in })
    #expect(!whole.failed && errors.isEmpty)
    // It was there when the folder was looked at.
    var cut = try reading()
    try FileManager.default.removeItem(atPath: folder + "/gone.txt")
    cut.each(begin: { _ in }, item: { _ in }, end: { _ in })
    #expect(cut.failed && cut.unread.map { $0.hasSuffix("gone.txt") } == [true])
    #expect(errors.count == 1)
  }

  /// A name is bytes: one that no text holds is told, and so is one that looks like another.
  @Test func aNameThatCannotBeToldIsNoSuccess() throws {
    let folder = NSTemporaryDirectory() + "rumkit-names-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    func make(_ bytes: [UInt8]) {
      let path = Array(folder.utf8) + [0x2F] + bytes + [0]
      close(open(path.map { CChar(bitPattern: $0) }, O_CREAT | O_WRONLY, 0o600))
    }
    func faults() -> [String] { InputWalker([folder]).missing.map(\.description) }
    make(Array("K.txt".utf8))
    make(Array("\u{E4}.txt".utf8))
    // Of the two spellings of one letter alone, neither hides another.
    make(Array("o\u{308}.txt".utf8))
    #expect(faults() == [])
    #expect(InputWalker([folder]).inputs.count == 3)
    make(Array("\u{212A}.txt".utf8))
    make([0x72, 0xFC, 0x6D, 0x2E, 0x74, 0x78, 0x74])
    let told = faults()
    #expect(told.count == 2)
    #expect(told.contains { $0.contains("r\\xFCm.txt: its name is not UTF-8") })
    #expect(told.contains { $0.contains("looks like that of another file") })
    #expect(InputWalker([folder]).inputs.count == 3)
  }
}
