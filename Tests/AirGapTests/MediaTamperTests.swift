import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// Each way to tamper with media or evidence, and the finding that tells it.
@Suite struct MediaTamperTests {
  private typealias Fix = MediaFixtures
  private static let first = "upload/C9800-CL-K9_9ZZEXAMPLE1.txt"

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

  /// Every byte of the lists and documents of media changed in turn, and every few bytes of an upload.
  @Test(arguments: [("SHA256SUMS", 1), ("portal.csv", 1), ("UPLOAD.txt", 5), (first, 41)])
  func everyByteIsSeen(_ name: String, _ step: Int) async throws {
    let folder = try TestFolder()
    try await Fix.pack(Fix.twoDevices, into: folder)
    let whole = try folder.bytes("out/" + name)
    var unseen: [Int] = []
    for index in stride(from: 0, to: whole.count, by: step) {
      for bit: UInt8 in [0x01, 0x20] {
        var bytes = whole
        bytes[index] ^= bit
        try folder.write(bytes, to: "out/" + name)
        let verification = try await verifyMedia([folder.path("out")])
        if !verification.foundDamage { unseen.append(index) }
      }
    }
    // The letters of a heading may be upper or lower case, and the cells that the portal fills in are free.
    let text = whole.map { Character(UnicodeScalar($0)) }
    let meaningless = unseen.filter { index in
      name == "portal.csv"
        && (index < 70 || ",\r\n".unicodeScalars.contains { Character($0) == text[index] })
    }
    #expect(unseen == meaningless, "\(name): \(unseen.map { "\($0) \(text[$0])" })")
  }

  @Test(arguments: ofMedia)
  func media(_ tampering: Tampering) async throws {
    let folder = try TestFolder()
    try await Fix.pack(Fix.twoDevices, into: folder)
    try tampering.change(folder)
    try await expect(tampering, folder, ["out"])
  }

