public import DeviceOutput

/// What was asked of a plan, as typed. Nothing of it has been checked.
public struct PlanRequest: Sendable, Hashable {
  /// What may be kept out of usage reports.
  public enum Privacy: String, Sendable, Hashable, CaseIterable {
    /// Host name and version.
    case all
    /// The host name.
    case hostname
    /// The software version.
    case version
  }

  /// The way to report.
  public var topology: ReportingTopology
  /// `--source-interface`.
  public var sourceInterface: String?
  /// `--trustpoint`.
  public var trustpoint: String?
  /// `--vrf`.
  public var vrf: String?
  /// `--proxy-address`.
  public var proxyAddress: String?
  /// `--proxy-port`.
  public var proxyPort: String?
  /// `--proxy-login`: the proxy asks for a login.
  public var proxyHasLogin = false
  /// `--url`.
  public var url: String?
  /// `--server`.
  public var server: String?
  /// `--tenant`.
  public var tenant: String?
  /// `--name-server`.
  public var nameServers: [String] = []
  /// `--ntp-server`.
  public var timeServers: [String] = []
  /// `--privacy`.
  public var privacy: [Privacy] = []
  /// `--release`.
  public var release: String?
  /// `--pid`.
  public var pid: String?
  /// True when a token was given; the token itself never comes here.
  public var hasToken = false
  /// True when a user name or a password was given; neither comes here.
  public var hasCredentials = false

  /// Creates a request without options.
  public init(_ topology: ReportingTopology) { self.topology = topology }
}

/// The values of a plan, each of a shape that a line of configuration can hold.
public struct PlanValues: Sendable, Hashable {
  /// The interface that connections leave by.
  public internal(set) var sourceInterface: String?
  /// The trustpoint of the HTTP client.
  public internal(set) var trustpoint: String?
  /// The VRF of the source interface.
  public internal(set) var vrf: String?
  /// The proxy.
  public internal(set) var proxyAddress: String?
  /// Its port.
  public internal(set) var proxyPort: Int?
  /// The server of CSLU or On-Prem.
  public internal(set) var url: LicenseServerURL?
  /// Addresses of name servers.
  public internal(set) var nameServers: [String] = []
  /// Names or addresses of time servers.
  public internal(set) var timeServers: [String] = []
  /// What is kept out of reports.
  public internal(set) var privacy: [PlanRequest.Privacy] = []
  /// The release of the device.
  public internal(set) var release: IOSRelease?
  /// The product id of the device.
  public internal(set) var pid: String?

  init() {}

  /// What the device is; nil when nobody said it.
  var model: DeviceModel? { pid.map { DeviceModel($0) } }
  /// How such a device takes commands.
  package var dialect: CommandDialect { CommandDialect(model?.system) }
}
