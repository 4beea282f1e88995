import Foundation
import LicenseFiles
import Subprocess

/// A program of this host that a part of the crossing relies on: `ssh-keygen`, `tshark`, `ssh`, `scp`.
///
/// Unless it asks on the terminal it gets none, so that it can ask nobody anything. It gets no more time
/// than ``patience``, and no more room for its output than it is given. It ends when this program ends,
/// also when that was killed.
struct HostProgram: Sendable {
  /// The name by which it is found in `PATH`.
  let name: String
  /// What is added to the environment, or taken out of it where the value is nil.
  let environment: [Environment.Key: String?]
  /// The most bytes that it may write on its standard output.
  let outputLimit: Int
  /// How long it may take. The touch of a hardware key and a large capture take their time; after two
  /// minutes nobody will answer.
  var patience: Duration = .seconds(120)
  /// A file that it makes and fills, and how long it may stay as long as it is; nil where that says nothing.
  var growing: (path: String, pause: Duration)?
  /// True where it may ask for a password on the terminal of this program.
  var asksOnTerminal = false
  /// The most bytes that it may write into a file; nil without a limit.
  var fileLimit: Int?

  /// The most that it may complain.
  static let complaintLimit = 64 << 10

  /// Runs the program that its arguments name, and ends it with every process that it started when the process
  /// of the first argument is gone, or at a signal: nothing else would end one that waits for the touch of a
  /// key. The second argument is the most that it may write into a file, in blocks of 512 bytes.
  ///
  /// They get a second to end by themselves, because ssh gives the terminal its echo back, and scp ends its ssh.
  private static let watched = """
    parent=$1; blocks=$2; shift 2; [ -z "$blocks" ] || ulimit -f "$blocks"; exec 3<&0; child= stop= ending=
    tree() {
      echo "$1"; kids=
      { read -r kids || :; } 2>/dev/null <"/proc/$1/task/$1/children"
      for kid in $kids; do tree "$kid"; done
    }
    finish() {
      stop=1; [ -n "$child" ] && [ -z "$ending" ] || return; ending=$(tree "$child")
      kill -TERM $ending; { sleep 1; kill -KILL $ending; } <&- >/dev/null 2>&1 3<&- & killer=$!
    }
    trap finish TERM INT HUP QUIT
    "$@" <&3 3<&- & child=$!; [ -z "$stop" ] || finish
    { trap '' HUP; while kill -0 "$parent"; do sleep 1 || exit; done; kill -TERM "$$" || finish; } \
      <&- >/dev/null 2>&1 3<&- & watch=$!
    wait "$child"; status=$?
    [ -z "$ending" ] || {
      wait "$child"; status=$?; sleep 0.2; kill "$killer"; kill -KILL $ending
    } 2>/dev/null
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
          let result = try await Subprocess.run(
            try await configuration(arguments),
            input: .fileDescriptor(
              .init(rawValue: file.fileDescriptor), closeAfterSpawningProcess: false),
            output: .bytes(limit: outputLimit), error: .string(limit: Self.complaintLimit))
          return Outcome(
            succeeded: result.terminationStatus == .exited(0), output: result.standardOutput,
            complaint: result.standardError)
        }
        group.addTask {
          throw Failure(.tookTooLong, try await outlasted())
        }
        defer { group.cancelAll() }
        guard let outcome = try await group.next() else {
          throw Failure(.other, "\(name) failed: no answer")
        }
        return outcome
      }
    } catch {
      throw failure(error)
    }
  }

  /// What is started for it.
  func configuration(_ arguments: [String]) async throws -> Configuration {
    // It may ask on the terminal.
    WorkMeter.current?.pause()
    var options = PlatformOptions()
    // In a session of its own there is no terminal to open.
    options.createSession = !asksOnTerminal
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))]
    let surroundings = Environment.inherit.updating(environment)
    let program = try await Executable.name(name).resolveExecutablePath(in: surroundings)
    let blocks = fileLimit.map { String(($0 + 511) / 512) } ?? ""
    return Configuration(
      executable: .path("/bin/sh"),
      arguments: Arguments(
        ["-c", Self.watched, "sh", String(getpid()), blocks, program.string] + arguments),
      environment: surroundings, platformOptions: options)
  }

  /// Why there is no outcome, in the words of this room.
  func failure(_ error: any Error) -> Failure {
    switch error {
    case let failure as Failure: failure
    case let error as SubprocessError where error.code == .executableNotFound:
      Failure(.notInstalled, "\(name) is not installed")
    case let error as SubprocessError where error.code == .outputLimitExceeded:
      Failure(.wroteTooMuch, "\(name) wrote too much output")
    default: Failure(.other, "\(name) failed: \(error)")
    }
  }

  /// Waits until it has had all its time.
  ///
  /// - Returns: in words, what it did.
  private func outlasted() async throws -> String {
    let start = ContinuousClock.now
    var (size, grew) = (-1, start)
    while true {
      let now = ContinuousClock.now
      if now >= start + patience { return "\(name) took longer than \(Self.words(patience))" }
      var end = start + patience
      if let growing {
        var facts = stat()
        let there = stat(growing.path, &facts) == 0 ? Int(facts.st_size) : -1
        if there != size { (size, grew) = (there, now) }
        // Until it is there somebody may be logging in.
        if size >= 0, now >= grew + growing.pause {
          return "\(name) brought nothing for \(Self.words(growing.pause)), after \(size) bytes"
        }
        end = min(end, now + .milliseconds(500))
      }
      try await Task.sleep(until: end)
    }
  }

  private static func words(_ time: Duration) -> String {
    let seconds = time.components.seconds
    return seconds % 60 == 0 ? "\(seconds / 60) minutes" : "\(seconds) seconds"
  }
}
