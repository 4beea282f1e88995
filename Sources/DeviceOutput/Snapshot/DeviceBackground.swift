public import LicenseFiles

/// What a site knows of a device. It stands in for what the outputs do not say, and for nothing else.
public struct DeviceBackground: Sendable, Hashable {
  /// A part that can be taken from it.
  public enum Part: String, Sendable, Hashable, CaseIterable {
    case udi
    case hostName = "host_name"
    case release = "software_version"
  }

  /// Where it stands, for the places of the values.
  public let source: String
  /// The UDI.
  public let udi: UDI
  /// The host name.
  public let hostName: String?
  /// The release, as last seen.
  public let release: IOSRelease?

  /// Creates what is known.
  public init(source: String, udi: UDI, hostName: String?, release: IOSRelease?) {
    self.source = source
    self.udi = udi
    self.hostName = hostName
    self.release = release
  }
}

extension DeviceSnapshot {
  /// The same device with what a site knows of it.
  public func knowing(_ background: DeviceBackground) -> DeviceSnapshot {
    var snapshot = self
    snapshot.background = background
    return snapshot
  }

  /// What was taken from the site, because no output says it.
  public var partsFromBackground: [DeviceBackground.Part] {
    guard let source = background?.source else { return [] }
    return DeviceBackground.Part.allCases.filter { part in
      switch part {
      case .udi: udi.latest?.location.file == source
      case .hostName: hostName.latest?.location.file == source
      case .release: release.latest?.location.file == source
      }
    }
  }

  /// What was printed, else what the site knows.
  func filled<Value>(
    _ printed: Series<Value>, _ known: (DeviceBackground) -> Value?
  ) -> Series<Value> {
    guard printed.all.isEmpty, let background, let value = known(background) else { return printed }
    return Series(
      all: [Observed(value, at: SourceLocation(file: background.source), command: nil)])
  }
}
