package import Assessment
package import LicenseFiles

/// Reads the documents that the arguments name, one after the other, and says what could not be read.
package struct InputReading {
  private let walker: InputWalker
  private let tell: Notice.Teller
  private let isVerbose: Bool
  /// What the user named, or what was found in a folder, and could not be read.
  package private(set) var unread: [String] = []
  /// True when something could not be read.
  package var failed: Bool { !unread.isEmpty }

  /// Finds what is to be read.
  ///
  /// - Parameters:
  ///   - arguments: files, folders, patterns, `-`.
  ///   - isVerbose: tell of each file that is skipped.
  ///   - output: where the result will be written.
  ///   - tell: hears what could not be read, and what was skipped.
  /// - Throws: ``ErrandError/Code/usage`` when the result would be written over one of the inputs.
  package init(
    _ arguments: [String], isVerbose: Bool = false, writingTo output: String? = nil,
    _ tell: @escaping Notice.Teller
  ) throws(ErrandError) {
    try self.init(InputRequest(arguments, isVerbose: isVerbose, output: output), tell)
  }

  /// Finds what is to be read.
  ///
  /// - Throws: ``ErrandError/Code/usage`` when the result would be written over one of the inputs.
  public init(_ request: InputRequest, _ tell: @escaping Notice.Teller) throws(ErrandError) {
    walker = try InputWalker.found(request, tell)
    self.tell = tell
    isVerbose = request.isVerbose
    unread = walker.missing.map(\.file)
    if walker.inputs.isEmpty, walker.missing.isEmpty {
      tell(.warning("there is nothing to read in \(request.files.joined(separator: ", "))"))
    }
  }

  /// The files that the user named one by one.
  var explicitFiles: Set<String> {
    Set(walker.inputs.filter { $0.isExplicit && $0.archive == nil }.map(\.name))
  }

  /// Reads every document in order.
  ///
  /// - Parameters:
  ///   - showsOthers: also tell of files in folders and archives that hold nothing of Smart
  ///     Licensing; otherwise they are listed and skipped.
  ///   - hashing: sets `sha256` of the outlines.
  ///   - holding: called before the first document of media, a bag or an archive, and with nil
  ///     after the last one. What it takes to know of it is read twice, so nil asks for nothing.
  ///     Unless others are shown, the lists and forms of media and bags are left to `verifyMedia`.
  ///   - begin: called with the name of each document before what is in it.
  ///   - item: takes what is in a document, piece by piece.
  ///   - output: takes the outline of a file that holds what a device printed; without it such a file
  ///     is none of Smart Licensing.
  ///   - deviceOutput: takes the name and the bytes of what a device printed, before its end.
  ///   - end: takes the outline of each document.
  package mutating func each(
    showsOthers: Bool = false, hashing: Bool = false, holding: ((Holding?) -> Void)? = nil,
    output: ((DocumentOutline) -> Void)? = nil,
    begin: (String) -> Void, item: (DocumentItem) -> Void,
    deviceOutput: ((String, [UInt8]) -> Void)? = nil, end: (DocumentOutline) -> Void
  ) {
    var place: String?
    var current: Holding?
    var others = SkippedFiles(isVerbose: isVerbose)
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
          passedOver: { if isVerbose { tell(.hint("\($0): skipped")) } },
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
              others.add(name, tell)
              return
            }
            if !hasBegun { begin(name) }
            if let other { item(other) }
            end($0)
          })
      } catch {
        // Found in a folder, it may be the very file that matters: it counts like one that was named.
        tell(.error(error.description))
        unread.append(input.name)
      }
    }
    if place != nil { holding?(nil) }
    others.end(tell)
  }
}

/// Files of folders and archives that hold nothing of Smart Licensing. Unless everything is to be told, many
/// share one line.
private struct SkippedFiles {
  let isVerbose: Bool
  private var names: [String] = []
  private var count = 0

  init(isVerbose: Bool) { self.isVerbose = isVerbose }

  private static let mostNamed = 3

  mutating func add(_ name: String, _ tell: Notice.Teller) {
    if isVerbose { return tell(.hint("\(name): not a Smart Licensing file, skipped")) }
    count += 1
    if names.count < Self.mostNamed { names.append(name) }
  }

  func end(_ tell: Notice.Teller) {
    if count <= Self.mostNamed {
      for name in names { tell(.hint("\(name): not a Smart Licensing file, skipped")) }
    } else {
      tell(
        .hint(
          "\(names.joined(separator: ", ")) and \(count - names.count) more: "
            + "not Smart Licensing files, skipped (--verbose lists each)"))
    }
  }
}

extension InputWalker {
  /// Finds what is to be read, and says what of it cannot be had and what was skipped.
  ///
  /// - Throws: ``ErrandError/Code/usage`` when the result would be written over one of the inputs.
  static func found(
    _ request: InputRequest, _ tell: Notice.Teller
  ) throws(ErrandError) -> InputWalker {
    let walker = InputWalker(request.files)
    for error in walker.missing { tell(.error(error.description)) }
    walker.tellSkipped(isVerbose: request.isVerbose, tell)
    try FileIdentity.refuseToReplace(walker.inputs.map(\.name), with: request.output)
    return walker
  }

  /// Says what was skipped in folders, debris of operating systems and links: by name when
  /// asked, else how many.
  func tellSkipped(isVerbose: Bool, _ tell: Notice.Teller) {
    if isVerbose {
      for path in skipped { tell(.hint("\(path): skipped")) }
    } else if let first = skipped.first {
      let more = skipped.count > 1 ? " and \(skipped.count - 1) more" : ""
      tell(.hint("\(first)\(more): skipped (--verbose lists each)"))
    }
  }
}

extension FileIdentity {
  /// A usage file may be the only copy, so no result ever takes its place, by whatever name.
  ///
  /// - Throws: ``ErrandError/Code/usage`` when the output is one of the inputs.
  public static func refuseToReplace(
    _ inputs: [String], with output: String?
  ) throws(ErrandError) {
    guard let output, let place = FileIdentity(output) else { return }
    for input in inputs where FileIdentity(input) == place {
      throw ErrandError(
        .usage, "\(output) is one of the inputs: name another file with --output")
    }
  }
}
