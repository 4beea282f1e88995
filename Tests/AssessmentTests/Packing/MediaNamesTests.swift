import LicenseFiles
import Testing

@testable import Assessment

/// Names fit on every medium on the way, whatever the device says of itself.
@Suite struct MediaNamesTests {
  @Test(arguments: [
    ("C9800-CL-K9_9ZZEXAMPLE1", "C9800-CL-K9_9ZZEXAMPLE1.txt"),
    ("ISR4331/K9_FZZ0000A001", "ISR4331-K9_FZZ0000A001.txt"),
    ("../../etc/passwd", "etc-passwd.txt"),
    ("NUL", "_NUL.txt"),
    ("com7.x", "_com7.x.txt"),
    ("COM10", "COM10.txt"),
    ("a. ", "a.txt"),
    ("", "file.txt"),
    ("…", "file.txt"),
    ("Wireless Ops (Süd)", "Wireless-Ops-S-d.txt"),
    ("a\u{202E}txt.exe", "a-txt.exe.txt"),
  ])
  func becomes(_ text: String, _ name: String) {
    var names = MediaNames()
    #expect(names.take(text, suffix: ".txt") == name)
  }

  @Test(arguments: [
    "", ".", "..", ".x", "x.", "-x", "a b", "a/b", "a\\b", "a:b", "ü.txt", "CON", "con.txt",
    "AUX.tar.gz", "LPT1", "a\u{0}b", String(repeating: "a", count: 65),
  ])
  func isIllegal(_ name: String) { #expect(!MediaNames.isLegal(name)) }

  @Test(arguments: ["a", "CONTROLLER.txt", "COM10", "_CON.txt", "SHA256SUMS.sig", "rum-0001.txt"])
  func isLegal(_ name: String) { #expect(MediaNames.isLegal(name)) }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func everyNameIsLegalAndUnique(_ seed: UInt64) {
    var numbers = SeededGenerator(seed: seed)
    let alphabet = Array("Cc9_-./\\: \u{7F}\u{0}üñ💥*?\"<>|~%$()'\u{202E}ONPRAUX\n\r\t")
    var names = MediaNames()
    var taken: Set<String> = []
    for _ in 0..<2000 {
      let length = Int.random(in: 0...120, using: &numbers)
      let text = String((0..<length).compactMap { _ in alphabet.randomElement(using: &numbers) })
      let name = names.take(text, suffix: ".txt")
      #expect(MediaNames.isLegal(name), "seed \(seed): \(name) from \(text.debugDescription)")
      #expect(name.utf8.count <= MediaNames.longest, "seed \(seed): \(name) is long")
      #expect(taken.insert(name.lowercased()).inserted, "seed \(seed): \(name) comes twice")
    }
  }
}
