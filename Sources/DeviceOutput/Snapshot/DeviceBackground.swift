public import LicenseFiles

/// What a site, or another file, says of a device. It stands in for what the outputs do not say, and for nothing else.
public struct DeviceBackground: Sendable, Hashable {
  /// A part that can be taken from it.
  public enum Part: String, Sendable, Hashable, CaseIterable {
    case udi
    case hostName = "host_name"
    case release = "software_version"
    case lastAck = "last_ack_received"
    case deadline = "next_ack_deadline"
  }

  /// Where it stands, for the places of the values.
  public let source: String
  /// True where that is another file; false where it is a site.
  public let isFile: Bool
  /// The UDI.
  public let udi: UDI
  /// The host name.
  public let hostName: String?
  /// The release, as last seen.
  public let release: IOSRelease?

  /// What it knows of the last ACK, where that is newer than the outputs, or these do not say it.
  public var reporting: Reporting?

  /// The last ACK and what belongs to it.
  public struct Reporting: Sendable, Hashable {
    /// `Last ACK received` as the device printed it.
    public let lastAck: String
    /// `Next ACK deadline` as the device printed it.
    public let deadline: String?
    /// True where outputs say it differently, and are older.
    public let isNewer: Bool
    /// When the import of an ACK for usage was proved, epoch seconds UTC; nil when it was not.
    public let provedAt: Int64?

    /// Creates what is known.
    public init(lastAck: String, deadline: String?, isNewer: Bool, provedAt: Int64?) {
      self.lastAck = lastAck
      self.deadline = deadline
      self.isNewer = isNewer
      self.provedAt = provedAt
    }
  }

  /// Creates what is known.
  public init(
    source: String, isFile: Bool = false, udi: UDI, hostName: String?, release: IOSRelease?
  ) {
    self.source = source
    self.isFile = isFile
    self.udi = udi
    self.hostName = hostName
    self.release = release
  }
}

/// Outputs of several files, each under the name that all of them together give its device.
public struct NamedOutputs: Sendable {
  private let devices: [DeviceSnapshot]
  private let places: [SourceLocation: Int]

  /// Reads them together.
  public init(_ readings: [DeviceReading]) {
    devices = DeviceReading.joined(readings).devices
    places = Dictionary(
      devices.enumerated().flatMap { index, device in
        device.observations.map { ($0.location, index) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The device of one file, with the UDI and the host name that another one shows.
  public func named(_ device: DeviceSnapshot) -> DeviceSnapshot {
    guard let place = device.observations.first?.location, let index = places[place] else {
      return device
    }
    let whole = devices[index]
    var named = device.placed(like: whole)
    named.namesakes = whole.namesakes
    named.otherHosts = whole.otherHosts
    let (udi, host) = (device.udi.latest, device.hostName.latest)
    guard let whose = whole.udi.latest, udi == nil || host == nil else { return named }
    let shown = udi == nil ? whose.location : whole.hostName.latest?.location
    guard let source = shown?.file else { return named }
    return named.knowing(
      DeviceBackground(
        source: source, isFile: true, udi: udi?.value ?? whose.value,
        hostName: host?.value ?? whole.hostName.latest?.value, release: nil))
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
      case .lastAck: lastAck.latest?.location.file == source
      case .deadline: nextAckDeadline.latest?.location.file == source
      }
    }
  }

  /// What was printed, else what the site knows; after what was printed, where the site's is newer.
  func filled<Value>(
    _ printed: Series<Value>, _ known: (DeviceBackground) -> Value?
  ) -> Series<Value> {
    guard let background, printed.all.isEmpty || background.reporting?.isNewer == true,
      let value = known(background)
    else { return printed }
    let place = SourceLocation(file: background.source)
    return Series(all: printed.all + [Observed(value, at: place, command: nil)])
  }

  /// A time of the site, which has the text of the device.
  func time(_ text: String?) -> DeviceTime?? {
    text.map { $0 == "<none>" ? DeviceTime?.none : DeviceTime($0, offsets: zoneOffsets) }
  }
}
