import AirGap
import Assessment
import LicenseFiles

/// Reads what matching needs: the ACKs, and what is known of the exports. A site's ledger will begin
/// where ``exports(_:)`` begins.
struct AckReading {
  /// True when something that the user named could not be read, or is not what it was named for.
  private(set) var failed = false
  private let common: CommonOptions
  private let output: OutputOptions

  init(_ common: CommonOptions, _ output: OutputOptions) {
    self.common = common
    self.output = output
  }

  /// What was exported, by usage files, media and evidence bags.
  ///
  /// - Parameter exports: what is known of it already.
  /// - Throws: ``ExitStatus/usage`` when the result would be written over one of the inputs.
  mutating func exports(
    _ arguments: [String], knowing exports: UsageExports = UsageExports()
  ) throws(ExitStatus) -> UsageExports {
    guard !arguments.isEmpty else { return exports }
    var exports = exports
    var faults: [String] = []
    var reading = try InputReading(arguments, common, writingTo: output)
    let explicit = reading.explicitFiles
    let console = common.console
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
            console.hint("\(outline.file): holds no usage, passed over")
          }
        }
      })
    for fault in faults { console.error(fault) }
    failed = failed || reading.failed || !faults.isEmpty
    return exports
  }

  /// What came back. Usage that lies in a folder or an archive beside it is passed over.
  ///
  /// - Throws: ``ExitStatus/usage`` when the result would be written over one of the inputs.
  mutating func contents(
    _ arguments: [String], now: Int64
  ) throws(ExitStatus) -> [AckContent] {
    let context = RuleContext(now: now, expected: .ack)
    var contents: [AckContent] = []
    var builder = AckContentBuilder("", context: context)
    var faults: [String] = []
    var reading = try InputReading(arguments, common, writingTo: output)
    let explicit = reading.explicitFiles
    let console = common.console
    reading.each(
      hashing: true,
      begin: { builder = AckContentBuilder($0, context: context) },
      item: { builder.take($0) },
      end: { outline in
        let content = builder.end(outline)
        // Damage and usage are findings too; named alone, the file is not what the command needs.
        if explicit.contains(outline.file) {
          if !outline.isComplete {
            faults.append("\(outline.file): it could not be read to its end")
          } else if !content.comesFromPortal {
            faults.append("\(outline.file): it holds nothing from the portal")
          }
        } else if !content.comesFromPortal, outline.isComplete {
          console.hint("\(outline.file): nothing from the portal, passed over")
          return
        }
        contents.append(content)
      })
    for fault in faults { console.error(fault) }
    failed = failed || reading.failed || !faults.isEmpty
    return contents
  }

  /// A table of files and devices; which of them nobody knows has been said.
  ///
  /// - Throws: ``ExitStatus/unreadable`` when it cannot be used; the reason has been said.
  func deviceMap(_ path: String, known: KnownDevices) throws(ExitStatus) -> [String: UDI] {
    let bytes: [UInt8]
    do throws(ReadingError) {
      bytes = try Input.file(path).allBytes()
    } catch {
      common.console.error(error.description)
      throw .unreadable
    }
    do throws(TableError) {
      let (map, new) = try AckDeviceMap.read(bytes, known: known)
      common.console.tell(new: new.sorted())
      return map
    } catch {
      common.console.error("\(path):\(error.line): \(error.reason)")
      throw .unreadable
    }
  }
}
