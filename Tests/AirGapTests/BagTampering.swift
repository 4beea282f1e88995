import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

// The ways to tamper with evidence.
extension MediaTamperTests {
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
