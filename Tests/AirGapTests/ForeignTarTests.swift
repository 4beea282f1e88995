import AirGap
@testable import Assessment
import Foundation
import LicenseFiles
import Testing

/// Tar archives as other tools make them, built here byte for byte.
@Suite struct ForeignTarTests {
  /// A member of a tar: header, contents, padding.
  static func member(
    _ name: String, _ bytes: [UInt8] = [], type: Character = "0", magic: String = "ustar\u{0}00",
    size: Int? = nil
  ) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      block.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
    }
    func octal(_ number: Int, _ width: Int) -> String {
      let digits = String(number, radix: 8)
      return String(repeating: "0", count: width - digits.count) + digits
    }
    put(String(name.prefix(100)), at: 0)
    put("0000644\0", at: 100)
    put(octal(size ?? bytes.count, 11), at: 124)
    put("00000000000", at: 136)
    put("        ", at: 148)
    put(String(type), at: 156)
    put(magic, at: 257)
    put(octal(block.reduce(0) { $0 + Int($1) }, 6) + "\0 ", at: 148)
    return block + bytes + [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
  }

  static let end = [UInt8](repeating: 0, count: 1024)

  /// A record of an extended header, its length counting itself.
  static func record(_ key: String, _ value: String) -> String {
    let rest = " \(key)=\(value)\n"
    var length = rest.utf8.count + 1
    while "\(length)".utf8.count + rest.utf8.count > length { length += 1 }
    return "\(length)\(rest)"
  }

  static func extended(_ records: String..., type: Character = "x") -> [UInt8] {
    member("PaxHeaders/x", Array(records.joined().utf8), type: type)
  }

  private static let usage = Array("usage".utf8)
  private static let long = String(repeating: "long-", count: 30) + "name.txt"

  @Test func aFolderPackedFromInsideIsRead() throws {
    let bytes =
      Self.member("./", type: "5") + Self.member("./a.txt", Self.usage)
      + Self.member("./sub/", type: "5") + Self.member("./sub/b.txt", [1]) + Self.end
    let result = try members(bytes)
    #expect(result.finding == nil)
    #expect(result.files == ["a.txt": Self.usage, "sub/b.txt": [1]])
  }

  @Test(arguments: ["././a.txt", ".//a.txt", "./../a.txt", "a/./b.txt", "./", "."])
  func onlyOneDotInFrontIsOrdinary(_ name: String) throws {
    let bytes = Self.member(name, [1]) + Self.end
    #expect(try members(bytes).finding == "archive/unsafe-path")
  }

  @Test func oneFileWithAndWithoutTheDotIsADuplicate() throws {
    let bytes = Self.member("a.txt", [1]) + Self.member("./a.txt", [2]) + Self.end
    #expect(try members(bytes).finding == "archive/duplicate-name")
  }

  @Test func anExtendedHeaderNamesTheNextMemberAlone() throws {
    let bytes =
      Self.extended(
        Self.record("mtime", "1700000000.5"), Self.record("path", Self.long),
        Self.record("size", "5"), Self.record("SCHILY.xattr.user.x", "\u{1}\n=\u{2}"),
        Self.record("LIBARCHIVE.creationtime", "1700000000"))
      + Self.member("cut", Self.usage) + Self.member("b.txt", [1]) + Self.end
    let result = try members(bytes)
    #expect(result.finding == nil)
    #expect(result.files == [Self.long: Self.usage, "b.txt": [1]])
  }

  @Test func aGlobalHeaderWithACommentIsPassedOver() throws {
    let bytes =
      Self.extended(Self.record("comment", "0123456789abcdef"), type: "g")
      + Self.member("a.txt", Self.usage) + Self.end
    #expect(try members(bytes).files == ["a.txt": Self.usage])
  }

  @Test func aLongNameOfGNUTarIsTaken() throws {
    let bytes =
      Self.member("././@LongLink", Array(Self.long.utf8) + [0], type: "L", magic: "ustar  \0")
      + Self.member(Self.long, Self.usage, magic: "ustar  \0") + Self.end
    let result = try members(bytes)
    #expect(result.finding == nil)
    #expect(result.files == [Self.long: Self.usage])
  }

  @Test(arguments: [
    ("path", "../evil.txt", "archive/unsafe-path"), ("path", "/evil.txt", "archive/unsafe-path"),
    ("path", "", "archive/unsafe-path"), ("path", "a\u{0}b", "archive/unsafe-path"),
    ("size", "6", "archive/size-mismatch"), ("size", "-5", "archive/size-mismatch"),
    ("linkpath", "a", "archive/not-a-plain-file"),
    ("GNU.sparse.major", "1", "archive/not-a-plain-file"),
    ("hdrcharset", "BINARY", "archive/not-a-plain-file"),
    ("unknown", "x", "archive/not-a-plain-file"),
  ])
  func anExtendedHeaderThatChangesMoreIsRefused(
    _ key: String, _ value: String, _ id: String
  ) throws {
    let bytes =
      Self.extended(Self.record(key, value)) + Self.member("a.txt", Self.usage) + Self.end
    let result = try members(bytes)
    #expect(result.finding == id)
    #expect(result.files.isEmpty)
  }

  @Test(arguments: [
    "12 mtime=1\n", "10 mtime=1\n", "11 mtime=1 ", "mtime=1\n", "-1 mtime=1\n", "0 \n",
    "99999999999999999999 mtime=1\n", "9 mtime1\n", "11 mtime=1\n11 mtime=1\n", " ",
  ])
  func aRecordThatDoesNotFitIsDamage(_ text: String) throws {
    let bytes = Self.extended(text) + Self.member("a.txt", Self.usage) + Self.end
    #expect(try members(bytes).finding == "archive/damaged")
  }

  @Test func aRecordThatFitsIsNone() throws {
    let bytes = Self.extended("11 mtime=1\n") + Self.member("a.txt", Self.usage) + Self.end
    #expect(try members(bytes).finding == nil)
  }

  @Test func headersInFrontOfNothingOrOfEachOtherAreDamage() throws {
    let header = Self.extended(Self.record("mtime", "1"))
    let name = Self.member("././@LongLink", Array("b.txt\0".utf8), type: "L")
    #expect(try members(header + Self.end).finding == "archive/damaged")
    #expect(
      try members(header + header + Self.member("a", [1]) + Self.end).finding == "archive/damaged")
    #expect(
      try members(
        name + Self.extended(Self.record("path", "c.txt")) + Self.member("a", [1]) + Self.end
      ).finding == "archive/damaged")
  }

  @Test(arguments: ["path", "size"])
  func aGlobalHeaderThatNamesOrMeasuresIsRefused(_ key: String) throws {
    let bytes =
      Self.extended(Self.record(key, "5"), type: "g") + Self.member("a.txt", Self.usage) + Self.end
    #expect(try members(bytes).finding == "archive/not-a-plain-file")
  }

  @Test(arguments: ["../evil.txt", "a\\b", "a\u{0}b", ""])
  func anUnsafeLongNameIsRefused(_ name: String) throws {
    let bytes =
      Self.member("././@LongLink", Array(name.utf8) + [0], type: "L")
      + Self.member("a.txt", Self.usage) + Self.end
    #expect(try members(bytes).finding == "archive/unsafe-path")
  }

  @Test func aHugeHeaderIsRefusedBeforeItIsRead() throws {
    let bytes = Self.member("x", type: "x", size: 1 << 30)
    #expect(try members(bytes).finding == "archive/too-large")
  }

  @Test func endlessPaddingIsRefused() throws {
    let bytes = Self.member("a.txt", [1]) + [UInt8](repeating: 0, count: 65 << 20)
    #expect(try members(bytes).finding == "archive/trailing-junk")
  }
}
