import AirGap
@testable import Assessment
import Foundation
import LicenseFiles
import Testing

/// Zip archives as Windows, macOS and scripts make them, built here byte for byte.
@Suite struct ForeignZipTests {
  /// One stored member and how its maker writes it.
  struct Member {
    var name: String
    var bytes: [UInt8] = []
    var flags = 0
    var extra: [UInt8] = []
    var directoryExtra: [UInt8] = []
    var descriptor: Descriptor?
    var host = 0
    var attributes = 0
    /// Length and checksum in the header in front, when they are not those of the contents.
    var headerSays: (checksum: Int, size: Int)?

    enum Descriptor { case marked, bare, wrong }
  }

  static func archive(_ members: [Member]) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    func number(_ value: Int, _ width: Int) -> [UInt8] {
      (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    for member in members {
      let offset = file.count
      let sum = crc32(member.bytes)
      let name = Array(member.name.utf8)
      let later = member.descriptor != nil
      let said = member.headerSays ?? (later ? (0, 0) : (sum, member.bytes.count))
      let common =
        number(member.flags | (later ? 8 : 0), 2) + number(0, 2) + number(0x5A6B_7C8D, 4)
      file +=
        number(0x0403_4B50, 4) + number(20, 2) + common + number(said.0, 4) + number(said.1, 4)
        + number(said.1, 4) + number(name.count, 2) + number(member.extra.count, 2) + name
        + member.extra + member.bytes
      let sizes = number(member.bytes.count, 4) + number(member.bytes.count, 4)
      switch member.descriptor {
      case .marked: file += number(0x0807_4B50, 4) + number(sum, 4) + sizes
      case .bare: file += number(sum, 4) + sizes
      case .wrong: file += number(0x0807_4B50, 4) + number(sum ^ 1, 4) + sizes
      case nil: break
      }
      directory +=
        number(0x0201_4B50, 4) + number(20, 1) + number(member.host, 1) + number(20, 2) + common
        + number(sum, 4) + sizes + number(name.count, 2) + number(member.directoryExtra.count, 2)
        + number(0, 6) + number(member.attributes, 4) + number(offset, 4) + name
        + member.directoryExtra
    }
    return file + directory + number(0x0605_4B50, 4) + number(0, 4) + number(members.count, 2)
      + number(members.count, 2) + number(directory.count, 4) + number(file.count, 4)
      + number(0, 2)
  }

  /// The checksum of zip, bit by bit.
  fileprivate static func crc32(_ bytes: [UInt8]) -> Int {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return Int(~sum)
  }

  private static let usage = Array("usage".utf8)
  /// A time as macOS and Info-ZIP add it, longer in front than in the directory.
  private static let times: [UInt8] = [0x55, 0x58, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8]

  /// Whole and not read is not damaged.
  @Test func aZIP64IsNamedAsOne() throws {
    let large = Self.archive([
      Member(name: "a.txt", bytes: Self.usage, headerSays: (Self.crc32(Self.usage), 0xFFFF_FFFF))
    ])
    #expect(try members(large).finding == "archive/unknown-method")
    // With more than 65,535 members a locator stands before the end.
    let plain = Self.archive([Member(name: "a.txt", bytes: Self.usage)])
    let locator: [UInt8] = [0x50, 0x4B, 6, 7] + [UInt8](repeating: 0, count: 16)
    let many = plain.dropLast(22) + locator + plain.suffix(22)
    #expect(try members(Array(many)).finding == "archive/unknown-method")
  }

  @Test func aZipOfTheWindowsExplorerIsRead() throws {
    let bytes = Self.archive([
      Member(name: "upload/", attributes: 0x10), Member(name: "upload/a.txt", bytes: Self.usage),
      Member(name: "upload/Gerät.txt", bytes: [1], flags: 0x800),
    ])
    let result = try members(bytes)
    #expect(result.finding == nil)
    #expect(result.files == ["upload/a.txt": Self.usage, "upload/Gerät.txt": [1]])
  }

  @Test func backslashesBetweenFoldersAreRefusedWithAReason() throws {
    let bytes = Self.archive([Member(name: "upload\\a.txt", bytes: Self.usage)])
    let path = try file(bytes)
    #expect {
      try ArchiveReader(path, kind: .zip).eachDocument { _, _ in }
    } throws: {
      guard let error = $0 as? ByteSourceError else { return false }
      return error.descriptor?.id == "archive/unsafe-path" && error.reason.contains("backslash")
    }
  }

  @Test func aZipOfMacOSIsReadWithoutItsDebris() throws {
    let bytes = Self.archive([
      Member(name: "rum/", extra: Self.times, host: 3, attributes: 0o040755 << 16),
      Member(
        name: "rum/a.txt", bytes: Self.usage, extra: Self.times,
        directoryExtra: Array(Self.times[..<4]), descriptor: .marked, host: 3,
        attributes: 0o100644 << 16),
      Member(name: "__MACOSX/", host: 3, attributes: 0o040755 << 16),
      Member(name: "__MACOSX/rum/._a.txt", bytes: [0, 5, 22, 7], descriptor: .marked, host: 3),
    ])
    let path = try file(bytes)
    var names: [String] = []
    var skipped: [String] = []
    try Input.file(path).eachDocument(
      passedOver: { skipped.append($0) }, begin: { names.append($0) }, item: { _ in },
      end: { _ in })
    #expect(names == [path + "!rum/a.txt"])
    #expect(skipped == [path + "!__MACOSX/rum/._a.txt"])
  }

  @Test(arguments: [Member.Descriptor.marked, .bare])
  func lengthsBehindTheDataAreTakenWhenTheDirectoryAgrees(_ form: Member.Descriptor) throws {
    let bytes = Self.archive([
      Member(name: "a.txt", bytes: Self.usage, descriptor: form), Member(name: "b.txt", bytes: [1]),
    ])
    #expect(try members(bytes).files == ["a.txt": Self.usage, "b.txt": [1]])
  }

  @Test func lengthsBehindTheDataThatDisagreeAreRefused() throws {
    let bytes = Self.archive([Member(name: "a.txt", bytes: Self.usage, descriptor: .wrong)])
    #expect(try members(bytes).finding == "archive/size-mismatch")
  }

  @Test func lengthsInFrontMayRepeatWhatFollowsButNotContradictIt() throws {
    let sum = Self.crc32(Self.usage)
    var member = Member(name: "a.txt", bytes: Self.usage, descriptor: .marked)
    member.headerSays = (sum, 5)
    #expect(try members(Self.archive([member])).finding == nil)
    member.headerSays = (sum, 4)
    #expect(try members(Self.archive([member])).finding == "archive/size-mismatch")
  }

  @Test func aFolderWithContentsIsRefused() throws {
    let bytes = Self.archive([Member(name: "a/", bytes: Self.usage)])
    #expect(try members(bytes).finding == "archive/size-mismatch")
  }

  @Test func aLinkIsRefusedAndAFileOfTheSameHostIsNot() throws {
    func one(_ mode: Int) -> [UInt8] {
      Self.archive([Member(name: "a.txt", bytes: Self.usage, host: 3, attributes: mode << 16)])
    }
    #expect(try members(one(0o120777)).finding == "archive/not-a-plain-file")
    #expect(try members(one(0o100644)).finding == nil)
  }

  @Test func aNameWithADotInFrontIsOrdinary() throws {
    let bytes = Self.archive([Member(name: "./"), Member(name: "./a.txt", bytes: Self.usage)])
    #expect(try members(bytes).files == ["a.txt": Self.usage])
  }
}