  static let ofBag: [Tampering] = [
    Tampering("nothing", nil) { _ in },
    Tampering("a payload changed", "media/hash-mismatch") { folder in
      try folder.replace("17.09.02", with: "17.09.03", in: "bag/data/" + first)
    },
    Tampering("the findings changed", "media/hash-mismatch") { folder in
      try folder.write(Array("{\"schema\":\"rumkit.findings/1\"} \n".utf8), to: "bag/findings.json")
    },
    Tampering("a payload gone", "media/file-missing") { try $0.remove("bag/data/" + first) },
    Tampering("names.csv gone", "media/file-missing") { try $0.remove("bag/names.csv") },
    Tampering("another payload", "media/file-extra") { try $0.write([1], to: "bag/data/more") },
    Tampering("another tag file", "media/file-extra") { try $0.write([1], to: "bag/note.txt") },
    Tampering("another tag file, listed", nil) { folder in
      try folder.write([1], to: "bag/note.txt")
      try list(folder, "note.txt")
    },
    Tampering("lines of a manifest that end with CR LF", "media/sums-invalid") { folder in
      try folder.replace("\n", with: "\r\n", in: "bag/tagmanifest-sha256.txt")
    },
    Tampering("debris of Windows among the payload", "media/file-extra") { folder in
      try folder.write([1], to: "bag/data/upload/Thumbs.db")
    },
    Tampering("debris of macOS among the payload", "media/file-extra") { folder in
      try folder.write([1], to: "bag/data/.DS_Store")
    },
    Tampering("debris of macOS beside the payload", "media/debris") { folder in
      try folder.write([1], to: "bag/.DS_Store")
    },
    Tampering("another version of BagIt", "media/bag-invalid") { folder in
      try change(folder, "bagit.txt", "1.0", "0.9")
    },
    Tampering("the findings not promised", "media/bag-invalid") { folder in
      let lines = try folder.text("bag/tagmanifest-sha256.txt").split(separator: "\n")
      let rest = lines.filter { !$0.hasSuffix("findings.json") }.joined(separator: "\n") + "\n"
      try folder.write(Array(rest.utf8), to: "bag/tagmanifest-sha256.txt")
    },
    Tampering("a fetch.txt", "media/fetch-refused") { folder in
      try folder.write(Array("http://192.0.2.1/ - data/x\n".utf8), to: "bag/fetch.txt")
    },
    Tampering("Payload-Oxum one byte off", "media/oxum-mismatch") { folder in
      let info = try folder.text("bag/bag-info.txt")
      let oxum = try #require(info.firstMatch(of: /Payload-Oxum: (\d+)\.2/))
      let size = try #require(Int(oxum.1))
      try change(folder, "bag-info.txt", "Oxum: \(size)", "Oxum: \(size + 1)")
    },
    Tampering("one report too many", "media/count-mismatch") { folder in
      try change(folder, "bag-info.txt", "Reports: 3", "Reports: 4")
    },
    Tampering("one device too few", "media/count-mismatch") { folder in
      try change(folder, "bag-info.txt", "Product-Instances: 2", "Product-Instances: 1")
    },
    Tampering("another operator in the first event", "media/custody-broken") { folder in
      let text = try folder.text("bag/custody.jsonl")
      let place = try #require(text.range(of: "operator-1"))
      try rewrite(folder, "custody.jsonl", text.replacingCharacters(in: place, with: "operator-2"))
    },
    Tampering("an event taken out", "media/custody-broken") { folder in
      let lines = try folder.text("bag/custody.jsonl").split(separator: "\n")
      try rewrite(
        folder, "custody.jsonl",
        (lines.prefix(2) + lines.dropFirst(3)).joined(separator: "\n") + "\n")
    },
    Tampering("the log cut at an event", "media/custody-broken") { folder in
      let lines = try folder.text("bag/custody.jsonl").split(separator: "\n")
      try rewrite(folder, "custody.jsonl", lines.dropLast().joined(separator: "\n") + "\n")
    },
    Tampering("another event, chained and listed", nil) { folder in
      let text = try folder.text("bag/custody.jsonl")
      let last = try #require(text.split(separator: "\n").last)
      let hash = SHA256Digest(hashing: Array(last.utf8))
      let event =
        #"{"time":"2026-07-02T00:00:00Z","operator":"o","host":"h","kind":"carried","#
        + #""details":{},"previous":"\#(hash)"}"#
      try rewrite(folder, "custody.jsonl", text + event + "\n")
    },
    Tampering("another media on record", "media/custody-broken") { folder in
      let hash = try #require(
        try folder.text("bag/bag-info.txt").firstMatch(of: /Outbound-Media: ([0-9a-f]{64})/)
      ).1
      let other = String(hash.reversed())
      try change(folder, "bag-info.txt", String(hash), other)
    },
    Tampering("another list of what went out", "media/media-differs-from-bag") { folder in
      let hash = try digest(folder, "bag/data/" + first)
      try change(folder, "outbound/SHA256SUMS", hash, String(hash.reversed()))
    },
  ]

  @Test(arguments: ofBag)
  func bag(_ tampering: Tampering) async throws {
    let folder = try TestFolder()
    try await Fix.pack(Fix.twoDevices, into: folder)
    try tampering.change(folder)
    try await expect(tampering, folder, ["bag"])
  }

  /// What a copy in text mode, or an editor, does to evidence is said as it is.
  @Test func changedLineEndsAreTold() async throws {
    let folder = try TestFolder()
    try await Fix.pack(Fix.twoDevices, into: folder)
    try folder.replace("\n", with: "\r\n", in: "out/SHA256SUMS")
    let list = try await verifyMedia([folder.path("out")]).findings
    #expect(list.map(\.id) == ["media/sums-invalid"])
    #expect(list.first?.message.contains("end with CR LF") == true)
    try folder.replace("\n", with: "\r\n", in: "bag/custody.jsonl")
    let bag = try await verifyMedia([folder.path("bag")]).findings
    #expect(
      bag.contains { $0.id == "media/hash-mismatch" && $0.message.contains("line ends differ") })
    // Any other change is not one of line ends.
    try folder.write(Array("x\n".utf8), to: "out/UPLOAD.txt")
    let other = try await verifyMedia([folder.path("out")]).findings
    #expect(
      other.contains { $0.id == "media/hash-mismatch" && !$0.message.contains("line ends") })
  }

  @Test func debrisBesideThePayloadOfABagIsANote() async throws {
    let folder = try TestFolder()
    try await Fix.pack(Fix.twoDevices, into: folder)
    try folder.write([1], to: "bag/Thumbs.db")
    let findings = try await verifyMedia([folder.path("bag")]).findings
    #expect(findings.map(\.severity) == [.note])
  }

  @Test func theBagOfAnotherRunIsNotTheBagOfThisMedia() async throws {
    let folder = try TestFolder()
    try await Fix.pack(Fix.twoDevices, into: folder)
    try await Fix.pack(
      [("c.txt", Fix.usage("9ZZEXAMPLE3"))], into: folder, output: "other", evidence: "other-bag")
    let ids = try await ids(folder, ["out", "other-bag"])
    #expect(ids == ["media/media-differs-from-bag"])
    #expect(try await self.ids(folder, ["out", "other", "bag", "other-bag"]).isEmpty)
  }

  @Test(arguments: ["out.zip", "out.tar.gz"])
  func aDamagedArchiveIsTold(_ output: String) async throws {
    let folder = try TestFolder()
    try await Fix.pack(Fix.twoDevices, into: folder, output: output)
    #expect(try await ids(folder, [output, "bag"]).isEmpty)
    var bytes = try folder.bytes(output)
    bytes[bytes.count / 2] ^= 0xFF
    try folder.write(bytes, to: output)
    let found = try await ids(folder, [output])
    #expect(found.contains { $0.hasPrefix("archive/") }, "\(found)")
  }

  @Test func aBundleOfAnotherRunIsTold() async throws {
    let folder = try TestFolder()
    try await Fix.pack(Fix.twoDevices, into: folder) { $0.addsBundles = true }
    #expect(try await ids(folder, ["out"]).isEmpty)
    try await Fix.pack(
      [("c.txt", Fix.usage("9ZZEXAMPLE3"))], into: folder, output: "other", evidence: "other-bag"
    ) { $0.addsBundles = true }
    let name = "cslu/UD_SA_26Jul01_09_00_00_000.tar.gz"
    let old = try Self.digest(folder, "out/" + name)
    try folder.write(try folder.bytes("other/" + name), to: "out/" + name)
    try folder.replace(old, with: try Self.digest(folder, "out/" + name), in: "out/SHA256SUMS")
    #expect(try await ids(folder, ["out"]) == ["media/bundle-differs"])
  }

  @Test func aFolderOfOtherThingsIsNeither() async throws {
    let folder = try TestFolder()
    try folder.write([1], to: "x.txt")
    await #expect(throws: ReadingError.self) { try await verifyMedia([folder.root]) }
    await #expect(throws: ReadingError.self) { try await verifyMedia([folder.path("gone")]) }
    await #expect(throws: ReadingError.self) { try await verifyMedia([folder.path("x.txt")]) }
  }

  @Test func everyDescriptorOfAFailedCheckIsTestedHere() {
    let tested = Set((Self.ofMedia + Self.ofBag).compactMap(\.id))
    let elsewhere: Set<String> = [
      "media/overlap", "media/account-unknown", "media/waiver-unused", "media/signature-missing",
      "media/signature-failed", "media/bundle-differs", "media/run-unfinished",
    ]
    #expect(Set(FindingDescriptor.media.map(\.id)) == tested.union(elsewhere))
  }

  // MARK: Steps

  private func ids(_ folder: TestFolder, _ names: [String]) async throws -> Set<String> {
    let verification = try await verifyMedia(names.map { folder.path($0) })
    return Set(verification.findings.map(\.id))
  }

  private func expect(
    _ tampering: Tampering, _ folder: TestFolder, _ names: [String]
  ) async throws {
    let verification = try await verifyMedia(names.map { folder.path($0) })
    let found = Set(verification.findings.map(\.id))
    guard let id = tampering.id else {
      #expect(found.isEmpty && !verification.foundDamage)
      return
    }
    #expect(found.contains(id), "found \(found.sorted())")
    let descriptor = try #require(FindingDescriptor.media.first { $0.id == id })
    #expect(verification.foundDamage == (descriptor.severity == .error))
  }

  private static func digest(_ folder: TestFolder, _ name: String) throws -> String {
    SHA256Digest(hashing: try folder.bytes(name)).description
  }

  /// Changes a tag file and its hash, as somebody would who knows the format.
  private static func change(
    _ folder: TestFolder, _ name: String, _ old: String, _ new: String
  ) throws {
    let text = try folder.text("bag/" + name)
    #expect(text.contains(old))
    try rewrite(folder, name, text.replacing(old, with: new))
  }

  private static func rewrite(_ folder: TestFolder, _ name: String, _ text: String) throws {
    let before = try digest(folder, "bag/" + name)
    try folder.write(Array(text.utf8), to: "bag/" + name)
    try folder.replace(
      before, with: try digest(folder, "bag/" + name), in: "bag/tagmanifest-sha256.txt")
  }

  private static func list(_ folder: TestFolder, _ name: String) throws {
    let line = "\(try digest(folder, "bag/" + name))  \(name)\n"
    try folder.write(
      try folder.bytes("bag/tagmanifest-sha256.txt") + Array(line.utf8),
      to: "bag/tagmanifest-sha256.txt")
  }
}
