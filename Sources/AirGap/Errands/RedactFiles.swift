public import Assessment
import Foundation
import LicenseFiles

/// Makes copies that can be shared.
public struct RedactFiles {
  private let files: [String]
  private let isVerbose: Bool
  /// Where the copy goes: a file for one file, otherwise a folder that does not exist yet.
  private let output: String
  /// The file with the secret that pseudonyms are made from; nil for a secret of this run alone.
  public var key: String?
  /// Where the originals are listed with their pseudonyms; nil for nowhere.
  public var map: String?
  /// Takes text that is not recognised for what a device printed.
  public var readsAnyText = false
  /// Replaces the files that are there.
  public var overwrites = false

  /// How text is laid down, by whoever words it.
  public struct Wording {
    /// Makes text of a device safe to look at; it gets whole lines.
    var escaping: ([UInt8]) -> [UInt8]
    /// The list of originals and pseudonyms.
    public var map: (IdentityVault) -> String

    /// Creates a wording.
    public init(
      escaping: @escaping ([UInt8]) -> [UInt8], map: @escaping (IdentityVault) -> String
    ) {
      self.escaping = escaping
      self.map = map
    }
  }

  /// - Parameters:
  ///   - files: what is to be copied.
  ///   - isVerbose: tell of each file that is skipped.
  ///   - output: where the copy goes.
  public init(_ files: [String], isVerbose: Bool = false, output: String) {
    self.files = files
    self.isVerbose = isVerbose
    self.output = output
  }

  /// Makes the copies, whole or not at all.
  ///
  /// - Throws: ``ErrandError``: something cannot be read or must not be copied, or the places do not
  ///   fit.
  public func run(_ wording: Wording, _ tell: Notice.Teller) throws(ErrandError) -> RedactionOutcome
  {
    let walker = InputWalker(files)
    guard walker.missing.isEmpty else { throw ErrandError(walker.missing) }
    walker.tellSkipped(isVerbose: isVerbose, tell)
    let isFolder =
      walker.inputs.count != 1
      || walker.inputs.contains { !$0.isExplicit || $0.archive != nil }
    try refuseBadPlaces(walker.inputs.map(\.name), isFolder)
    let run = try prepared(walker.inputs, try secret(tell), tell)
    do throws(OutputError) {
      try write(run, isFolder, wording)
    } catch {
      if error == OutputError(.sourceFailed, "") {
        throw ErrandError(.unreadable, "\(error.reason); nothing was written")
      }
      throw ErrandError(error, isForced: overwrites)
    }
    return RedactionOutcome(run.documents, run.vault, isFolder: isFolder)
  }

  private func secret(_ tell: Notice.Teller) throws(ErrandError) -> RedactionKey {
    guard let key else { return .random() }
    do throws(OutputError) {
      let secret = try RedactionKey.file(key)
      if secret.isShared {
        tell(.warning("other users can read \(key): make it private with chmod 600"))
      }
      if secret.isNew {
        tell(.hint("\(key) was made: keep it to get the same pseudonyms the next time"))
      }
      return secret
    } catch {
      throw ErrandError(.failed, error.reason)
    }
  }

  /// The map and the key hold what the copy hides.
  private func refuseBadPlaces(_ names: [String], _ isFolder: Bool) throws(ErrandError) {
    for path in [output, map] { try FileIdentity.refuseToReplace(names, with: path) }
    let place = Self.place(output)
    for (option, path) in [("--map", map), ("--key", key)] {
      guard let path else { continue }
      let other = Self.place(path)
      if other == place || other.hasPrefix(place + "/") {
        throw ErrandError(
          .usage, "\(option) \(path) would be among the files that are shared: name another place")
      }
    }
    if let map, let key, Self.place(map) == Self.place(key) {
      throw ErrandError(.usage, "--map and --key name the same file")
    }
    if isFolder, FileIdentity(output) != nil {
      throw ErrandError(.usage, "\(output) exists already: name a folder that does not")
    }
  }

  private static func place(_ path: String) -> String {
    PathText.resolved(path).path
  }

  /// Says what is not redacted. A file of an unknown kind is never copied.
  private func isFit(_ documents: [RedactedDocument], _ tell: Notice.Teller) -> Bool {
    var isRefused = false
    for document in documents {
      guard let reason = document.refusal else {
        if document.form == .document, document.wrappings.contains(.consoleText) {
          tell(.hint("\(document.name): the terminal text around the document is left out"))
        }
        continue
      }
      if document.isExplicit {
        tell(.error("\(document.name): \(reason)"))
        tell(
          .hint(
            "if a device printed it, add --as-device-output; rumkit inspect --shape shows its "
              + "skeleton, without any value"))
        isRefused = true
      } else {
        tell(.warning("\(document.name): \(reason); skipped"))
      }
    }
    if !isRefused, !documents.contains(where: { $0.form != nil }) {
      tell(.error("there is nothing to redact in \(files.joined(separator: ", "))"))
      isRefused = true
    }
    return !isRefused
  }

  private func prepared(
    _ inputs: [Input], _ secret: RedactionKey, _ tell: Notice.Teller
  ) throws(ErrandError) -> RedactionRun {
    let run: RedactionRun
    do throws(ReadingError) {
      run = try RedactionRun(inputs, key: secret, readsAnyText: readsAnyText)
    } catch {
      throw Self.nothingWritten(error)
    }
    guard isFit(run.documents, tell) else { throw Self.nothingWritten(nil) }
    do throws(ReadingError) {
      try run.collect()
    } catch {
      throw Self.nothingWritten(error)
    }
    return run
  }

  private static func nothingWritten(_ error: ReadingError?) -> ErrandError {
    let reason = error.map { $0.file.isEmpty ? $0.reason : $0.description }
    return ErrandError(.unreadable, [reason].compactMap(\.self), hint: "nothing was written")
  }

  private func write(
    _ run: RedactionRun, _ isFolder: Bool, _ wording: Wording
  ) throws(OutputError) {
    let list = try map.map { path throws(OutputError) in
      try AtomicFile(path: path, overwrite: overwrites, mode: 0o600)
    }
    if isFolder {
      let folder = try AtomicFolder(path: output)
      try run.write(to: folder, escaping: wording.escaping)
      try list?.write(Array(wording.map(run.vault).utf8))
      try folder.commit()
    } else {
      let file = try AtomicFile(path: output, overwrite: overwrites)
      try run.write(to: file, escaping: wording.escaping)
      try list?.write(Array(wording.map(run.vault).utf8))
      try file.commit()
    }
    try list?.commit()
  }
}

extension ErrandError {
  /// A result could not be written.
  ///
  /// - Parameter isForced: true when what stands there may be replaced.
  init(_ error: OutputError, isForced: Bool) {
    let isInTheWay = error == OutputError(.exists, "") && !isForced
    self.init(
      isInTheWay || error == OutputError(.folder, "") ? .usage : .failed, error.reason,
      hint: isInTheWay ? "give --force to replace it" : nil)
  }
}
