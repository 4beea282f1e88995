import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// Each way to tamper with media or evidence, and the finding that tells it.
@Suite struct MediaTamperTests {
  private typealias Fix = MediaFixtures
  static let first = "upload/C9800-CL-K9_9ZZEXAMPLE1.txt"

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
}
