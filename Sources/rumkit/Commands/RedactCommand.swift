import AirGap
import ArgumentParser
import Assessment
import Foundation
import LicenseFiles
import Presentation

/// `rumkit redact`: a copy that can be shared.
struct RedactCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Make a copy that can be shared: names and numbers replaced, secrets removed.")

  @OptionGroup var inputs: InputOptions
  @Option(
    name: .long,
    help: "Where the copy goes: a file for one file, else a folder that does not exist yet.")
  var output: String
  @Option(
    name: .long,
    help: "The secret that pseudonyms are made from; a file that is not there is made.")
  var key: String?
  @Option(
    name: .long, help: "Write the originals with their pseudonyms to this file, for you alone.")
  var map: String?
  @Flag(name: .long, help: "Read text that is not recognised as what a device printed.")
  var asDeviceOutput = false
  @Flag(name: .long, help: "Replace the files that --output and --map name.")
  var force = false
  @Option(name: .long, help: "Write the result as text or json.")
  var format: Format = .text
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let walker = InputWalker(inputs.files)
    for error in walker.missing { console.error(error.description) }
    guard walker.missing.isEmpty else { throw ExitStatus.unreadable }
    walker.tellSkipped(isVerbose: common.verbose, console.tell)
    let isFolder =
      walker.inputs.count != 1
      || walker.inputs.contains { !$0.isExplicit || $0.archive != nil }
    try refuseBadPlaces(walker.inputs.map(\.name), isFolder, console)

    let secret = try secret(console)
    let run = try prepared(walker.inputs, secret, console)
    do throws(OutputError) {
      try write(run, isFolder)
    } catch {
      if error == OutputError(.sourceFailed, "") {
        console.error("\(error.reason); nothing was written")
        throw ExitStatus.unreadable
      }
      throw console.say(error, isForced: force)
    }
    let report = RedactionReport(
      run.documents, run.vault, output: output, isFolder: isFolder, map: map)
    guard console.give(format == .json ? report.json.text : report.text) else {
      throw ExitStatus.failed
    }
  }

  private func secret(_ console: Console) throws(ExitStatus) -> RedactionKey {
    guard let key else { return .random() }
    do throws(OutputError) {
      let secret = try RedactionKey.file(key)
      if secret.isShared { console.warning("others can read \(key): chmod 600 keeps it to you") }
      if secret.isNew {
        console.hint("\(key) was made: with it pseudonyms are the same the next time")
      }
      return secret
    } catch {
      console.error(error.reason)
      throw .failed
    }
  }

  /// The map and the key hold what the copy hides.
  private func refuseBadPlaces(
    _ names: [String], _ isFolder: Bool, _ console: Console
  ) throws(ExitStatus) {
    for path in [output, map] { try console.refuseToReplace(names, with: path) }
    let place = Self.place(output)
    for (option, path) in [("--map", map), ("--key", key)] {
      guard let path else { continue }
      let other = Self.place(path)
      if other == place || other.hasPrefix(place + "/") {
        console.error("\(option) \(path) would lie in what is to be shared: name another place")
        throw .usage
      }
    }
    if let map, let key, Self.place(map) == Self.place(key) {
      console.error("--map and --key name the same file")
      throw .usage
    }
    if isFolder, FileIdentity(output) != nil {
      console.error("\(output) exists already: name a folder that does not")
      throw .usage
    }
  }

  private static func place(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }

  /// Says what is not redacted. A file of an unknown kind is never copied.
  private func tell(_ documents: [RedactedDocument], _ console: Console) -> Bool {
    var isRefused = false
    for document in documents {
      guard let reason = document.refusal else {
        if document.wrappings.contains(.consoleText) {
          console.hint("\(document.name): the terminal text around the document is left out")
        }
        continue
      }
      if document.isExplicit {
        console.error("\(document.name): \(reason)")
        console.hint("rumkit inspect --shape shows its skeleton, without any value")
        isRefused = true
      } else {
        console.warning("\(document.name): \(reason); passed over")
      }
    }
    if !isRefused, !documents.contains(where: { $0.form != nil }) {
      console.error("there is nothing to redact in \(inputs.files.joined(separator: ", "))")
      isRefused = true
    }
    return !isRefused
  }

  private func prepared(
    _ inputs: [Input], _ secret: RedactionKey, _ console: Console
  ) throws(ExitStatus) -> RedactionRun {
    do throws(ReadingError) {
      let run = try RedactionRun(inputs, key: secret, readsAnyText: asDeviceOutput)
      let isFit = tell(run.documents, console)
      if isFit {
        try run.collect()
        return run
      }
    } catch {
      console.error("\(error.file.isEmpty ? error.reason : error.description)")
    }
    console.hint("nothing was written")
    throw .unreadable
  }

  private func write(_ run: RedactionRun, _ isFolder: Bool) throws(OutputError) {
    let list = try map.map { path throws(OutputError) in
      try AtomicFile(path: path, overwrite: force, mode: 0o600)
    }
    if isFolder {
      let folder = try AtomicFolder(path: output)
      try run.write(to: folder, escaping: TerminalText.lines)
      try list?.write(Array(RedactionReport.map(run.vault).utf8))
      try folder.commit()
    } else {
      let file = try AtomicFile(path: output, overwrite: force)
      try run.write(to: file, escaping: TerminalText.lines)
      try list?.write(Array(RedactionReport.map(run.vault).utf8))
      try file.commit()
    }
    try list?.commit()
  }
}
