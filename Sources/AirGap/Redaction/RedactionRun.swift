import Assessment
import LicenseFiles

/// Makes the redacted copies of a set of files: looks what they are, collects what identifies in all
/// of them, then writes.
struct RedactionRun {
  private let inputs: [Input]
  /// Every document, in order.
  private(set) var documents: [RedactedDocument] = []
  /// The values of the run.
  let vault: IdentityVault

  /// Looks at the inputs.
  ///
  /// - Parameters:
  ///   - inputs: what is to be copied.
  ///   - key: makes the pseudonyms.
  ///   - readsAnyText: takes text that is not recognised for what a device printed.
  /// - Throws: `ReadingError` when the bytes of an input cannot be had.
  init(
    _ inputs: [Input], key: RedactionKey, readsAnyText: Bool = false
  ) throws(ReadingError) {
    vault = IdentityVault(key: key.bytes)
    var kept: [Input] = []
    // Everything is read three times: what comes through a pipe is held.
    for input in inputs { kept.append(try input.heldIfPiped()) }
    self.inputs = kept
    for input in kept {
      var found: [DocumentOutline] = []
      var damage: [String: String] = [:]
      try input.eachDocument(
        begin: { _ in },
        item: {
          if case .finding(let finding) = $0, finding.severity == .error {
            damage[finding.location.file] = damage[finding.location.file] ?? finding.message
          }
        },
        end: { found.append($0) })
      for outline in found {
        take(outline, damage[outline.file], input, readsAnyText)
      }
    }
  }

  private mutating func take(
    _ outline: DocumentOutline, _ damage: String?, _ input: Input, _ readsAnyText: Bool
  ) {
    var form: DocumentRedaction.Form?
    var refusal: String?
    switch outline.form.container {
    // A payload between other text of a terminal: all of it is what a device printed.
    case .jsonPayload where outline.form.wrappings.contains(.consoleText): form = .deviceOutput
    case .smartLicense, .bareReport, .barePolicy, .bareReservation, .restAnswer, .jsonReport,
      .jsonPayload:
      if outline.isComplete {
        form = .document
      } else {
        refusal = damage ?? "it could not be read to its end"
      }
    case .deviceOutput: form = .deviceOutput
    case .otherXML: refusal = "it is not a Smart Licensing file"
    case .unknown where readsAnyText && !outline.isComplete && outline.file != input.archiveName:
      form = .deviceOutput
    case .unknown: refusal = damage ?? "it is neither a Smart Licensing file nor output of a device"
    }
    var document = RedactedDocument(
      name: outline.file, isExplicit: input.isExplicit && input.archive == nil, kind: outline.kind,
      form: form, refusal: refusal, wrappings: outline.form.wrappings)
    if let form {
      let number = documents.count { $0.form != nil } + 1
      let kind = form == .deviceOutput ? DocumentKind.deviceOutput.rawValue : outline.kind.rawValue
      document.copy =
        zeroPadded(number, 3) + "-" + (kind == "unknown" ? "document" : kind)
        + (form == .document ? ".xml" : ".txt")
    }
    documents.append(document)
  }

  /// Reads everything and collects what identifies.
  ///
  /// - Throws: `ReadingError` when a file cannot be read, or holds more values than are kept.
  func collect() throws(ReadingError) {
    do throws(OutputError) {
      try each { document, form, source throws(OutputError) in
        try Self.redact(document, form, source, vault) { _ throws(OutputError) in }
      }
    } catch {
      throw ReadingError(file: "", reason: error.reason)
    }
    guard !vault.isFull else {
      throw ReadingError(file: "", reason: "the files hold too many different names and numbers")
    }
    vault.seal()
  }

  /// Writes the copies into a folder that is being built.
  ///
  /// - Parameters:
  ///   - folder: where they go.
  ///   - escaping: makes text of a device safe to look at; it gets whole lines. Documents are for
  ///     programs and are left as they are.
  /// - Throws: ``OutputError``.
  func write(
    to folder: AtomicFolder, escaping: @escaping ([UInt8]) -> [UInt8]
  ) throws(OutputError) {
    try each { document, form, source throws(OutputError) in
      try folder.writeFile(document.copy) { file throws(OutputError) in
        try Self.redact(document, form, source, vault) { piece throws(OutputError) in
          let piece = form == .deviceOutput ? escaping(piece) : piece
          try Self.give(piece) { bytes throws(OutputError) in try file.write(bytes) }
        }
      }
    }
  }

  /// Writes the only copy into a file that is being built.
  ///
  /// - Parameters:
  ///   - file: where it goes.
  ///   - escaping: as above.
  /// - Throws: ``OutputError``.
  func write(to file: AtomicFile, escaping: @escaping ([UInt8]) -> [UInt8])
    throws(OutputError)
  {
    try each { document, form, source throws(OutputError) in
      try Self.redact(document, form, source, vault) { piece throws(OutputError) in
        try file.write(form == .deviceOutput ? escaping(piece) : piece)
      }
    }
  }

  private static func give(
    _ piece: [UInt8], _ write: (UnsafeRawBufferPointer) throws(OutputError) -> Void
  ) throws(OutputError) {
    var failure: OutputError?
    piece.withUnsafeBytes { bytes in
      do throws(OutputError) { try write(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Gives the documents that are to be redacted with their bytes.
  private func each(
    _ body: (RedactedDocument, DocumentRedaction.Form, any ByteSource) throws(OutputError) -> Void
  ) throws(OutputError) {
    var rest = documents[...]
    var failure: OutputError?
    for input in inputs {
      do throws(ByteSourceError) {
        try input.eachSource { name, source throws(ByteSourceError) in
          guard let document = rest.popFirst(), document.name == name else {
            throw ByteSourceError("the files changed while they were read")
          }
          guard let form = document.form else { return }
          do throws(OutputError) { try body(document, form, source) } catch {
            failure = error
            throw ByteSourceError(error.reason)
          }
        }
      } catch {
        // A damaged archive was reported when it was looked at; its end is an entry of its own.
        if failure == nil, rest.first?.name == input.name, rest.first?.form == nil {
          rest.removeFirst()
          continue
        }
        throw failure ?? OutputError(.sourceFailed, "\(input.name): \(error.reason)")
      }
    }
  }

  private static func redact(
    _ document: RedactedDocument, _ form: DocumentRedaction.Form, _ source: any ByteSource,
    _ vault: IdentityVault,
    _ write: @escaping (_ piece: [UInt8]) throws(OutputError) -> Void
  ) throws(OutputError) {
    let receiver = Receiver()
    do throws(ByteSourceError) {
      try DocumentRedaction(vault).redact(source, as: form) { piece in
        do throws(OutputError) { try write(piece) } catch {
          receiver.failure = error
          return false
        }
        return true
      }
    } catch {
      throw OutputError(.sourceFailed, "\(document.name): \(error.reason)")
    }
    if let failure = receiver.failure { throw failure }
  }

  private final class Receiver {
    var failure: OutputError?
  }
}
