public import Assessment
import DeviceOutput
import LicenseFiles

/// Shows what files are and what they hold.
public struct InspectFiles: Sendable {
  private let request: InputRequest

  /// - Parameter request: any files.
  public init(_ request: InputRequest) { self.request = request }

  /// Reads the files.
  ///
  /// - Throws: ``ErrandError``. A file that cannot be read is not an error: the outcome tells.
  public func run(_ tell: @escaping Notice.Teller) throws(ErrandError) -> Inspection {
    var inspection = Inspection()
    var file = InspectedFile("")
    var reading = try InputReading(request, tell)
    reading.each(
      showsOthers: true,
      holding: { inspection.begin($0) },
      begin: { file = InspectedFile($0) },
      item: { file.add($0) },
      deviceOutput: { file.add(DeviceOutputReader.read(name: $0, bytes: $1)) },
      end: {
        file.end($0)
        inspection.add(file)
      })
    inspection.finish()
    inspection.isIncomplete = reading.failed
    return inspection
  }

  /// Reads the files for their skeletons: names and types, no values.
  ///
  /// - Throws: ``ErrandError``. A file that cannot be read is not an error: the outcome tells.
  public func shapes(_ tell: Notice.Teller) throws(ErrandError) -> ShapeOutcome {
    let walker = try InputWalker.found(request, tell)
    var outcome = ShapeOutcome(isIncomplete: !walker.missing.isEmpty)
    for (index, input) in walker.inputs.enumerated() {
      var member = 0
      do throws(ReadingError) {
        try input.eachShape { shape in
          member += 1
          outcome.entries.append(
            .init(file: index + 1, member: input.archive == nil ? nil : member, shape: shape))
        }
      } catch {
        tell(.error(error.description))
        if input.isExplicit { outcome.isIncomplete = true }
      }
    }
    return outcome
  }
}
