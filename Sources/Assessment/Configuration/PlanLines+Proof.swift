import DeviceOutput
import LicenseFiles

// What is tested before, done afterwards, and printed by the device.
extension PlanLines {
  /// Where the tests connect to; nil for a proxy that is not known and where nothing is tested.
  private var target: (host: String, port: Int)? {
    switch topology {
    case .airGap: nil
    case .direct: (LicenseServerURL.receiver, 443)
    case .proxy: values.proxyAddress.flatMap { host in values.proxyPort.map { (host, $0) } }
    case .cslu, .onPrem: values.url.map { ($0.host, $0.effectivePort) }
    case .csluInitiated: nil
    }
  }

  var before: [PlanLine] {
    var lines: [PlanLine] = []
    if topology == .airGap {
      lines.append(
        PlanLine(
          .byHand, "show license status", expects: "Transport:",
          note: "keep it: it shows what the device did before", .offline))
    }
    if topology.isBegunByDevice, values.trustpoint == nil, topology != .cslu {
      lines.append(
        PlanLine(
          .byHand, "show crypto pki trustpoints", expects: "Trustpoint",
          note: Self.trustpointNote, .client))
    }
    if let (host, port) = target {
      lines.append(
        PlanLine(
          .byHand, "telnet \(host) \(port)\(values.vrf.map { " /vrf \($0)" } ?? "")",
          expects: "Open", note: telnetNote, telnetSource))
    }
    if topology == .csluInitiated {
      lines.append(
        PlanLine(
          .byHand, "ping \(vrfOfPing)\(values.url?.host ?? "<address of CSLU>")", expects: "!!!!!",
          note: "CSLU has to reach the device: test from the host of CSLU too",
          .inferred("the document asks for reachability and names no test")))
    }
    return lines
  }

  private var vrfOfPing: String { values.vrf.map { "vrf \($0) " } ?? "" }

  private var telnetNote: String {
    topology == .direct
      ? "ping is not a test: not every address of the receiver answers it, and an answer proves nothing"
      : "the port has to be open from this device"
  }

  private var telnetSource: Basis {
    if values.vrf != nil { return .inferred("the document tests without a VRF") }
    return topology == .direct
      ? .reachability : .inferred("the document's test of the receiver, to this server")
  }

  var after: [PlanLine] {
    var lines: [PlanLine] = []
    if configuration.contains(where: { $0.kind == .configuration }) {
      lines += values.dialect.typed(["write memory"]).map { PlanLine(.exec, $0, documentedWrite) }
    }
    if topology.needsToken {
      lines += [
        PlanLine(
          .exec, "terminal monitor", note: "the log then shows on this terminal", .direct),
        PlanLine(
          .byHand, "license smart trust idtoken <token> all force",
          expects: "%SMART_LIC-6-TRUST_INSTALL_SUCCESS",
          note: "type it with the token of the portal; never keep a token in a file", .direct),
      ]
    }
    if topology == .onPrem || topology == .cslu {
      lines.append(
        PlanLine(.exec, "terminal monitor", note: "the log then shows on this terminal", .onPrem))
      lines.append(
        PlanLine(
          .exec, "license smart sync all", note: "connects now instead of at the next report time",
          .documented(title: "Cisco doc 221701", section: "synchronize")))
    }
    return lines
  }

  private var documentedWrite: Basis { topology == .airGap ? .offline : .direct }

  var proof: [PlanLine] {
    var lines: [PlanLine] = []
    let type =
      switch topology {
      case .airGap: "Type: Transport Off"
      case .direct, .proxy: "Type: Smart"
      case .cslu, .csluInitiated, .onPrem: "Type: cslu"
      }
    lines.append(
      PlanLine(
        .byHand, "show license status", expects: type, note: statusNote,
        topology == .airGap
          ? .observed(sample: "a device in an air gap") : .doc217348("show commands")))
    switch topology {
    case .airGap:
      lines.append(
        PlanLine(
          .byHand, "show license summary", expects: "IN USE",
          note: "then carry the usage: rumkit ritual leads through it", .offline))
    case .direct, .proxy, .cslu, .onPrem:
      lines.append(
        PlanLine(
          .byHand, "show license history message", expects: "RESPONSE:",
          note:
            "a REQUEST and a RESPONSE with text after it; nothing after RESPONSE is not an answer",
          .doc217348("show license history message")))
    case .csluInitiated: break
    }
    return lines
  }

  private var statusNote: String? {
    if topology.needsToken {
      return "and Trust Code Installed: with a time"
    }
    return topology == .airGap ? nil : "a trust code is not needed"
  }

