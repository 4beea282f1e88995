import Foundation
import Testing

@testable import AirGap

/// A program of the host that does not read what it is given, or gives back all of it.
@Suite struct HostProgramTests {
  private static let input = [UInt8](repeating: 0x61, count: 1 << 20)

  @Test(arguments: ["true", "false"])
  func aProgramThatReadsNothingEndsNothing(_ name: String) async throws {
    let program = HostProgram(name: name, environment: [:], outputLimit: 1 << 10)
    for _ in 0..<20 {
      let outcome = try await program.run([], input: Self.input)
      #expect(outcome.succeeded == (name == "true"))
    }
  }

  @Test func whatItIsGivenIsReadFromTheStart() async throws {
    let program = HostProgram(name: "cat", environment: [:], outputLimit: 2 << 20)
    #expect(try await program.run([], input: Self.input).output == Self.input)
    #expect(try await program.run([], input: []).output == [])
  }

  @Test func aProgramThatIsNotThereIsSaid() async throws {
    let program = HostProgram(name: "rumkit-no-such-program", environment: [:], outputLimit: 1)
    await #expect(throws: HostProgram.Failure(.notInstalled, "")) { try await program.run([]) }
  }

  @Test func itsStatusAndItsWordsComeThrough() async throws {
    let program = HostProgram(name: "sh", environment: [:], outputLimit: 1 << 10)
    let outcome = try await program.run(
      ["-c", "cat; echo said >&2; exit 3"], input: Array("a b 'c'".utf8))
    #expect(!outcome.succeeded)
    #expect(outcome.output == Array("a b 'c'".utf8))
    #expect(outcome.complaint == "said\n")
  }

  /// A program that takes too long ends with what it started, and may first put in order what it changed.
  @Test(arguments: [true, false])
  func whatTakesTooLongEndsWithItsChildren(_ asks: Bool) async throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var program = HostProgram(name: "sh", environment: [:], outputLimit: 1 << 10)
    program.patience = .seconds(1)
    program.asksOnTerminal = asks
    let line = """
      trap 'echo restored >"$1/end"; exit' TERM
      sh -c 'trap "" TERM; echo $$ >"$1/child"; while :; do sleep 1; done' sh "$1" & wait
      """
    await #expect(throws: HostProgram.Failure.self) {
      try await program.run(["-c", line, "sh", folder])
    }
    #expect(try String(contentsOfFile: folder + "/end", encoding: .utf8) == "restored\n")
    let child = try String(contentsOfFile: folder + "/child", encoding: .utf8)
    let process = try #require(pid_t(child.trimmingCharacters(in: .whitespacesAndNewlines)))
    // Who took it over may not have asked for its status yet.
    let state = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    #expect(state.isEmpty || state.contains(") Z "), "\(state)")
  }
}
