import AirGap
@testable import Assessment
import Foundation
import LicenseFiles
import Testing

/// What the usual tools of this machine pack is read; a tool that is not here is skipped with a word.
@Suite struct ArchiveToolTests {
  private static let long = String(repeating: "long-", count: 30) + "name.txt"
  private let folder: URL

  init() throws {
    folder = try temporaryFolder()
    let inside = folder.appending(path: "in/sub")
    try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
    for (name, bytes) in Self.contents {
      try Data(bytes).write(to: folder.appending(path: "in/\(name)"))
    }
  }

  private static let contents: [String: [UInt8]] = [
    "a.txt": Array("usage".utf8), "sub/b.txt": Array(String(repeating: "x ", count: 9000).utf8),
    "sub/Gerät.txt": [1], long: [2], "empty.txt": [],
  ]

  /// Runs a shell line in the folder `in`; false when its program is not here.
  private func run(_ line: String) throws -> Bool {
    let program = String(line.split(separator: " ").first ?? "")
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "command -v \(program) >/dev/null || exit 97\n\(line)"]
    process.currentDirectoryURL = folder.appending(path: "in")
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8"]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus == 97 {
      print("skipped: there is no \(program) here")
      return false
    }
    try #require(process.terminationStatus == 0, "\(line) failed")
    return true
  }

  private static let python = """
    python3 - <<'EOF'
    import os, sys, tarfile, zipfile
    names = [os.path.join(d, f)[2:] for d, _, fs in os.walk(".") for f in fs]
    FORM
    EOF
    """

  @Test(arguments: [
    "tar --format=gnu -cf ../x.bin .", "tar --format=pax -cf ../x.bin .",
    "tar --format=pax --xattrs -czf ../x.bin .", "tar --format=posix -cf ../x.bin a.txt sub",
    "tar --format=ustar -czf ../x.bin a.txt sub empty.txt", "tar --format=oldgnu -cf ../x.bin .",
    "bsdtar -cf ../x.bin .", "bsdtar --format=pax -czf ../x.bin .",
    "bsdtar --format=gnutar -cf ../x.bin .", "bsdtar --format=zip -cf ../x.bin .",
    "zip -q -r ../x.bin.zip . && mv ../x.bin.zip ../x.bin",
    "zip -q -r - . | cat >../x.bin", "zip -q -r -0 -X - . | cat >../x.bin",
  ])
  func packedByAToolItIsRead(_ line: String) throws {
    guard try run(line) else { return }
    try check(line)
  }

  @Test(arguments: [
    "with tarfile.open('../x.bin', 'w', format=tarfile.PAX_FORMAT) as t: t.add('.')",
    "with tarfile.open('../x.bin', 'w:gz', format=tarfile.GNU_FORMAT) as t: t.add('.')",
    "with zipfile.ZipFile('../x.bin', 'w', zipfile.ZIP_DEFLATED) as z: [z.write(n) for n in names]",
    """
    class Pipe:
      def __init__(self): self.f = open('../x.bin', 'wb')
      def write(self, b): return self.f.write(b)
      def flush(self): self.f.flush()
    pipe = Pipe()
    with zipfile.ZipFile(pipe, 'w', zipfile.ZIP_DEFLATED) as z: [z.write(n) for n in names]
    pipe.flush()
    """,
  ])
  func packedByPythonItIsRead(_ form: String) throws {
    guard try run(Self.python.replacing("FORM", with: form)) else { return }
    try check(form)
  }

  private func check(_ line: String) throws {
    let path = folder.appending(path: "x.bin").path
    let target = folder.appending(path: "out").path
    let files = try UnpackArchive(path, to: target).run()
    let whole = !line.contains(" a.txt ")
    #expect(whole ? Set(files.map(\.name)) == Set(Self.contents.keys) : files.count >= 3)
    for file in files {
      let bytes = try Data(contentsOf: URL(filePath: target + "/" + file.name))
      #expect(Array(bytes) == Self.contents[file.name], "\(file.name)")
    }
  }
}
