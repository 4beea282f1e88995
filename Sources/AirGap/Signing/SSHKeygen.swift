import Foundation
import Subprocess

/// Runs the real `ssh-keygen`. It never asks anybody anything: it gets no terminal and no helper
/// that could open a window, so a key with a passphrase is refused instead of hanging.
enum SSHKeygen {
  /// How a run ended.
  struct Outcome: Sendable {
    /// True when the program ended with status 0.
    var succeeded: Bool
    /// What it wrote.
    var output: [UInt8]
    /// What it complained about, the last line that says anything.
    var complaint: String
  }

  /// A touch of a hardware key takes a person's time; more than this is nobody there.
  private static let patience: Duration = .seconds(120)

  /// - Throws: ``SigningError`` when the program is not there, breaks or takes too long.
  static func run(
    _ arguments: [String], input: [UInt8]
  ) async throws(SigningError) -> Outcome {
    var options = PlatformOptions()
    // Without a terminal of its own session, ssh-keygen cannot open /dev/tty for a passphrase.
    options.createSession = true
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))]
    let environment = Environment.inherit.updating([
      "SSH_ASKPASS_REQUIRE": "never", "SSH_ASKPASS": nil, "DISPLAY": nil, "LC_ALL": "C",
    ])
    let platformOptions = options
    // A program that ends before it has read everything must not take this one along.
    let formerly = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, formerly) }
    do {
      return try await withThrowingTaskGroup(of: Outcome.self) { group in
        group.addTask {
          let result = try await Subprocess.run(
            .name("ssh-keygen"), arguments: Arguments(arguments), environment: environment,
            platformOptions: platformOptions, input: .array(input),
            output: .bytes(limit: 64 << 10), error: .string(limit: 64 << 10))
          // `-Y verify` says on its standard output that a signature does not hold.
          let said = [
            result.standardError, String(decoding: result.standardOutput, as: UTF8.self),
          ]
          let lines = said.compactMap { $0.split(whereSeparator: \.isNewline).last }
          return Outcome(
            succeeded: result.terminationStatus == .exited(0), output: result.standardOutput,
            complaint: lines.first.map(String.init) ?? "ssh-keygen says nothing more")
        }
        group.addTask {
          try await Task.sleep(for: patience)
          throw SigningError(.timeout, "ssh-keygen took longer than two minutes")
        }
        defer { group.cancelAll() }
        guard let outcome = try await group.next() else {
          throw SigningError(.program, "ssh-keygen gave no answer")
        }
        return outcome
      }
    } catch let error as SigningError {
      throw error
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw SigningError(.program, "ssh-keygen is not installed")
    } catch {
      throw SigningError(.program, "ssh-keygen failed: \(error)")
    }
  }
}

/// Why something could not be signed, or a signature not be looked at.
public struct SigningError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of failure it is.
  public struct Code: Sendable, Hashable {
    private let name: String
    private init(_ name: String) { self.name = name }
    /// The key cannot be used.
    public static let key = Code("key")
    /// `ssh-keygen` is not there or breaks.
    public static let program = Code("program")
    /// Nobody answered in time.
    public static let timeout = Code("timeout")
  }

  /// What kind of failure it is.
  public let code: Code
  /// In words: lower case, no full stop.
  public let description: String

  /// Creates an error.
  public init(_ code: Code, _ reason: String) {
    self.code = code
    description = reason
  }

  /// Equal when the code is.
  public static func == (left: SigningError, right: SigningError) -> Bool {
    left.code == right.code
  }
}
