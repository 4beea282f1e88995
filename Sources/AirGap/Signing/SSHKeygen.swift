public import LicenseFiles

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

  private static let program = HostProgram(
    name: "ssh-keygen",
    environment: [
      "SSH_ASKPASS_REQUIRE": "never", "SSH_ASKPASS": nil, "DISPLAY": nil, "LC_ALL": "C",
    ], outputLimit: 64 << 10)

  /// - Throws: ``SigningError`` when the program is not there, breaks or takes too long.
  static func run(
    _ arguments: [String], input: [UInt8]
  ) async throws(SigningError) -> Outcome {
    do throws(HostProgram.Failure) {
      let outcome = try await program.run(arguments, input: input)
      // `-Y verify` says on its standard output that a signature does not hold.
      let said = [outcome.complaint, String(decoding: outcome.output, as: UTF8.self)]
      let lines = said.compactMap { $0.split(whereSeparator: \.isNewline).last }
      return Outcome(
        succeeded: outcome.succeeded, output: outcome.output,
        complaint: lines.first.map(String.init) ?? "ssh-keygen gives no reason")
    } catch {
      throw SigningError(error.code == .tookTooLong ? .timeout : .program, error.reason)
    }
  }
}

/// Why something could not be signed, or a signature not be looked at.
public struct SigningError: CodedError {
  /// What kind of failure it is.
  public struct Code: Sendable, Hashable {
    private let name: String
    private init(_ name: String) { self.name = name }
    /// The key cannot be used.
    static let key = Code("key")
    /// `ssh-keygen` is not there or breaks.
    public static let program = Code("program")
    /// Nobody answered in time.
    static let timeout = Code("timeout")
  }

  /// What kind of failure it is.
  public let code: Code
  /// In words: lower case, no full stop.
  public let reason: String

  /// Creates an error.
  init(_ code: Code, _ reason: String) {
    self.code = code
    self.reason = reason
  }
}
