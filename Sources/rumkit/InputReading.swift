import AirGap
import LicenseFiles

/// Reads the documents that the arguments name, one after the other, and says what could not be read.
struct InputReading {
  private let walker: InputWalker
  private let console: Console
  private let isVerbose: Bool
  /// True when something that the user named could not be read.
  private(set) var failed = false

  /// - Throws: ``ExitStatus/usage`` when the result would be written over one of the inputs.
  init(
    _ arguments: [String], _ common: CommonOptions, writingTo output: OutputOptions
  ) throws(ExitStatus) {
    walker = InputWalker(arguments)
    console = common.console
    isVerbose = common.verbose
    for error in walker.missing {
      console.error(error.description)
      failed = true
    }
    if isVerbose {
      for path in walker.skipped { console.hint("\(path): passed over") }
    }
    if walker.inputs.isEmpty, walker.missing.isEmpty {
      console.warning("there is nothing to read in \(arguments.joined(separator: ", "))")
    }
    try console.refuseToReplace(walker.inputs.map(\.name), with: output.output)
  }

  /// The files that the user named one by one.
  var explicitFiles: Set<String> {
    Set(walker.inputs.filter { $0.isExplicit && $0.archive == nil }.map(\.name))
  }

  /// Reads every document in order.
  ///
  /// - Parameters:
  ///   - showsOthers: also tell of files in folders and archives that hold nothing of Smart Licensing;
  ///     otherwise they are listed and passed over.
  ///   - hashing: sets `sha256` of the outlines.
  mutating func each(
    showsOthers: Bool = false, hashing: Bool = false, begin: (String) -> Void,
    item: (DocumentItem) -> Void, end: (DocumentOutline) -> Void
  ) {
    for input in walker.inputs {
      let passesOver = !showsOthers && (!input.isExplicit || input.archive != nil)
      var name = ""
      var hasBegun = false
      var isOther = false
      do throws(ReadingError) {
        try input.eachDocument(
          hashing: hashing,
          begin: {
            name = $0
            hasBegun = false
            isOther = false
          },
          item: {
            if passesOver, case .finding(let finding) = $0,
              finding.id == FindingDescriptor.notALicenseFile.id
            {
              isOther = true
              return
            }
            if isOther { return }
            if !hasBegun { begin(name) }
            hasBegun = true
            item($0)
          },
          end: {
            if isOther {
              console.hint("\(name): no Smart Licensing file, passed over")
              return
            }
            if !hasBegun { begin(name) }
            end($0)
          })
      } catch {
        // What lies in a folder by chance is said, and does not fail the command.
        if input.isExplicit {
          console.error(error.description)
          failed = true
        } else {
          console.warning("\(error.description); passed over")
        }
      }
    }
  }
}

extension Console {
  /// A usage file may be the only copy, so no result ever takes its place, by whatever name.
  ///
  /// - Throws: ``ExitStatus/usage`` when the output is one of the inputs; the reason has been said.
  func refuseToReplace(_ inputs: [String], with output: String?) throws(ExitStatus) {
    guard let output, let place = FileIdentity(output) else { return }
    for input in inputs where FileIdentity(input) == place {
      error("\(output) is one of the inputs: name another file with --output")
      throw .usage
    }
  }
}
