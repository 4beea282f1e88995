import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// One process that uses a ledger the way a command does: these tests, started again in the role of a
/// writer. Others kill it, starve it or run it beside others.
///
///     append SITE COUNT NAME    one event after the other; the number of each is printed when it is
///                               recorded
///     read SITE                 the number of events
///     backup SITE FILE
///
/// Exit 4 and the reason when the ledger says no.
final class LedgerWriter {
  private static let variable = "RUMKIT_LEDGER_WRITER"
  /// The word by which it says that it is about to begin.
  private static let ready = Data("ready\n".utf8)

  let process = Process()
  private let output = Pipe()
  private let messages = Pipe()
  private var early = Data()

  /// Starts it, and waits until it is about to use the ledger.
  init(_ arguments: [String], before command: [String] = []) throws {
    let program = Bundle.main.executableURL ?? Bundle.main.bundleURL
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      command + [
        program.path, "--testing-library", "swift-testing", "--filter", "LedgerWriterRole",
      ]
    process.environment = ProcessInfo.processInfo.environment.merging([
      Self.variable: arguments.joined(separator: "\n")
    ]) { $1 }
    process.standardOutput = output
    process.standardError = messages
    try process.run()
    while early.firstRange(of: Self.ready) == nil, take() {}
  }

  /// Waits until it has recorded something.
  func waitForOutput() {
    while early.suffix(Self.ready.count) == Self.ready, take() {}
  }

  /// - Returns: false at the end of the output.
  private func take() -> Bool {
    let data = output.fileHandleForReading.availableData
    early += data
    return !data.isEmpty
  }

  /// Waits for its end.
  func end() -> (status: Int32, numbers: [Int64], message: String) {
    let text = String(
      decoding: early + output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let message = String(
      decoding: messages.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // A line without its end is one that the kill cut.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return (process.terminationStatus, lines.compactMap { Int64($0) }, message)
  }

  /// What this process was started for; nil in a process that tests.
  fileprivate static var role: [String]? {
    ProcessInfo.processInfo.environment[variable]?.split(separator: "\n").map(String.init)
  }

  /// Does what the arguments say, and ends the process.
  fileprivate static func play(_ arguments: [String]) -> Never {
    // As in rumkit: a limit on the size of files is an error of the write, not the end of the process.
    signal(SIGXFSZ, SIG_IGN)
    FileHandle.standardOutput.write(ready)
    do throws(LedgerError) {
      try run(arguments)
    } catch {
      FileHandle.standardError.write(Data("\(error.reason)\n".utf8))
      exit(4)
    }
    exit(0)
  }

  private static func run(_ arguments: [String]) throws(LedgerError) {
    let site = arguments[1]
    switch arguments[0] {
    case "append":
      let ledger = try SiteLedger.openForWriting(site)
      for number in 0..<(Int(arguments[2]) ?? 0) {
        let now = Int64(Date().timeIntervalSince1970)
        let author = LedgerAuthor(operatorName: "writer", host: "jump", time: now, clock: now)
        say(try ledger.append([draft(arguments[3], number)], by: author)[0].number)
      }
    case "read":
      say(
        try SiteLedger.openForReading(site).read { reader throws(LedgerError) in
          try reader.head().count
        })
    case "backup": try SiteLedger.openForReading(site).backUp(to: arguments[2])
    default: exit(64)
    }
  }

  /// One write, so that a kill cannot hold it back.
  private static func say(_ number: Int64) {
    FileHandle.standardOutput.write(Data("\(number)\n".utf8))
  }

  /// A few hundred reports, so that an event touches many pages.
  private static func draft(_ name: String, _ number: Int) -> SiteEventDraft {
    let device = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")
    return SiteEventDraft(
      .exported, device,
      [.name: "\(name)-\(number)", .sha256: "aa", .media: "m", .mediaHash: "m"],
      reports: (0..<200).map {
        let id = UInt64(number * 200 + $0)
        return SiteReport(
          device: device, id: id, payload: SHA256Digest(hashing: Array("\(name) \(id)".utf8)))
      })
  }
}

/// The role, for the process that ``LedgerWriter`` starts.
@Suite struct LedgerWriterRole {
  @Test(.enabled(if: LedgerWriter.role != nil, "another test starts it in a process of its own"))
  func writes() {
    if let arguments = LedgerWriter.role { LedgerWriter.play(arguments) }
  }
}
