import Foundation

/// A process whose streams are files.
///
/// `Process` of Foundation reads past the end of a directory buffer when it starts a program on Linux,
/// which kills the tests once in some thousand runs; so the system is asked directly.
struct ChildProcess {
  struct NotStarted: Error, CustomStringConvertible {
    let description: String
  }

  private let id: pid_t

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - folder: where it runs.
  ///   - streams: the files that are its standard input, standard output and standard error.
  init(
    _ program: String, _ arguments: [String], environment: [String: String], folder: String,
    streams: [String]
  ) throws {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (stream, path) in streams.enumerated() {
      posix_spawn_file_actions_addopen(
        &actions, Int32(stream), path, stream == 0 ? O_RDONLY : O_WRONLY, 0)
    }
    // A terminal that lives on must not hold what a `Process` of Foundation waits for.
    #if !canImport(Darwin)
      // The module map of glibc leaves this function out.
      typealias CloseFrom =
        @convention(c) (
          UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32
        ) -> Int32
      if let found = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np") {
        _ = unsafeBitCast(found, to: CloseFrom.self)(&actions, 3)
      }
    #endif
    // The shell changes the folder and becomes the program.
    let line = ["sh", "-c", "cd \"$0\" && exec \"$@\"", folder, program] + arguments
    let argv = line.map { strdup($0) } + [nil]
    let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var id: pid_t = 0
    let failure = posix_spawn(&id, "/bin/sh", &actions, nil, argv, envp)
    guard failure == 0 else {
      throw NotStarted(description: "\(program): \(String(cString: strerror(failure)))")
    }
    self.id = id
  }

  /// Waits for its end, and kills it when that takes too long.
  ///
  /// - Returns: its status, or the signal that ended it; nil when it was killed here.
  func wait(seconds: Double) -> Int32? {
    let end = Date(timeIntervalSinceNow: seconds)
    var status: Int32 = 0
    while true {
      if waitpid(id, &status, WNOHANG) == id {
        return status & 0x7F == 0 ? status >> 8 & 0xFF : status & 0x7F
      }
      if Date() > end {
        kill(id, SIGKILL)
        waitpid(id, &status, 0)
        return nil
      }
      usleep(1000)
    }
  }
}
