import AirGap
import ArgumentParser
import Assessment
import Foundation
import LicenseFiles
import Presentation

/// When messages are coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// From which severity on findings make the command fail.
enum FailLevel: String, ExpressibleByArgument, CaseIterable {
  case error, warning, note, never

  var severity: Severity? { Severity(rawValue: rawValue) }
}

/// Options of every command.
struct CommonOptions: ParsableArguments {
  @Flag(name: .long, help: "Print only the result and what went wrong.")
  var quiet = false

  @Flag(name: .long, help: "Show more: remedies of notes, unknown fields, skipped files.")
  var verbose = false

  @Option(name: .long, help: "Colour messages: auto, always or never. NO_COLOR is honoured.")
  var color: ColorChoice = .auto

  var console: Console { Console(isQuiet: quiet, color: color) }
}

/// Where a result goes.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .long, help: "Write the result to this file, whole or not at all.", completion: .file())
  var output: String?

  @Flag(name: .long, help: "Replace the file that --output names.")
  var force = false
}

/// How a table for a spreadsheet is written, by every command that has `--format csv`.
struct TableOptions: ParsableArguments {
  @Flag(name: .long, help: "Do not change CSV cells, not even those that begin like a formula.")
  var csvRaw = false
}

/// The current time, as an argument.
struct TimeOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "The current time, in ISO 8601 (2026-11-24T10:00:00Z); otherwise this host's clock.")
  var now: String?

  /// Epoch seconds.
  func seconds() throws -> Int64 {
    guard let now else { return Int64(Date().timeIntervalSince1970) }
    guard let time = Self.seconds(of: now) else {
      throw ValidationError("--now takes a time such as 2026-11-24T10:00:00Z, not '\(now)'")
    }
    return time
  }

  func validate() throws { _ = try seconds() }

  /// The time that was given, epoch seconds UTC; nil when the host's clock is meant.
  var given: Int64? { now.flatMap { Self.seconds(of: $0) } }

  /// A time with its zone, or a day, which means its midnight in UTC.
  static func seconds(of text: String) -> Int64? { GivenTime.seconds(text) }
}

/// From how many waiting reports on somebody should look.
struct PileUpOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "How many waiting reports count as trouble (FN72578); half of it already counts as many.",
      valueName: "reports"))
  var pileUp: UInt64 = FieldNotice72578.Marks.standard.trouble

  func validate() throws {
    if pileUp == 0 { throw ValidationError("--pile-up takes a number from 1 on") }
  }

  var marks: FieldNotice72578.Marks { FieldNotice72578.Marks(trouble: pileUp) }
}

/// How findings are listed and what they do to the exit status.
struct FindingOptions: ParsableArguments {
  @Option(name: .long, help: "Fail from this severity on: error, warning, note or never.")
  var failOn: FailLevel = .error

  @Flag(name: .long, help: "List every finding, not only the first 100 of a kind in a file.")
  var allFindings = false

  /// True when the findings make the command fail.
  func fails(_ report: FindingsReport) -> Bool {
    failOn.severity.map { report.reaches($0) } ?? false
  }
}

/// What is to be read.
struct InputOptions: ParsableArguments {
  @Argument(help: "Files, folders, patterns, or - for standard input.", completion: .file())
  var files: [String]

  func validate() throws {
    if files.isEmpty { throw ValidationError("name at least one file, or - for standard input") }
  }
}

/// Who may have signed media and bags.
struct SignerOptions: ParsableArguments {
  @Option(
    name: .long, help: "Check the signatures against this list (ssh-keygen(1), ALLOWED SIGNERS).",
    completion: .file())
  var allowedSigners: String?
  @Option(name: .long, help: "The identity that must have signed; otherwise any of the list.")
  var signer: String?

  func validate() throws {
    if signer != nil, allowedSigners == nil {
      throw ValidationError("--signer needs --allowed-signers")
    }
  }

  var policy: SignerPolicy { SignerPolicy(allowedSigners: allowedSigners, signer: signer) }
}
