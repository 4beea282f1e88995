import Foundation

/// One run of the built program, as a user would start it.
struct RumkitRun {
  /// The exit status.
  let status: Int32
  /// What it gave out.
  let standardOutput: Data
  /// What it said.
  let standardError: Data
  /// What it gave out, as text.
  var stdout: String { String(decoding: standardOutput, as: UTF8.self) }
  /// What it said, as text.
  var stderr: String { String(decoding: standardError, as: UTF8.self) }

  /// The top of the repository; runs start there, so that `Samples/…` can be named.
  static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The program that the build put beside the tests.
  static let program = (Bundle.main.executableURL ?? Bundle.main.bundleURL)
    .deletingLastPathComponent().appending(path: "rumkit")

  /// The program did not end in time and was killed.
  struct TookTooLong: Error, CustomStringConvertible {
    let arguments: [String]
    let seconds: Double
    var description: String { "rumkit \(arguments) did not end within \(seconds) seconds" }
  }

  /// Runs the program to its end. Output goes through files, so that no full pipe can stop it.
  ///
  /// - Parameters:
  ///   - program: another program, such as a shell with a line for it.
  ///   - environment: what is added to that of the tests.
  ///   - timeout: the seconds after which it is killed.
  /// - Throws: ``TookTooLong``.
  init(
    _ arguments: [String], program: URL = Self.program, standardInput: Data? = nil,
    environment: [String: String] = [:], timeout: Double = 120
  ) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "rumkit-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    func file(_ name: String, _ contents: Data = Data()) throws -> URL {
      let url = folder.appending(path: name)
      try contents.write(to: url)
      return url
    }
    let output = try file("stdout")
    let messages = try file("stderr")

    let input = try file("stdin", standardInput ?? Data())
    // A site of whoever runs the tests would change what is said.
    let own = ["RUMKIT_SITE": "", "XDG_STATE_HOME": folder.path].merging(environment) { $1 }
    let child = try ChildProcess(
      program.path, arguments,
      environment: ProcessInfo.processInfo.environment.merging(own) { $1 },
      folder: Self.repository.path, streams: [input.path, output.path, messages.path])
    guard let ending = child.wait(seconds: timeout) else {
      throw TookTooLong(arguments: arguments, seconds: timeout)
    }

    status = ending
    standardOutput = try Data(contentsOf: output)
    standardError = try Data(contentsOf: messages)
  }
}
