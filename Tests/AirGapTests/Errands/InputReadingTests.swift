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
}
