import AirGap
@testable import Assessment
import Foundation
import LicenseFiles
import Testing

@Suite struct ArchiveReaderTests {
  private static let usage: [(String, [UInt8])] = [
    ("upload/a.txt", Array(String(repeating: "one ", count: 9000).utf8)), ("b.txt", []),
  ]

  @Test func whatIsWrittenIsReadBack() throws {
    let expected = Dictionary(uniqueKeysWithValues: Self.usage)
    for bytes in [try tar(Self.usage), try gzip(tar(Self.usage)), try zip(Self.usage)] {
      let result = try members(bytes)
      #expect(result.finding == nil)
      #expect(result.files == expected)
    }
  }

  @Test func anArchiveInsideAnArchiveIsOpened() throws {
    let inner = try gzip(tar([("ACK_dev_1.txt", Array("ack".utf8))]))
    let result = try members(gzip(tar([("ACK_UD_VA.tar.gz", inner)])))
    #expect(result.finding == nil)
    #expect(result.files == ["ACK_UD_VA.tar.gz!ACK_dev_1.txt": Array("ack".utf8)])
  }

  @Test(arguments: ["tar", "tar.gz", "zip"], ["tar", "tar.gz", "zip"])
  func everyKindInsideEveryOtherIsOpened(_ outer: String, _ inner: String) throws {
    func pack(_ name: String, _ bytes: [UInt8], _ kind: String) throws -> [UInt8] {
      switch kind {
      case "zip": try zip([(name, bytes)])
      case "tar": try tar([(name, bytes)])
      default: try gzip(tar([(name, bytes)]))
      }
    }
    let one = try pack("x.txt", Array("usage".utf8), inner)
    let two = try pack("a.bin", one, outer)
    #expect(try members(two).files == ["a.bin!x.txt": Array("usage".utf8)])
    let three = try members(pack("b.bin", two, inner))
    #expect(three.files == ["b.bin!a.bin!x.txt": Array("usage".utf8)])
    #expect(three.finding == nil)
    #expect(
      try members(pack("c.bin", pack("b.bin", two, inner), outer)).finding
        == "archive/nested-too-deep")
    #expect(try members(pack("a.bin", Array(one.prefix(one.count / 2 - 10)), outer)).finding != nil)
  }

  @Test func anArchiveInsideThreeOthersIsRefused() throws {
    var bytes = try tar([("x.txt", [1])])
    for _ in 0..<3 { bytes = try tar([("n.tar.gz", gzip(bytes))]) }
    #expect(try members(bytes).finding == "archive/nested-too-deep")
  }

  @Test(arguments: [
    "../evil.txt", "/etc/evil.txt", "a/../evil.txt", "a\\evil.txt", "C:evil.txt", "a//b",
    "..\u{2F}\u{301}evil.txt", "\u{2F}\u{301}evil.txt", "a\\\u{301}evil.txt", "C:\u{301}evil.txt",
    "bell\u{7}.txt", "right\u{202E}left.txt", "1/2/3/4/5/6/7/8/9",
  ])
  func unsafeNamesAreRefused(_ name: String) throws {
    let files = [(name, Array("x".utf8))]
    #expect(try members(tar(files)).finding == "archive/unsafe-path")
    #expect(try members(zip(files)).finding == "archive/unsafe-path")
  }

  @Test(arguments: ["evil.txt", "a..b/c.txt", "..a.txt", "1/2/3/4/5/6/7/8"])
  func unusualNamesPass(_ name: String) throws {
    #expect(try members(tar([(name, [1])])).finding == nil)
    #expect(try members(zip([(name, [1])])).finding == nil)
  }

  @Test(arguments: [
    ("a.txt", "A.TXT"), ("caf\u{E9}", "cafe\u{301}"), ("x", "x"), ("a.txt.", "a.txt"),
    ("b/a.txt", "b /a.txt"), ("a. .", "A"),
  ])
  func namesThatADiskTakesForOneAreRefused(_ first: String, _ second: String) throws {
    let files: [(String, [UInt8])] = [(first, [1]), (second, [2])]
    #expect(try members(tar(files)).finding == "archive/duplicate-name")
    #expect(try members(zip(files)).finding == "archive/duplicate-name")
  }

  @Test(arguments: Array("123467KSVXN".utf8))
  func linksDevicesAndUnknownExtensionsAreRefused(_ type: UInt8) throws {
    #expect(try members(tarHeader { $0[156] = type }).finding == "archive/not-a-plain-file")
  }

  @Test func theOldMarkOfAPlainFileIsTaken() throws {
    #expect(try members(tarHeader { $0[156] = 0 }).finding == nil)
  }

  @Test func aNegativeSizeIsRefused() throws {
    let bytes = try tarHeader { $0.replaceSubrange(124..<136, with: Array("-0000000001\0".utf8)) }
    #expect(try members(bytes).finding == "archive/size-mismatch")
  }

  @Test func aSizeBeyondTheEndIsDamage() throws {
    let bytes = try tarHeader { $0.replaceSubrange(124..<136, with: Array("00000077777\0".utf8)) }
    #expect(try members(bytes).finding == "archive/damaged")
  }

  @Test func whatFollowsTheEndIsRefused() throws {
    #expect(try members(tar(Self.usage) + [1]).finding == "archive/trailing-junk")
    #expect(try members(zip(Self.usage) + [1]).finding == "archive/trailing-junk")
    #expect(try members(tar(Self.usage) + [0, 0]).finding == nil)
  }

  @Test(arguments: [["a", "a/b"], ["a/b", "A"], ["a/b/c", "a/b"], ["a/b", "a/b/c/d"]])
  func aFileBesideAFolderOfItsNameIsRefused(_ names: [String]) throws {
    let files = names.map { ($0, [UInt8](arrayLiteral: 1)) }
    #expect(try members(tar(files)).finding == "archive/file-and-folder")
    #expect(try members(zip(files)).finding == "archive/file-and-folder")
    let target = try temporaryFolder().appending(path: "out").path
    let path = try file(try tar(files))
    let error = #expect(throws: ErrandError.self) { try UnpackArchive(path, to: target).run() }
    #expect(error?.code == .unreadable && error?.hint?.hasSuffix("archive/file-and-folder") == true)
  }

  @Test func aFileBesideAFolderOfAnotherNamePasses() throws {
    let files = [("a", [UInt8(1)]), ("ab/c", [2]), ("ab/d", [3])]
    #expect(try members(tar(files)).finding == nil)
    #expect(try members(zip(files)).finding == nil)
  }

  @Test func oneFolderInTwoSpellingsIsRefused() throws {
    let files = [("Up/a", [UInt8(1)]), ("up/b", [2])]
    #expect(try members(tar(files)).finding == "archive/duplicate-name")
    #expect(try members(zip(files)).finding == "archive/duplicate-name")
  }

  @Test func theNumberOfMembersIsLimitedOverAllLevelsTogether() throws {
    let many = (0..<60_000).map { ("\($0)", [UInt8]()) }
    let inner = try gzip(tar(many))
    #expect(try members(gzip(tar([("one.tar.gz", inner)]))).finding == nil)
    #expect(
      try members(gzip(tar([("one.tar.gz", inner), ("two.tar.gz", inner)]))).finding
        == "archive/too-large")
  }

  @Test func anEncryptedMemberIsRefused() throws {
    var bytes = try zip([("a.txt", Array("usage".utf8))])
    let directory = try #require(
      bytes.indices.dropLast(4).first { bytes[$0..<$0 + 4].elementsEqual([0x50, 0x4B, 1, 2]) })
    bytes[directory + 8] |= 1
    #expect(try members(bytes).finding == "archive/encrypted")
  }

  @Test func anUnknownMethodIsRefused() throws {
    var bytes = try zip([("a.txt", Array("usage".utf8))])
    let directory = try #require(
      bytes.indices.dropLast(4).first { bytes[$0..<$0 + 4].elementsEqual([0x50, 0x4B, 1, 2]) })
    bytes[directory + 10] = 12
    #expect(try members(bytes).finding == "archive/unknown-method")
  }

  @Test(arguments: [("40000000000", "archive/damaged"), ("40000000001", "archive/too-large")])
  func moreThanFourGibibytesAreRefusedAndExactlyFourAreNot(_ size: String, _ id: String) throws {
    let bytes = try tarHeader { $0.replaceSubrange(124..<135, with: Array(size.utf8)) }
    #expect(try members(bytes).finding == id)
  }

  @Test func changedBytesFailTheirChecksum() throws {
    var header = try tar([("a.txt", [1]), ("b.txt", [2])])
    header[1024] ^= 1
    #expect(try members(header).finding == "archive/bad-checksum")
    var data = try zip([("a.txt", Array("usage".utf8))])
    let directory = try #require(
      data.indices.dropLast(4).first { data[$0..<$0 + 4].elementsEqual([0x50, 0x4B, 1, 2]) })
    data[directory + 16] ^= 1
    data[14] ^= 1
    #expect(try members(data).finding == "archive/bad-checksum")
  }

  @Test func headersThatDisagreeAreRefused() throws {
    var bytes = try zip([("a.txt", Array("usage".utf8))])
    bytes[22] ^= 1
    #expect(try members(bytes).finding == "archive/size-mismatch")
  }

  @Test func aMemberThatGrowsBeyondMeasureIsRefused() throws {
    let bomb = [UInt8](repeating: 0, count: 12 << 20)
    #expect(try members(zip([("zeros.txt", bomb)])).finding == "archive/ratio")
    #expect(try members(gzip(tar([("zeros.txt", bomb)]))).finding == "archive/gzip-ratio")
  }

  @Test func aSmallFileOfZerosPasses() throws {
    let zeros = [UInt8](repeating: 0, count: 1 << 20)
    #expect(try members(zip([("zeros.txt", zeros)])).finding == nil)
    #expect(try members(gzip(tar([("zeros.txt", zeros)]))).finding == nil)
  }

  @Test func unpackingLeavesNothingBehindOnAFault() throws {
    let folder = try temporaryFolder()
    let path = try file(tar([("good.txt", [1]), ("../evil.txt", [2])]))
    let target = folder.appending(path: "out").path
    #expect(throws: ErrandError(.unreadable)) { try UnpackArchive(path, to: target).run() }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test func whatCannotBeUnpackedIsNamed() throws {
    let folder = try temporaryFolder().path
    let good = try file(tar([("good.txt", [1])]))
    func refusal(_ archive: String, _ target: String) throws -> ErrandError {
      try #require(
        #expect(throws: ErrandError.self) { try UnpackArchive(archive, to: target).run() })
    }
    let missing = try refusal(folder + "/none.tar", folder + "/out")
    #expect(missing.code == .unreadable && missing.reason.contains("no such file"))
    let other = try refusal(try file(Array("text".utf8)), folder + "/out")
    #expect(other.code == .unreadable && other.hint?.contains("inspect") == true)
    // What stands at the place stays.
    let taken = try refusal(good, folder)
    #expect(taken.code == .failed && taken.reason.hasSuffix("nothing was unpacked"))
    #expect(try UnpackArchive(good, to: folder + "/out").run().map(\.name) == ["good.txt"])
  }

  @Test func unpackingGivesAnInnerArchiveAsItIs() throws {
    let inner = try gzip(tar([("ACK_dev_1.txt", Array("ack".utf8))]))
    let text = try gzip(Array("usage".utf8))
    let files = [
      ("in.tar.gz", inner), ("x.txt.gz", text), ("a!b.txt", [1]), ("in.zip", try zip([("z", [2])])),
    ]
    for bytes in [try tar(files), try zip(files)] {
      let target = try temporaryFolder().appending(path: "out")
      let unpacked = try UnpackArchive(try file(bytes), to: target.path).run()
      #expect(Set(unpacked.map(\.name)) == Set(files.map(\.0)))
      for (name, contents) in files {
        #expect(try Data(contentsOf: target.appending(path: name)) == Data(contents))
      }
    }
  }

  @Test func unpackingGivesFilesWithTheirHashes() throws {
    let target = try temporaryFolder().appending(path: "out")
    let path = try file(zip([("upload/a.txt", Array("abc".utf8))]))
    let files = try UnpackArchive(path, to: target.path).run()
    #expect(files.map(\.name) == ["upload/a.txt"])
    #expect(
      files[0].sha256.description
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(try Data(contentsOf: target.appending(path: "upload/a.txt")) == Data("abc".utf8))
  }

  @Test func damageNeverPassesForContents() throws {
    var random = SeededGenerator(seed: UInt64.random(in: 0..<1_000_000))
    print("seed \(random.seed)")
    let expected = Dictionary(uniqueKeysWithValues: Self.usage)
    for original in [try gzip(tar(Self.usage)), try zip(Self.usage)] {
      for _ in 0..<150 {
        var bytes = original
        if Bool.random(using: &random) {
          bytes[Int.random(in: bytes.indices, using: &random)] ^= UInt8.random(
            in: 1...255, using: &random)
        } else {
          bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
        }
        let result = try members(bytes)
        guard result.finding == nil else { continue }
        // Only bytes that mean nothing (a date, a host system) may change unnoticed.
        #expect(result.files == expected, "seed \(random.seed)")
      }
    }
  }
}
