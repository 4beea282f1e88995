public import ArgumentParser
public import Assessment
import Presentation

extension ReportingTopology: ExpressibleByArgument {}
extension PlanRequest.Privacy: ExpressibleByArgument {}

/// The values of a plan.
struct PlanOptions: ParsableArguments {
  @Option(name: .long, help: "The interface that connections leave by, such as Vlan10.")
  var sourceInterface: String?
  @Option(name: .long, help: "The trustpoint with the device's certificate.")
  var trustpoint: String?
  @Option(name: .long, help: "The VRF of the source interface.")
  var vrf: String?
  @Option(name: .long, help: "The proxy, a name or an address.")
  var proxyAddress: String?
  @Option(name: .long, help: "The port of the proxy.")
  var proxyPort: String?
  @Flag(name: .long, help: "The proxy asks for a login.")
  var proxyLogin = false
  @Option(name: .long, help: "The URL of CSLU or On-Prem.")
  var url: String?
  @Option(name: .long, help: "The server of CSLU or On-Prem, instead of --url.")
  var server: String?
  @Option(name: .long, help: "The tenant of On-Prem, with --server.")
  var tenant: String?
  @Option(name: .long, help: "The address of a name server; may be repeated.")
  var nameServer: [String] = []
  @Option(name: .long, help: "A time server; may be repeated.")
  var ntpServer: [String] = []
  @Option(name: .long, help: "Keep hostname, version or all out of reports; may be repeated.")
  var privacy: [PlanRequest.Privacy] = []
  @Option(name: .long, help: "The release of the device, such as 17.12.4.")
  var release: String?
  @Option(name: .long, help: "The product id of the device, such as C9800-CL-K9.")
  var pid: String?

  // These are refused. They are known here so that nothing shows what was given.
  @Option(name: [.long, .customLong("idtoken")], help: .hidden)
  var token: String?
  @Option(name: [.long, .customLong("proxy-username")], help: .hidden)
  var proxyUser: String?
  @Option(name: .long, help: .hidden)
  var proxyPassword: String?

  func request(_ topology: ReportingTopology, hasMoreWords: Bool) -> PlanRequest {
    var request = PlanRequest(topology)
    request.sourceInterface = sourceInterface
    request.trustpoint = trustpoint
    request.vrf = vrf
    request.proxyAddress = proxyAddress
    request.proxyPort = proxyPort
    request.proxyHasLogin = proxyLogin
    request.url = url
    request.server = server
    request.tenant = tenant
    request.nameServers = nameServer
    request.timeServers = ntpServer
    request.privacy = privacy
    request.release = release
    request.pid = pid
    request.hasToken = token != nil || hasMoreWords
    request.hasCredentials = proxyUser != nil || proxyPassword != nil
    return request
  }
}
