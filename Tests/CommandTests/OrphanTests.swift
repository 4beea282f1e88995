import Foundation
import Testing

/// A program that rumkit runs ends with it, however that ends.
@Suite struct OrphanTests {
  @Test(arguments: [SIGKILL, SIGTERM, SIGINT])
  func aProgramDiesWithItsParent(_ signal: Int32) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "orphan-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // It waits, as one does for the touch of a hardware key, and says who it is.
    let number = folder.appending(path: "number")
    let program = folder.appending(path: "ssh-keygen")
    try
      "#!/bin/sh\necho $$ >'\(number.path).new'\nmv '\(number.path).new' '\(number.path)'\nexec sleep 1000\n"
      .write(to: program, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    try "key".write(to: folder.appending(path: "key"), atomically: true, encoding: .utf8)

    let process = Process()
    process.executableURL = RumkitRun.program
    process.currentDirectoryURL = RumkitRun.repository
    process.environment = [
      "PATH": folder.path + ":/usr/bin:/bin", "HOME": folder.path,
      "XDG_STATE_HOME": folder.path,
    ]
    process.arguments = [
      "pack", "Samples/usage", "--output", folder.appending(path: "out").path, "--evidence",
      folder.appending(path: "bag").path, "--sign", folder.appending(path: "key").path,
      "--operator", "E",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    var child: pid_t = 0
    for _ in 0..<600 where child == 0 {
      usleep(50_000)
      child =
        (try? String(contentsOf: number, encoding: .utf8))
        .flatMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 0
    }
    try #require(child > 0, "ssh-keygen was not started")
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    var isGone = false
    for _ in 0..<200 where !isGone {
      isGone = kill(child, 0) != 0
      if !isGone { usleep(50_000) }
    }
    #expect(isGone, "ssh-keygen outlived rumkit")
    if !isGone { kill(child, SIGKILL) }
  }
}
