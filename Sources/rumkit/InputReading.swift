import AirGap
import LicenseFiles

/// Reads the documents that the arguments name, one after the other, and says what could not be read.
struct InputReading {
  private let walker: InputWalker
  private let console: Console
  private let isVerbose: Bool
  /// What the user named and could not be read.
  private(set) var unread: [String] = []
  /// True when something that the user named could not be read.
  var failed: Bool { !unread.isEmpty }

  /// - Throws: ``ExitStatus/usage`` when the result would be written over one of the inputs.
  init(
    _ arguments: [String], _ common: CommonOptions, writingTo output: OutputOptions
  ) throws(ExitStatus) {
    walker = InputWalker(arguments)
    console = common.console
    isVerbose = common.verbose
    for error in walker.missing {
      console.error(error.description)
      unread.append(error.file)
    }
    console.tell(passedOver: walker.skipped, isVerbose: isVerbose)
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
  ///   - showsOthers: also tell of files in folders and archives that hold nothing of Smart
  ///     Licensing; otherwise they are listed and passed over.
  ///   - hashing: sets `sha256` of the outlines.
  ///   - holding: called before the first document of media, a bag or an archive, and with nil
  ///     behind the last one. What it takes to know of it is read twice, so nil asks for nothing.
  ///     Unless others are shown, the lists and forms of media and bags are left to `verifyMedia`.
  ///   - output: takes the outline of a file that holds what a device printed; without it such a file
  ///     is none of Smart Licensing.
  ///   - deviceOutput: takes the name and the bytes of what a device printed, before its end.
  mutating func each(
    showsOthers: Bool = false, hashing: Bool = false, holding: ((Holding?) -> Void)? = nil,
    output: ((DocumentOutline) -> Void)? = nil,
    begin: (String) -> Void, item: (DocumentItem) -> Void,
    deviceOutput: ((String, [UInt8]) -> Void)? = nil, end: (DocumentOutline) -> Void
  ) {
    var place: String?
    var current: Holding?
    for input in walker.inputs {
      if let holding {
        let next = input.found?.path ?? (input.archive == nil ? nil : input.name)
        if next != place {
          current = next == nil ? nil : input.holding
          holding(current)
        }
        place = next
      }
      let passesOver = !showsOthers && (!input.isExplicit || input.archive != nil)
      var name = ""
      var hasBegun = false
      var isOther = false
      var other: DocumentItem?
      var isPart = false
      do throws(ReadingError) {
        try input.eachDocument(
          hashing: hashing,
          passedOver: { if isVerbose { console.hint("\($0): passed over") } },
          begin: {
            name = $0
            hasBegun = false
            isOther = false
            other = nil
            isPart = !showsOthers && current?.holdsAsPart($0) ?? false
          },
          item: {
            if isPart { return }
            if passesOver || output != nil, case .finding(let finding) = $0,
              finding.id == FindingDescriptor.notALicenseFile.id
            {
              isOther = true
              other = $0
              return
            }
            if isOther { return }
            if !hasBegun { begin(name) }
            hasBegun = true
            item($0)
          },
          deviceOutput: deviceOutput.map { give in { give(name, $0) } },
          end: {
            if isPart { return }
            if isOther, let output, $0.kind == .deviceOutput { return output($0) }
            if isOther, passesOver {
              console.hint("\(name): no Smart Licensing file, passed over")
              return
            }
            if !hasBegun { begin(name) }
            if let other { item(other) }
            end($0)
          })
      } catch {
        // What lies in a folder by chance is said, and does not fail the command.
        if input.isExplicit {
          console.error(error.description)
          unread.append(input.name)
        } else {
          console.warning("\(error.description); passed over")
        }
      }
    }
    if place != nil { holding?(nil) }
  }
}

extension Console {
  /// Says what was passed over in folders, debris of operating systems and links: by name when
  /// asked, else how many.
  func tell(passedOver paths: [String], isVerbose: Bool) {
    if isVerbose {
      for path in paths { hint("\(path): passed over") }
    } else if let first = paths.first {
      let more = paths.count > 1 ? " and \(paths.count - 1) more" : ""
      hint("\(first)\(more): passed over (--verbose lists each)")
    }
  }

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
