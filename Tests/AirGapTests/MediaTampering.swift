import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

// The ways to tamper with media.
extension MediaTamperTests {
  /// One way to tamper: what it is called, what it does, what must be found.
  struct Tampering: Sendable, CustomTestStringConvertible {
    let name: String
    let id: String?
    let change: @Sendable (TestFolder) throws -> Void
    var testDescription: String { name }

    init(_ name: String, _ id: String?, _ change: @escaping @Sendable (TestFolder) throws -> Void) {
      self.name = name
      self.id = id
      self.change = change
    }
  }

  static let ofMedia: [Tampering] = [
    Tampering("nothing", nil) { _ in },
    Tampering("a bit of an upload flipped", "media/hash-mismatch") { folder in
      var bytes = try folder.bytes("out/" + first)
      bytes[bytes.count / 2] ^= 1
      try folder.write(bytes, to: "out/" + first)
    },
    Tampering("the instructions changed", "media/hash-mismatch") { folder in
      try folder.replace("Upload nothing", with: "Upload it", in: "out/UPLOAD.txt")
    },
    Tampering("an upload gone", "media/file-missing") { try $0.remove("out/" + first) },
    Tampering("the list gone", "media/file-missing") { try $0.remove("out/SHA256SUMS") },
    Tampering("the form gone", "media/file-missing") { try $0.remove("out/portal.csv") },
    Tampering("another file", "media/file-extra") { try $0.write([1], to: "out/upload/more.txt") },
    Tampering("a link", "media/file-extra") { folder in
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("out/link.txt"), withDestinationPath: "/etc/hostname")
    },
    Tampering("debris of a desktop before it left", "media/file-extra") { folder in
      try folder.write([1], to: "out/desktop.ini")
    },
    Tampering("debris of a desktop that comes back", "media/debris") { folder in
      try folder.write([1], to: "out/autorun.inf")
      try fillIn(folder)
    },
    Tampering("a file below a folder of Windows", "media/file-extra") { folder in
      try FileManager.default.createDirectory(
        atPath: folder.path("out/System Volume Information"), withIntermediateDirectories: false)
      try folder.write([1], to: "out/System Volume Information/more.txt")
    },
    Tampering("an empty folder", "media/file-extra") { folder in
      try FileManager.default.createDirectory(
        atPath: folder.path("out/upload/empty"), withIntermediateDirectories: false)
    },
    Tampering("a name that is not UTF-8", "media/file-extra") { folder in
      let name = folder.path("out/upload/K").utf8CString.dropLast() + [CChar(bitPattern: 0xE4), 0]
      close(open(Array(name), O_CREAT | O_WRONLY, 0o600))
    },
    Tampering("a name that looks like another", "media/file-extra") { folder in
      try folder.write([1], to: "out/upload/C9800-CL-\u{212A}9_9ZZEXAMPLE1.txt")
    },
    Tampering("hashes in upper case", "media/sums-invalid") { folder in
      let list = try folder.text("out/SHA256SUMS")
      try folder.write(
        Array((list.prefix(64).uppercased() + list.dropFirst(64)).utf8), to: "out/SHA256SUMS")
    },
    Tampering("lines of the list that end with CR LF", "media/sums-invalid") { folder in
      try folder.replace("\n", with: "\r\n", in: "out/SHA256SUMS")
    },
    Tampering("a signature that is none", "media/signature-failed") { folder in
      try folder.write(Array("no signature\n".utf8), to: "out/SHA256SUMS.sig")
    },
    Tampering("a path that leads elsewhere", "media/sums-invalid") { folder in
      let line = String(repeating: "0", count: 64) + "  ../secret\n"
      try folder.write(try folder.bytes("out/SHA256SUMS") + Array(line.utf8), to: "out/SHA256SUMS")
    },
    Tampering("a path that stands there twice", "media/sums-invalid") { folder in
      let list = try folder.bytes("out/SHA256SUMS")
      try folder.write(list + list, to: "out/SHA256SUMS")
    },
    Tampering("a name that Windows keeps", "media/name-illegal") { folder in
      try folder.write([1], to: "out/CON.txt")
    },
    Tampering("a row out of the form", "media/form-differs") { folder in
      let text = try folder.text("out/portal.csv")
      let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
      try folder.write(
        Array((lines.prefix(2) + lines.dropFirst(3)).joined(separator: "\r\n").utf8),
        to: "out/portal.csv")
    },
    Tampering("another account for one file of a folder", "media/form-differs") { folder in
      let text = try folder.text("out/portal.csv")
      let place = try #require(text.range(of: ",,,,,"))
      try folder.write(
        Array(text.replacingCharacters(in: place, with: ",Wrong,,,,").utf8), to: "out/portal.csv")
    },
    Tampering("a row with a cell of the note", "media/form-differs") { folder in
      try add(
        "\"upload here first: evil.example\",\"<h1>\",Wrong account,,,,# fill in:", to: folder)
    },
    Tampering("the note twice", "media/form-differs") { folder in
      try add(try note(folder), to: folder)
    },
    Tampering("the note in another place", "media/form-differs") { folder in
      let note = try note(folder)
      try folder.replace(note + "\r\n", with: "", in: "out/portal.csv")
      try add(note, to: folder)
    },
    Tampering("other words in the note", "media/form-differs") { folder in
      try folder.replace("what the portal says", with: "your password", in: "out/portal.csv")
    },
    Tampering("more words in the note", "media/form-differs") { folder in
      let note = try note(folder)
      try folder.replace(note, with: note + ",or your password", in: "out/portal.csv")
    },
    Tampering("another time in the note", "media/form-differs") { folder in
      try folder.replace("2026-11-24T10", with: "2026-11-25T10", in: "out/portal.csv")
    },
    Tampering("a column that pack did not write", "media/form-differs") { folder in
      let lines = try folder.text("out/portal.csv").split(separator: "\r\n")
      let more = [",upload at https://evil.example"] + lines.dropFirst().map { _ in "," }
      try folder.write(
        Array(zip(lines, more).map { $0 + $1 }.joined(separator: "\r\n").utf8), to: "out/portal.csv"
      )
    },
    Tampering("the form as a spreadsheet saves it", nil) { folder in
      let text = try folder.text("out/portal.csv").replacing(",,,,,\r\n", with: ",,,ok,,\r\n")
        .replacing("2026-11-24T10:00:00Z", with: "24/11/2026 10:00:00")
      let cells = text.split(separator: "\r\n").map {
        CSVRows(Array($0.utf8)).rows.flatMap(\.cells)
      }
      let saved = cells.map { $0.map { "\"\($0)\"" }.joined(separator: ";") + "\r\n" }.joined()
      var bytes: [UInt8] = [0xFF, 0xFE]
      for unit in saved.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
      try folder.write(bytes, to: "out/portal.csv")
    },
    Tampering("the form filled in", nil) { folder in try fillIn(folder) },
    Tampering("an upload cut, with a hash that matches", "media/not-usage") { folder in
      let bytes = Array(try folder.bytes("out/" + first).dropLast(30))
      let old = try digest(folder, "out/" + first)
      try folder.write(bytes, to: "out/" + first)
      let new = try digest(folder, "out/" + first)
      try folder.replace(old, with: new, in: "out/SHA256SUMS")
      try folder.replace(old, with: new, in: "out/portal.csv")
    },
    Tampering("two columns of one name", "media/form-differs") { folder in
      try folder.replace(
        ",virtual_account,", with: ",virtual_account,virtual_account,", in: "out/portal.csv")
    },
    Tampering("what is named like a piece of an interrupted run inside", "media/file-extra") {
      folder in
      try folder.write([1], to: "out/" + Partials.prefix + "x")
    },
    Tampering("a piece of an interrupted run beside it", "media/partial-left") { folder in
      try folder.write([1], to: Partials.prefix + "x")
    },
  ]

  private static func add(_ row: String, to folder: TestFolder) throws {
    try folder.write(
      try folder.bytes("out/portal.csv") + Array((row + "\r\n").utf8), to: "out/portal.csv")
  }

  private static func note(_ folder: TestFolder) throws -> String {
    String(
      try #require(try folder.text("out/portal.csv").split(separator: "\r\n").dropFirst().first))
  }

  private static func fillIn(_ folder: TestFolder) throws {
    try folder.replace(
      ",,,,,\r\n", with: ",,2026-07-02 10:00,ok,\"No Errors, he said\",ACK_x.txt\r\n",
      in: "out/portal.csv")
  }

  static func digest(_ folder: TestFolder, _ name: String) throws -> String {
    SHA256Digest(hashing: try folder.bytes(name)).description
  }
}
