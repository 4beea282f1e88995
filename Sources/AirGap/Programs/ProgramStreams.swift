import Foundation
import LicenseFiles
import Subprocess
import Synchronization

/// The streams of a program that is spoken with while it runs. Nothing here waits.
final class ProgramStreams: Sendable {
  /// What there is to read now.
  enum Reading: Sendable, Hashable {
    case nothing
    case bytes([UInt8])
    /// There will be no more.
    case end
  }

  private struct Ends {
    /// -1 once it is closed.
    var input: Int32
    let output: Int32
    let errors: Int32
    var complaint: [UInt8] = []
  }

  private let ends: Mutex<Ends>

  fileprivate init(input: Int32, output: Int32, errors: Int32) {
    for end in [input, output, errors] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    ends = Mutex(Ends(input: input, output: output, errors: errors))
  }

  deinit {
    ends.withLock { ends in
      for end in [ends.input, ends.output, ends.errors] where end >= 0 { close(end) }
    }
  }

  /// What it wrote since the last time.
  func read() -> Reading {
    ends.withLock { ends in
      Self.listen(&ends)
      return Self.read(ends.output)
    }
  }

  /// What it complained about so far.
  var complaint: String {
    ends.withLock { ends in
      Self.listen(&ends)
      return String(decoding: ends.complaint, as: UTF8.self)
    }
  }

  /// Writes bytes, as many as it takes now.
  ///
  /// - Returns: how many; nil when it reads no more.
  func write(_ bytes: ArraySlice<UInt8>) -> Int? {
    ends.withLock { ends in
      guard ends.input >= 0 else { return nil }
      let count = bytes.withUnsafeBytes { Foundation.write(ends.input, $0.baseAddress, $0.count) }
      if count >= 0 { return count }
      return errno == EAGAIN || errno == EINTR ? 0 : nil
    }
  }

  /// Says that nothing more will be written.
  func endInput() {
    ends.withLock { ends in
      if ends.input >= 0 { close(ends.input) }
      ends.input = -1
    }
  }

  private static func listen(_ ends: inout Ends) {
    while case .bytes(let bytes) = read(ends.errors) {
      ends.complaint += bytes.prefix(HostProgram.complaintLimit - ends.complaint.count)
    }
  }

  private static func read(_ end: Int32) -> Reading {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = buffer.withUnsafeMutableBytes { Foundation.read(end, $0.baseAddress, $0.count) }
    if count > 0 { return .bytes(Array(buffer[..<count])) }
    return count < 0 && (errno == EAGAIN || errno == EINTR) ? .nothing : .end
  }
}

/// What ends first of a program and the conversation with it.
private enum Step<Value: Sendable>: Sendable {
  case said(Value)
  case ended
}

extension HostProgram {
  /// Runs it and speaks with it. When the conversation is over its input ends, and a moment later it does.
  ///
  /// - Parameter body: the conversation. Where the program cannot be started it is cancelled.
  /// - Throws: ``Failure`` when it cannot be started.
  func converse<Value: Sendable>(
    _ arguments: [String], _ body: @escaping @Sendable (ProgramStreams) async -> Value
  ) async throws(Failure) -> Value {
    do {
      let (input, output, errors) = (try Self.pipe(), try Self.pipe(), try Self.pipe())
      let streams = ProgramStreams(
        input: input.write, output: output.read, errors: errors.read)
      let theirs = [input.read, output.write, errors.write]
      return try await withThrowingTaskGroup(of: Step<Value>.self) { group in
        group.addTask {
          let configuration: Configuration
          do {
            configuration = try await self.configuration(arguments)
          } catch {
            for end in theirs { close(end) }
            throw error
          }
          _ = try await Subprocess.run(
            configuration,
            input: .fileDescriptor(.init(rawValue: theirs[0]), closeAfterSpawningProcess: true),
            output: .fileDescriptor(.init(rawValue: theirs[1]), closeAfterSpawningProcess: true),
            error: .fileDescriptor(.init(rawValue: theirs[2]), closeAfterSpawningProcess: true))
          return .ended
        }
        group.addTask { .said(await body(streams)) }
        defer { group.cancelAll() }
        while let step = try await group.next() {
          guard case .said(let value) = step else { continue }
          streams.endInput()
          group.addTask {
            try? await Task.sleep(for: .seconds(2))
            return .ended
          }
          _ = try? await group.next()
          return value
        }
        throw Failure(.other, "\(name) failed: no answer")
      }
    } catch {
      throw failure(error)
    }
  }
}

extension HostProgram {
  private static func pipe() throws(Failure) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    guard Foundation.pipe(&ends) == 0 else {
      throw Failure(.other, "no more files can be opened: \(String(cString: strerror(errno)))")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }
}

/// Signals that a program which ends early would send to this one.
enum BrokenPipes {
  /// Does something while a program that ends before it has read everything does not take this one along.
  static func ignored<Value>(
    _ body: () async throws(ErrandError) -> Value
  ) async throws(ErrandError) -> Value {
    let formerly = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, formerly) }
    return try await body()
  }
}
