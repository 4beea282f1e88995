import Foundation
import LicenseFiles
import Subprocess

/// A program of this host that a part of the crossing relies on: `ssh-keygen`, `tshark`.
///
/// It gets no terminal, so that it can ask nobody anything, no more time than ``patience``, and no more
/// room for its output than it is given. It ends when this program ends, also when that was killed.
struct HostProgram: Sendable {
  /// The name by which it is found in `PATH`.
  let name: String
  /// What is added to the environment, or taken out of it where the value is nil.
  let environment: [Environment.Key: String?]
  /// The most bytes that it may write on its standard output.
  let outputLimit: Int

  /// The touch of a hardware key and a large capture take their time; after this nobody will answer.
  static let patience: Duration = .seconds(120)
  /// The most that it may complain.
  private static let complaintLimit = 64 << 10

  /// Runs the program that its arguments name, and kills it when the process of the first argument is gone:
  /// nothing else would end one that waits for the touch of a key.
  private static let watched = """
    parent=$1; shift; exec 3<&0
    "$@" <&3 3<&- & child=$!
    { while kill -0 "$parent"; do sleep 1 || exit; done; kill -KILL "$child"; } \
      <&- >/dev/null 2>&1 3<&- & watch=$!
    wait "$child"; status=$?
    kill "$watch"; exit "$status"
    """

  /// How a run ended.
  struct Outcome: Sendable {
    /// True when it ended with status 0.
    var succeeded: Bool
    /// What it wrote on its standard output.
    var output: [UInt8]
    /// What it wrote on its standard error.
    var complaint: String
  }

  /// Why there is no outcome.
  struct Failure: CodedError {
    /// What kind of failure it is.
    enum Code: Sendable, Hashable {
      case notInstalled
      case tookTooLong
      case wroteTooMuch
      case other
    }

    let code: Code
    /// With the name of the program.
    let reason: String

    init(_ code: Code, _ reason: String) {
      self.code = code
      self.reason = reason
    }
  }

  /// Runs it to its end.
  ///
  /// - Throws: ``Failure``; a status that is not 0 is none.
  func run(_ arguments: [String], input: [UInt8] = []) async throws(Failure) -> Outcome {
    var options = PlatformOptions()
    // In a session of its own there is no terminal to open.
    options.createSession = true
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))]
    let platformOptions = options
    // A program that ends before it has read everything must not take this one along.
    let formerly = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, formerly) }
    do {
      return try await withThrowingTaskGroup(of: Outcome.self) { group in
        group.addTask {
          // A file instead of a pipe: where the program ends before it has read a pipe, the writer of
          // swift-subprocess is never closed, and that ends this program too.
          let file = try NamelessFile.holding(MemorySource(input), "what \(name) reads")
          defer { withExtendedLifetime(file) {} }
          let surroundings = Environment.inherit.updating(environment)
          let program = try await Executable.name(name).resolveExecutablePath(in: surroundings)
          let result = try await Subprocess.run(
            .path("/bin/sh"),
            arguments: Arguments(
              ["-c", Self.watched, "sh", String(getpid()), program.string] + arguments),
            environment: surroundings,
            platformOptions: platformOptions,
            input: .fileDescriptor(
              .init(rawValue: file.fileDescriptor), closeAfterSpawningProcess: false),
            output: .bytes(limit: outputLimit), error: .string(limit: Self.complaintLimit))
          return Outcome(
            succeeded: result.terminationStatus == .exited(0), output: result.standardOutput,
            complaint: result.standardError)
        }
        group.addTask {
          try await Task.sleep(for: Self.patience)
          throw Failure(.tookTooLong, "\(name) took longer than two minutes")
        }
        defer { group.cancelAll() }
        guard let outcome = try await group.next() else {
          throw Failure(.other, "\(name) failed: no answer")
        }
        return outcome
      }
    } catch let failure as Failure {
      throw failure
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw Failure(.notInstalled, "\(name) is not installed")
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      throw Failure(.wroteTooMuch, "\(name) wrote too much output")
    } catch {
      throw Failure(.other, "\(name) failed: \(error)")
    }
  }
}