  var signs: [PlanSign] {
    switch topology {
    case .airGap:
      [
        PlanSign(
          true, "no further %SMART_LIC-3-COMM_FAILED", "the device no longer looks for a server",
          .inferred("a device that was never set to off logs them")),
        PlanSign(
          false,
          "%SMART_LIC-3-COMM_FAILED: Communications failure with the Cisco Smart License "
            + "Utility (CSLU)",
          "transport is not off; set it to off, and open nothing",
          .inferred(
            "public logs of devices without a network; the remedy follows from the message")),
      ]
    case .direct, .proxy: trustSigns
    case .cslu, .csluInitiated: [restored] + csluFailures
    case .onPrem:
      [
        restored,
        PlanSign(
          false, "%PKI-3-CRL_FETCH_FAIL: CRL fetch for trustpoint SLA-TrustPoint failed",
          "revocation-check none is missing under crypto pki trustpoint SLA-TrustPoint", .onPrem),
        PlanSign(
          false, "%SMART_LIC-4-REPORTING_NOT_SUPPORTED",
          "On-Prem is too old: it needs 8-202102 or newer", .onPrem),
      ] + csluFailures
    }
  }

  private var restored: PlanSign {
    PlanSign(
      true,
      "%SMART_LIC-5-COMM_RESTORED: Communications with Cisco Smart License Utility (CSLU) "
        + "restored",
      "the connection works again after a failure", .observed(sample: "a public device log"))
  }

  private var csluFailures: [PlanSign] {
    [
      PlanSign(
        false,
        "%SMART_LIC-3-COMM_FAILED: Communications failure with the Cisco Smart License "
          + "Utility (CSLU) : Unable to resolve server hostname/domain name",
        "the name of the server is not found: give its address, or a name server",
        .observed(sample: "isr1100-17.6.4-console-boot"))
    ]
  }

  private var trustSigns: [PlanSign] {
    [
      PlanSign(
        true,
        "%CRYPTO_ENGINE-5-KEY_DELETED and KEY_ADDITION of SLA-KeyPair, then "
          + "%PKI-6-CONFIGAUTOSAVE",
        "a normal part of establishing trust", .logs),
      PlanSign(
        true,
        "%SMART_LIC-6-TRUST_INSTALL_SUCCESS: A new licensing trust code was successfully "
          + "installed",
        "trust is established", .logs),
      PlanSign(
        false,
        "%SMART_LIC-3-COMM_FAILED: ... (CSSM) : Unable to resolve server hostname/domain name",
        "no name server, or one that does not answer: ip name-server", .logs),
      PlanSign(
        false, "%SMART_LIC-3-COMM_FAILED: ... (CSSM) : No detailed information given",
        "names are resolved, but no connection gets out: look at the firewall, and test with telnet",
        .logs),
      PlanSign(
        false, "%SMART_LIC-3-TRUST_CODE_INSTALL_FAILED",
        "a trust code is there already (force replaces it), or the device's clock is wrong",
        .catalyst9400("p. 190")),
    ]
  }

  var remarks: [PlanSign] {
    var remarks: [PlanSign] = []
    func add(_ text: String, _ source: Basis) {
      remarks.append(PlanSign(true, text, "", source))
    }
    if values.model?.isWirelessController != false {
      add(
        "a 9800 counts and reports every 8 hours; the reporting interval that can be configured "
          + "has no effect", .doc217348("Reporting interval"))
    }
    if values.model?.isVirtualController == true,
      values.release?.isAtLeast(17, 7, 1) != false
    {
      add(
        "a 9800-CL has to have an ACK from 17.7.1 on: the plan is done when Last ACK received "
          + "shows a time", .doc217348("introduction"))
    }
    switch topology {
    case .airGap:
      add(
        "after license smart factory reset wait one hour before licensing the device again",
        .doc217348("Factory reset"))
    case .direct:
      add(
        "allow \(LicenseServerURL.receiver) port 443 by its name: its addresses change, and a "
          + "firewall that decrypts TLS breaks the connection", .reachability)
    case .proxy:
      add(
        "a proxy that asks for a login is not supported as of 17.9.2; CSLU supports such proxies",
        .proxy)
      add("a proxy that decrypts TLS breaks the connection", .client)
    case .cslu:
      add("CSLU itself is installed and configured on its host first", .cslu)
      add(ServerOffline.cslu, ServerOffline.csluBasis)
    case .csluInitiated:
      add("the device needs no license line: CSLU only has to reach it", .cslu)
      add(
        "CSLU logs in to the device by NETCONF, RESTCONF or REST, which the configuration guide "
          + "of the device sets up; cslu is the transport unless another is configured",
        .documented(title: "Cisco task documentation of CSLU", section: ""))
      add(ServerOffline.cslu, ServerOffline.csluBasis)
    case .onPrem:
      add(
        "On-Prem has to be 8-202102 or newer; take the exact URL from its web interface: Smart "
          + "Licensing > Inventory > the Virtual Account > General", .onPrem)
      add("no trust token is needed", .onPrem)
      add(ServerOffline.onPrem, ServerOffline.onPremBasis)
    }
    return remarks
  }
}
