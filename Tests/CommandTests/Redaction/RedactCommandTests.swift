import AirGap
import Foundation
import Testing

/// `rumkit redact` as a user runs it.
@Suite("redact") struct RedactCommandTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "rumkit-redact-\(UUID().uuidString)")

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private func within(_ body: () throws -> Void) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body()
  }

  private func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: folder.appending(path: name))
    return path(name)
  }

  private func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
  }

  private func mode(_ name: String) throws -> Int {
    let facts = try FileManager.default.attributesOfItem(atPath: path(name))
    return (facts[.posixPermissions] as? NSNumber)?.intValue ?? -1
  }

  @Test("one file gives one file that is read, counted and refused")
  func oneFile() throws {
    try within {
      let original = "Samples/usage/c9800-cl-rum.txt"
      let run = try RumkitRun(["redact", original, "--output", path("copy.xml")])
      #expect(run.status == 0, "\(run.stderr)")
      #expect(run.stdout.contains("serial number"))
      let copy = try read("copy.xml")
      #expect(copy.hasPrefix("<smartLicense><rumkitRedacted/>"))
      for value in ["9ZZEXAMPLE1", "FZZ0000A00", "wlc-example-1", "epeaOL2LFW"] {
        #expect(!copy.contains(value), "\(value)")
      }

      let before = try RumkitRun(["summarize", "--format", "json", original]).stdout
      let after = try RumkitRun(["summarize", "--format", "json", path("copy.xml")]).stdout
      func figures(_ text: String) -> [String] {
        text.split(separator: "\n").filter { !$0.contains("udi_serial_number") }.map(String.init)
      }
      #expect(figures(before) == figures(after))
      #expect(before != after)

      let validate = try RumkitRun(["validate", path("copy.xml")])
      #expect(validate.status == 1)
      #expect(validate.stdout.contains("usage/redacted"))
      let pack = try RumkitRun(["pack", path("copy.xml"), "--output", path("media")])
      #expect(pack.status != 0)
      #expect(pack.stderr.contains("redacted"))
      #expect(!FileManager.default.fileExists(atPath: path("media")))
      #expect(
        try RumkitRun(["inspect", path("copy.xml")]).stdout.contains("redacted"))

      let again = try RumkitRun(["redact", original, "--output", path("copy.xml")])
      #expect(again.status == 64)
      #expect(
        try RumkitRun(["redact", original, "--output", path("copy.xml"), "--force"]).status == 0)
      #expect(
        try RumkitRun(["redact", path("copy.xml"), "--output", path("copy.xml"), "--force"]).status
          == 64)
    }
  }

  @Test("folders, archives and device output go into a folder with neutral names")
  func folders() throws {
    try within {
      let run = try RumkitRun(
        [
          "redact", "Samples/usage", "Samples/show", "Samples/ack", "Samples/README.md", "--output",
          path("copy"), "--map", path("map.csv"),
        ])
      // The README was named, and is nothing that is known.
      #expect(run.status == 2)
      #expect(run.stderr.contains("README.md"))
      #expect(!FileManager.default.fileExists(atPath: path("copy")))
      #expect(!FileManager.default.fileExists(atPath: path("map.csv")))

      let good = try RumkitRun(
        [
          "redact", "Samples", "--output", path("copy"), "--map", path("map.csv"), "--format",
          "json",
        ])
      #expect(good.status == 0, "\(good.stderr)")
      #expect(good.stdout.contains("\"schema\": \"rumkit.redaction/1\""))
      #expect(good.stderr.contains("README.md"))
      #expect(try mode("map.csv") == 0o600)
      let map = try read("map.csv").split(separator: "\r\n").dropFirst()
      #expect(map.count > 20)
      let names = try FileManager.default.contentsOfDirectory(atPath: path("copy"))
      #expect(names.allSatisfy { $0.wholeMatch(of: /[0-9]{3}-[a-z-]+\.(xml|txt)/) != nil })
      let copies = try names.map { try read("copy/\($0)") }.joined()
      for value in [
        "9ZZEXAMPLE", "wlc-example", "FZZ0000", "EXAMPLE-SITE", "EXAMPLE-LAB", "200002",
      ] {
        #expect(!copies.contains(value), "\(value)")
      }
      // The same device has the same name in its usage file and in its output.
      let host = try #require(map.first { $0.hasPrefix("host-name,wlc-example-1,") })
      let name = try #require(host.split(separator: ",").last)
      #expect(try names.filter { try read("copy/\($0)").contains(name) }.count >= 3)
      for name in names where name.hasSuffix("device-output.txt") {
        #expect(try read("copy/\(name)").hasPrefix("! rumkit: redacted copy"))
      }
      #expect(
        try RumkitRun(["redact", "Samples/usage", "--output", path("copy")]).status == 64)
    }
  }

  @Test("gzip, standard input and console text")
  func wrappings() throws {
    try within {
      let file = URL(filePath: "Samples/usage/c9800-cl-rum.txt", relativeTo: RumkitRun.repository)
      let bytes = try Data(contentsOf: file)
      let piped = try RumkitRun(
        ["redact", "-", "--output", path("piped.xml")], standardInput: bytes)
      #expect(piped.status == 0, "\(piped.stderr)")
      #expect(try read("piped.xml").contains("rumkitRedacted"))
      var packed = Data()
      let gzip = try GzipWriter { packed.append(contentsOf: $0) }
      bytes.withUnsafeBytes { try? gzip.write($0) }
      try gzip.finish()
      try packed.write(to: folder.appending(path: "rum.txt.gz"))
      let zipped = try RumkitRun(["redact", path("rum.txt.gz"), "--output", path("g.xml")])
      #expect(zipped.status == 0, "\(zipped.stderr)")
      let console = try write(
        "console.txt",
        "wlc-secret#more rum.txt\n" + String(decoding: bytes, as: UTF8.self) + "wlc-secret#\n")
      let read = try RumkitRun(["redact", console, "--output", path("c.xml")])
      #expect(read.status == 0, "\(read.stderr)")
      #expect(read.stderr.contains("left out"))
      for name in ["piped.xml", "g.xml", "c.xml"] {
        let copy = try self.read(name)
        #expect(!copy.contains("9ZZEXAMPLE1") && !copy.contains("wlc-secret"))
        #expect(copy.contains("</smartLicense>"))
      }
    }
  }

  @Test("a key keeps pseudonyms stable, and stays out of what is shared")
  func keys() throws {
    try within {
      let original = "Samples/policy/policy.xml"
      let first = try RumkitRun(
        ["redact", original, "--output", path("a.xml"), "--key", path("key")])
      #expect(first.status == 0, "\(first.stderr)")
      #expect(try mode("key") == 0o600)
      #expect(first.stderr.contains("was made"))
      let second = try RumkitRun(
        ["redact", original, "--output", path("b.xml"), "--key", path("key")])
      #expect(second.status == 0)
      #expect(try read("a.xml") == read("b.xml"))
      #expect(try RumkitRun(["redact", original, "--output", path("c.xml")]).status == 0)
      #expect(try read("a.xml") != read("c.xml"))
      let short = try write("short", "abc")
      #expect(
        try RumkitRun(["redact", original, "--output", path("d.xml"), "--key", short]).status == 4)
      for option in ["--map", "--key"] {
        let inside = try RumkitRun(
          ["redact", "Samples/policy", "--output", path("out"), option, path("out/x")])
        #expect(inside.status == 64)
        #expect(inside.stderr.contains("shared"))
      }
      #expect(!FileManager.default.fileExists(atPath: path("out")))
    }
  }

  @Test("damage and unknown kinds are refused; the flag takes any text")
  func refusals() throws {
    try within {
      let cut = try RumkitRun(
        ["redact", "Samples/faulty/truncated-rum.txt", "--output", path("x.xml")])
      #expect(cut.status == 2)
      #expect(cut.stderr.contains("--shape"))
      let text = try write("notes.txt", "the box 10.20.30.40 of SN: 9EXAMPLE001\n")
      #expect(try RumkitRun(["redact", text, "--output", path("x.txt")]).status == 2)
      #expect(!FileManager.default.fileExists(atPath: path("x.txt")))
      let taken = try RumkitRun(
        ["redact", text, "--as-device-output", "--output", path("x.txt")])
      #expect(taken.status == 0, "\(taken.stderr)")
      let copy = try read("x.txt")
      #expect(!copy.contains("10.20.30.40") && !copy.contains("9EXAMPLE001"))
      #expect(try RumkitRun(["redact", path("gone"), "--output", path("y")]).status == 2)
    }
  }

  @Test("the answers of real devices, where they are at hand")
  func realSamples() throws {
    let samples = RumkitRun.repository.deletingLastPathComponent().appending(path: "shared/samples")
    guard FileManager.default.fileExists(atPath: samples.path) else {
      print("shared/samples is not here: skipped")
      return
    }
    try within {
      let run = try RumkitRun(["redact", samples.path, "--output", path("copy")])
      #expect(run.status == 0, "\(run.stderr)")
      // Collected by other means than the program's: what comes after SN, S and the JSON key.
      var serials: Set<String> = []
      for file in try FileManager.default.subpathsOfDirectory(atPath: samples.path)
      where file.hasSuffix(".txt") || file.hasSuffix(".xml") {
        guard file.hasPrefix("show/") || file.hasPrefix("log/") || file.hasPrefix("rum/c") else {
          continue
        }
        let text = String(
          decoding: try Data(contentsOf: samples.appending(path: file)), as: UTF8.self)
        for match in text.matches(of: /(?:SN:|,S:|board ID )([A-Za-z0-9]{8,})/) {
          serials.insert(String(match.1))
        }
        for match in text.matches(of: /udi_serial_number\\*":\\*"([A-Za-z0-9]{8,})\\*"/) {
          serials.insert(String(match.1))
        }
        for match in text.matches(of: /(?:Smart|Virtual) Account: (.+?)(?: As of .*)?\n/) {
          let name = String(match.1).trimmingCharacters(in: .whitespaces)
          if name != "<none>", name.count > 4 { serials.insert(name) }
        }
      }
      #expect(serials.count > 30)
      let names = try FileManager.default.contentsOfDirectory(atPath: path("copy"))
      let copies = try names.map { try read("copy/\($0)") }.joined(separator: "\n")
      for value in serials { #expect(!copies.contains(value), "\(value)") }
    }
  }
}

/// `rumkit inspect --shape`.
@Suite("inspect --shape") struct InspectShapeTests {
  @Test("the skeleton of every sample holds no value")
  func samples() throws {
    for format in ["text", "json"] {
      let run = try RumkitRun(["inspect", "--shape", "--format", format, "Samples"])
      #expect(run.status == 0, "\(run.stderr)")
      for shown in ["smartLicenseRumAck", "udi_serial_number", "payload"] {
        #expect(run.stdout.contains(shown))
      }
      for value in [
        "9ZZ", "FZZ", "EXAMPLE", "example", "regid", "C9800", "17.", "1770", "COMPLETE", "Samples",
        "Active", "rum.txt",
      ] { #expect(!run.stdout.contains(value), "\(value)") }
    }
  }

  @Test("it has no CSV")
  func noCSV() throws {
    #expect(
      try RumkitRun(["inspect", "--shape", "--format", "csv", "Samples/policy"]).status == 64)
  }
}
