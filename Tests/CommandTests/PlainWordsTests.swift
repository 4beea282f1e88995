import Foundation
import Testing

/// The glossary of CONTRIBUTING.md: what it bans stands in no string that a user may read.
@Suite struct PlainWordsTests {
  private static var banned: Regex<Substring> {
    /\b(?:is|are|was|were) no (?!longer|use|such|more|less|way|need|other|one|success|step)[a-z]\w*|\b[Pp]ass(?:ed|es)? over\b|\b[Mm]end(?:s|ed|ing)?\b|\bheld against\b|\bin front of\b|\b[Ll]icences?\b|\btied (?:to|by)\b|would tell\b|nothing; keep one|\b(?:stands?|nothing|what|words) behind\b|codes to return|waits? for a proof|\bstands? in the (?:ledger|log|guide|output)|\bfor ever\b|\banew\b|\bhanded in\b|\b[Hh]and in (?:show|output)|\bc[ao]me home\b|\blet pass\b|\bspeaks? of\b|\bnobody said\b|\bwild date|\bthe ACK took\b|\bagainst the guard\b|\bin silence\b/
  }

  private static func faults(in text: String, _ banned: Regex<Substring>) -> [String] {
    text.matches(of: banned).filter { match in
      let front = text[..<match.range.lowerBound]
      // `there is no site` is how everybody says it, and a key of JSON keeps its name (`export-anew`).
      return !front.hasSuffix("here ") && !(front.last.map("\"`-".contains) ?? false)
    }.map { String($0.output) }
  }

  private static func files(_ folder: String, _ ending: String) throws -> [URL] {
    let root = RumkitRun.repository.appending(path: folder)
    let all = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    return (all?.allObjects as? [URL] ?? []).filter { $0.path.hasSuffix(ending) }
  }

  @Test func noStringOfTheProgramHasABannedPhrase() throws {
    let banned = Self.banned
    var seen = 0
    for file in try Self.files("Sources", ".swift") {
      for (number, line) in try String(contentsOf: file, encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false
      ).enumerated() {
        for literal in line.matches(of: /"(?:[^"\\]|\\.)*"/) {
          seen += 1
          let faults = Self.faults(in: String(literal.output), banned)
          #expect(
            faults.isEmpty || literal.output == "\"lic" + "ence\"",
            "\(file.lastPathComponent):\(number + 1): \(literal.output)")
        }
      }
    }
    #expect(seen > 5000)
  }

  @Test(arguments: ["man", "docs", "Samples"])
  func noPageHasABannedPhrase(folder: String) throws {
    let pages = try ["1", "5", "7", "md"].flatMap { try Self.files(folder, "." + $0) }
    let banned = Self.banned
    #expect(!pages.isEmpty)
    for page in pages {
      for (number, line) in try String(contentsOf: page, encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false
      ).enumerated() {
        #expect(
          Self.faults(in: String(line), banned).isEmpty,
          "\(page.lastPathComponent):\(number + 1): \(line)")
      }
    }
  }

  /// The near misses.
  @Test(arguments: [
    "there is no site at /srv", "it is no longer needed", "the lines after it", "recommended",
    "the host's clock is 5 seconds after that of the device", "licensed", "export-anew",
    "it is kept in the ledger", "an ACK that came back", "the finding was allowed",
  ])
  func plainWordsPass(text: String) {
    #expect(Self.faults(in: text, Self.banned).isEmpty)
  }
}
