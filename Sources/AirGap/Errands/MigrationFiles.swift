import Assessment
import DeviceOutput
import LicenseFiles

/// Reads the files that are given as evidence.
enum MigrationFiles {
  /// Reads each of them.
  ///
  /// - Parameters:
  ///   - members: the devices that the migration is about; of output of several devices theirs is
  ///     taken.
  ///   - at: when they were made, for those without a date; epoch seconds UTC.
  ///   - now: the current time, epoch seconds UTC.
  /// - Throws: ``ErrandError/Code/unreadable``.
  static func read(
    _ arguments: [String], members: Set<UDI>, at: Int64?, now: Int64
  ) throws(ErrandError) -> [MigrationEvidence] {
    var found: [MigrationEvidence] = []
    for input in try InputWalker.inputs(arguments) {
      found += try read(input, members: members, at: at, now: now)
    }
    return found
  }

  private static func read(
    _ input: Input, members: Set<UDI>, at: Int64?, now: Int64
  ) throws(ErrandError) -> [MigrationEvidence] {
    var found: [MigrationEvidence] = []
    var redacted: String?
    var name = input.name
    var fold = MigrationDocumentFold(name, now: now)
    var output: DeviceReading?
    try ErrandError.reading(
      try input.eachDocument(
        hashing: true,
        begin: {
          name = $0
          fold = MigrationDocumentFold($0, now: now)
          output = nil
        },
        item: { fold.take($0) },
        deviceOutput: { output = DeviceOutputReader.read(name: name, bytes: $0) },
        end: { outline in
          if outline.form.wrappings.contains(.redacted) { redacted = name }
          guard let sha256 = outline.sha256 else { return }
          found.append(
            MigrationEvidence(
              name: name, sha256: sha256.description,
              content: output.map { content($0, members) } ?? fold.end(outline), at: at))
        }))
    if let redacted { throw DeviceFiles.redactedCopy(redacted) }
    // A document without a word of usage or of the portal may stand in what a device printed.
    guard input.archive == nil, input.name != "-", output == nil,
      found.allSatisfy({ $0.content == .other })
    else { return found }
    let source = try DeviceFiles.source(of: input, isEvidence: true)
    return [
      MigrationEvidence(
        name: source.name, sha256: source.sha256.description,
        content: content(source.reading, members), at: at)
    ]
  }

  /// Output of the devices that are meant; of another one when there is none of them.
  private static func content(
    _ reading: DeviceReading, _ members: Set<UDI>
  ) -> MigrationEvidence.Content {
    guard reading.isDeviceOutput else { return .other }
    let devices = reading.devices.filter { device in
      device.observations.contains { $0.content != .other }
    }
    let own = devices.filter { !$0.udis.isDisjoint(with: members) }
    let chosen = own.isEmpty ? Array(devices.prefix(1)) : own
    guard !chosen.isEmpty else { return .other }
    return .output(DeviceSnapshot(observations: chosen.flatMap(\.observations)))
  }
}

extension SiteSession {
  /// True when one of the files does not say when it was made.
  ///
  /// - Throws: ``ErrandError/Code/unreadable``.
  public func lacksDate(_ files: [String]) throws(ErrandError) -> Bool {
    try MigrationFiles.read(files, members: [], at: nil, now: now).contains { $0.moment == nil }
  }
}
