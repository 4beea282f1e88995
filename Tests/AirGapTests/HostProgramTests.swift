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
}
