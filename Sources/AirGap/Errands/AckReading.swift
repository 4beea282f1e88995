import Assessment
import LicenseFiles

/// How files that show no device are matched to one, in a person's words.
public struct AckTies: Sendable, Hashable {
  /// The device of every file whose content names none.
  public var device: String?
  /// The file with a table of files and devices.
  public var map: String?
  /// Why several files may be matched at once by the names of their uploads.
  public var acceptNames: String?

  /// Creates them.
  public init(device: String? = nil, map: String? = nil, acceptNames: String? = nil) {
    self.device = device
    self.map = map
    self.acceptNames = acceptNames
  }

  /// What they mean to the matcher.
  ///
  /// - Parameters:
  ///   - known: the devices that may be meant.
  ///   - mustBeKnown: false when the device of every file may be a new one.
  ///   - tell: hears of devices that are not known.
  func choices(
    known: KnownDevices, mustBeKnown: Bool, new tell: ([UDI]) -> Void
  ) throws(ErrandError) -> AckChoices {
    var map: [String: UDI] = [:]
    if let path = self.map {
      let bytes = try ErrandError.reading(try Input.file(path).allBytes())
      do throws(LineFault) {
        let (table, new) = try AckDeviceMap.read(bytes, known: known)
        map = table
        if !new.isEmpty { tell(new.sorted()) }
      } catch {
        throw ErrandError(.unreadable, "\(path):\(error.line): \(error.reason)")
      }
    }
    var chosen: UDI?
    if let device, mustBeKnown {
      chosen = known.member(standingFor: device)?.udi
      if chosen == nil { chosen = try ErrandError.naming(try known.device(named: device)) }
    } else if let device {
      let (udi, isNew) = try ErrandError.naming(try known.deviceOrNew(named: device))
      chosen = udi
      if isNew { tell([udi]) }
    }
    return AckChoices(device: chosen, map: map, acceptNames: acceptNames)
  }
}

/// Reads what matching needs: the ACKs, and what is known of the exports.
struct AckReading {
  /// True when something that was named could not be read, or is not what it was named for.
  private(set) var failed = false
  /// Hears what could not be read.
  let tell: Notice.Teller
  let isVerbose: Bool
  /// Where the result will be written.
  let output: String?

  init(isVerbose: Bool, output: String?, _ tell: @escaping Notice.Teller) {
    self.isVerbose = isVerbose
    self.output = output
    self.tell = tell
  }

  /// What was exported, by usage files, media and evidence bags.
  ///
  /// - Parameter exports: what is known of it already.
  /// - Throws: ``ErrandError/Code/usage`` when the result would be written over one of the inputs.
  mutating func exports(
    _ arguments: [String], knowing exports: UsageExports = UsageExports()
  ) throws(ErrandError) -> UsageExports {
    guard !arguments.isEmpty else { return exports }
    var exports = exports
    var faults: [String] = []
    var reading = try InputReading(arguments, isVerbose: isVerbose, writingTo: output, tell)
    let explicit = reading.explicitFiles
    reading.each(
      begin: { exports.begin($0, isUpload: UploadNames.isUpload($0)) },
      item: { exports.take($0) },
      end: { outline in
        exports.end(outline)
        if !outline.isComplete {
          faults.append("\(outline.file): it could not be read to its end")
        } else if outline.kind != .usage {
          if explicit.contains(outline.file) {
            faults.append("\(outline.file): it holds no usage")
          } else {
            tell(.hint("\(outline.file): holds no usage, skipped"))
          }
        }
      })
    for fault in faults { tell(.error(fault)) }
    failed = failed || reading.failed || !faults.isEmpty
    return exports
  }

  /// What came back. Usage that lies in a folder or an archive beside it is skipped.
  ///
  /// - Throws: ``ErrandError/Code/usage`` when the result would be written over one of the inputs.
  mutating func contents(_ arguments: [String], now: Int64) throws(ErrandError) -> [AckContent] {
    let context = RuleContext(now: now, expected: .ack)
    var contents: [AckContent] = []
    var builder = AckContentBuilder("", context: context)
    var faults: [String] = []
    var reading = try InputReading(arguments, isVerbose: isVerbose, writingTo: output, tell)
    let explicit = reading.explicitFiles
    reading.each(
      hashing: true,
      begin: { builder = AckContentBuilder($0, context: context) },
      item: { builder.take($0) },
      end: { outline in
        let content = builder.end(outline)
        // Damage and usage are findings too; named alone, the file is not what is needed.
        if explicit.contains(outline.file) {
          if !outline.isComplete {
            faults.append("\(outline.file): it could not be read to its end")
          } else if !content.comesFromPortal {
            faults.append("\(outline.file): it holds nothing from the portal")
          }
        } else if !content.comesFromPortal, outline.isComplete {
          tell(.hint("\(outline.file): nothing from the portal, skipped"))
          return
        }
        contents.append(content)
      })
    for fault in faults { tell(.error(fault)) }
    failed = failed || reading.failed || !faults.isEmpty
    return contents
  }
}
