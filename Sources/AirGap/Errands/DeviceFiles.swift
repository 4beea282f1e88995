import Assessment
public import DeviceOutput
public import LicenseFiles

/// Files with device output.
public enum DeviceFiles {
  /// The most bytes of one file; a `show tech` is far smaller.
  static let largest = 256 << 20

  /// One file, its hash and what was read in it.
  public struct Source: Sendable {
    /// As the user named it, or as it was found.
    public let name: String
    /// False for a file that was found in a folder.
    public let isNamed: Bool
    /// Of its bytes, gzip undone.
    public let sha256: SHA256Digest
    /// The number of its bytes, gzip undone.
    let byteCount: Int
    /// What was read in it.
    let reading: DeviceReading

    /// - Parameter bytes: nil for what is known to be no output of a device.
    fileprivate init(_ name: String, _ bytes: [UInt8]?, isNamed: Bool) {
      self.name = name
      self.isNamed = isNamed
      sha256 = SHA256Digest(hashing: bytes ?? [])
      byteCount = bytes?.count ?? 0
      let work = bytes == nil ? nil : WorkMeter.current?.begin(.judging, name, total: nil)
      defer { work?.end() }
      reading =
        bytes.map { DeviceOutputReader.read(name: name, bytes: $0) } ?? DeviceReading.joined([])
    }
  }

  /// Reads each of them by itself.
  ///
  /// - Parameters:
  ///   - arguments: files, folders, patterns, `-`.
  ///   - isEvidence: refuses a redacted copy, which may be looked at and proves nothing.
  /// - Throws: ``ErrandError/Code/unreadable`` when one that was named cannot be read.
  public static func sources(
    _ arguments: [String], isEvidence: Bool
  ) throws(ErrandError) -> [Source] {
    var sources: [Source] = []
    var held = HeldOutputs()
    func take(_ source: Source) throws(ErrandError) {
      if let fault = held.fault(adding: source.reading, of: source.name) { throw fault }
      sources.append(source)
    }
    for input in try InputWalker.inputs(arguments) {
      guard input.archive != nil else {
        try take(try source(of: input, isEvidence: isEvidence))
        continue
      }
      var redacted: String?
      var found: [Source] = []
      try members(of: input) { name, output in
        if isEvidence, let output, RedactionMark.begins(output) { redacted = name }
        found.append(Source(name, output, isNamed: false))
      }
      if let redacted { throw redactedCopy(redacted) }
      if !found.contains(where: \.reading.isDeviceOutput) {
        found.append(Source(input.name, nil, isNamed: input.isExplicit))
      }
      for source in found { try take(source) }
    }
    return sources
  }

  /// Gives each document of an archive: its name, and its bytes where a device printed it.
  ///
  /// - Throws: ``ErrandError/Code/unreadable`` when the archive is damaged.
  static func members(
    of archive: Input, _ take: (_ name: String, _ output: [UInt8]?) -> Void
  ) throws(ErrandError) {
    var name = ""
    var output: [UInt8]?
    var damage: String?
    try ErrandError.reading(
      try archive.eachDocument(
        begin: {
          name = $0
          output = nil
        },
        item: {
          if name == archive.name, case .finding(let finding) = $0 { damage = finding.message }
        },
        deviceOutput: { output = $0 },
        end: { _ in if name != archive.name { take(name, output) } }))
    if let damage { throw ErrandError(.unreadable, "\(archive.name): \(damage)") }
  }

  /// Reads one file.
  ///
  /// - Parameters:
  ///   - input: the file.
  ///   - isEvidence: refuses a redacted copy.
  /// - Throws: ``ErrandError/Code/unreadable``.
  static func source(of input: Input, isEvidence: Bool) throws(ErrandError) -> Source {
    let bytes = try bytes(of: input)
    if isEvidence, RedactionMark.begins(bytes) { throw redactedCopy(input.name) }
    return Source(input.name, bytes, isNamed: input.isExplicit)
  }

  /// A redacted copy was given as evidence.
  static func redactedCopy(_ name: String) -> ErrandError {
    ErrandError(.unreadable, "\(name): it is a redacted copy, which proves nothing about a device")
  }

  /// The bytes of one.
  ///
  /// - Throws: ``ErrandError/Code/unreadable``.
  static func bytes(of input: Input) throws(ErrandError) -> [UInt8] {
    try ErrandError.reading(try input.allBytes(limit: largest))
  }
}

extension DeviceFiles {
  /// What devices printed in several files, so that one in several of them is one.
  public struct Evidence: Sendable {
    /// The files that hold output of devices, in their order.
    let sources: [Source]
    /// The devices.
    public let devices: [DeviceSnapshot]
    /// True when a file that was named holds no output of a device.
    public let isUnfit: Bool
  }

  /// Reads files together. What holds no output of a device is told.
  ///
  /// - Parameters:
  ///   - arguments: files, folders, patterns, `-`.
  ///   - isEvidence: refuses a redacted copy, which may be looked at and proves nothing.
  ///   - tell: hears of files without output of a device.
  /// - Throws: ``ErrandError/Code/unreadable`` when one that was named cannot be read.
  public static func evidence(
    _ arguments: [String], isEvidence: Bool, _ tell: Notice.Teller
  ) throws(ErrandError) -> Evidence {
    let sources = try sources(arguments, isEvidence: isEvidence)
    let others = sources.filter { !$0.reading.isDeviceOutput }
    for source in others {
      tell(
        source.isNamed
          ? .error("\(source.name): it is not device output")
          : .hint("\(source.name): not device output, skipped"))
    }
    let devices = sources.devices
    devices.tellTwoHosts(tell)
    return Evidence(
      sources: sources.filter(\.reading.isDeviceOutput), devices: devices,
      isUnfit: others.contains(where: \.isNamed))
  }
}

extension [DeviceFiles.Source] {
  /// The devices whose output stands in these files, one in several of them once.
  public var devices: [DeviceSnapshot] {
    DeviceReading.joined(map(\.reading).filter(\.isDeviceOutput)).devices
  }
}

extension [DeviceSnapshot] {
  /// Warns of each UDI that several host names have.
  func tellTwoHosts(_ tell: Notice.Teller) {
    for finding in DeviceFindings.twoHosts(self) {
      tell(.warning("\(finding.id): \(finding.message); \(finding.remedy)"))
    }
  }
}

extension DeviceSnapshot {
  /// The files that its outputs stand in, in the order in which these were given.
  func names(in evidence: DeviceFiles.Evidence) -> String {
    let own = Set(observations.map(\.location.file))
    return evidence.sources.map(\.name).filter(own.contains).joined(separator: ", ")
  }

  /// Says before a record where no time tells which output is the newest.
  func tellOrder(_ names: String, _ tell: Notice.Teller) {
    guard !isOrderKnown else { return }
    tell(
      .hint("\(names): no time shows which output is the newest: the order of the files decided"))
  }
}

extension InputWalker {
  /// What the arguments name, all of it.
  ///
  /// - Throws: ``ErrandError/Code/unreadable`` when something is missing.
  static func inputs(_ arguments: [String]) throws(ErrandError) -> [Input] {
    let walker = InputWalker(arguments)
    guard walker.missing.isEmpty else { throw ErrandError(walker.missing) }
    return walker.inputs
  }
}
