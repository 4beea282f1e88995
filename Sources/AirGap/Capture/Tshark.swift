public import LicenseFiles

/// Runs the real `tshark` over a capture file. It resolves no name and reads no profile of the user.
enum Tshark {
  /// Profiles, plugins and Lua scripts of the user could change what is shown. More than 8 MB of lines
  /// are of no use to a person.
  private static let program = HostProgram(
    name: "tshark",
    environment: ["WIRESHARK_CONFIG_DIR": "/nonexistent", "LC_ALL": "C.UTF-8"],
    outputLimit: 8 << 20)
  /// The packets of a kind that are looked at.
  static let packetLimit = 20_000

  /// What it printed, and whether the file ends in the middle of a packet.
  struct Listing: Sendable {
    var text: String
    var isTruncated: Bool
  }

  /// The values of fields, one row for each packet that passes the filter.
  ///
  /// - Parameters:
  ///   - path: the capture.
  ///   - filter: a display filter.
  ///   - fields: the names of fields; several values of one are joined with commas.
  /// - Throws: ``CaptureError`` when the program is not there, breaks or takes too long.
  static func fields(
    _ path: String, filter: String, _ fields: [String]
  ) async throws(CaptureError) -> (rows: [[String]], isTruncated: Bool) {
    var arguments = ["-n", "-r", Self.plain(path), "-Y", filter, "-T", "fields"]
    arguments += ["-E", "separator=/t", "-E", "occurrence=a", "-E", "aggregator=,"]
    arguments += fields.flatMap { ["-e", $0] }
    let listing = try await run(arguments)
    let rows = listing.text.split(separator: "\n").prefix(packetLimit).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    return (rows, listing.isTruncated)
  }

  /// A name that begins with a hyphen is not an option, and `-` is not a standard input.
  private static func plain(_ path: String) -> String {
    path.hasPrefix("/") ? path : "./" + path
  }

  private static func run(_ arguments: [String]) async throws(CaptureError) -> Listing {
    let outcome: HostProgram.Outcome
    do throws(HostProgram.Failure) {
      outcome = try await program.run(arguments)
    } catch {
      throw CaptureError(error)
    }
    // A capture that was cut off gives what it holds, and a status.
    let isTruncated = outcome.complaint.contains("cut short in the middle of a packet")
    guard outcome.succeeded || isTruncated else {
      let said = outcome.complaint.split(whereSeparator: \.isNewline)
        .last { !$0.hasPrefix("Running as user") }
      throw CaptureError(
        .program, "tshark cannot read it: \(said.map(String.init) ?? "it gives no reason")")
    }
    return Listing(
      text: String(decoding: outcome.output, as: UTF8.self), isTruncated: isTruncated)
  }
}

extension CaptureError {
  fileprivate init(_ failure: HostProgram.Failure) {
    switch failure.code {
    case .notInstalled:
      self.init(.missing, "\(failure.reason) (Debian: apt-get install tshark)")
    case .tookTooLong: self.init(.timeout, failure.reason)
    case .wroteTooMuch:
      self.init(
        .program,
        "it shows more packets of one kind than can be looked at: capture a shorter time")
    case .other: self.init(.program, failure.reason)
    }
  }
}

/// Why nothing is known of a capture.
public struct CaptureError: CodedError {
  /// What kind of failure it is.
  public struct Code: Sendable, Hashable {
    private let name: String
    private init(_ name: String) { self.name = name }
    /// `tshark` is not installed.
    static let missing = Code("missing")
    /// `tshark` breaks, or the file is damaged.
    public static let program = Code("program")
    /// It took too long.
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
