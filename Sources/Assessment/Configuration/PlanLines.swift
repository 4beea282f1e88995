import DeviceOutput
import LicenseFiles

/// The lines of a plan, one list for each part of it. The check of a configuration takes its lines
/// from here too, so that both say the same.
///
/// Source: Cisco doc 217348 for the connections, Cisco doc 221758 for the air gap.
struct PlanLines {
  let topology: ReportingTopology
  let values: PlanValues

  // MARK: The configuration

  var configuration: [PlanLine] {
    var lines = way
    if topology != .csluInitiated { lines.append(transport) }
    lines += server + names + clock + privacy
    return lines
  }

  /// `ip http client`, which licensing uses, and which is not the `ip http server` of the web pages.
  private var way: [PlanLine] {
    guard topology.isBegunByDevice else { return [] }
    var lines: [PlanLine] = []
    if let interface = values.sourceInterface {
      lines.append(sourceInterface(interface))
    } else if topology != .cslu {
      lines.append(
        PlanLine(
          .open, "ip http client source-interface <interface>",
          note: "without it connections leave by the wireless management interface",
          .client))
    }
    if let trustpoint = values.trustpoint {
      lines.append(secureTrustpoint(trustpoint))
    } else if topology != .cslu {
      lines.append(
        PlanLine(
          .open, "ip http client secure-trustpoint <trustpoint>", note: Self.trustpointNote, .client
        ))
    }
    if let vrf = values.vrf {
      lines.append(
        PlanLine(
          .open, "license smart vrf \(vrf)",
          note: "newer releases show VRF under Transport in show license status; whether "
            + "yours has the line, the help of the device shows",
          .unverified("outputs show this setting, but no source has the line that sets it")))
    }
    return lines
  }

  func sourceInterface(_ name: String) -> PlanLine {
    PlanLine(.configuration, "ip http client source-interface \(name)", .client)
  }

  func secureTrustpoint(_ name: String) -> PlanLine {
    PlanLine(.configuration, "ip http client secure-trustpoint \(name)", .client)
  }

  static let trustpointNote =
    "see show crypto pki trustpoints: a self-signed one (TP-self-signed-...), or "
    + "CISCO_IDEVID_SUDI, which only 9800-80, 9800-40 and 9800-L have; it must not be expired"

  var transport: PlanLine {
    PlanLine(.configuration, "license smart transport \(topology.transport)", documented)
  }

  private var documented: Basis {
    switch topology {
    case .airGap: .offline
    case .direct: .direct
    case .proxy: .proxy
    case .cslu, .csluInitiated: .cslu
    case .onPrem: .onPrem
    }
  }

  private var server: [PlanLine] {
    switch topology {
    case .airGap, .csluInitiated: []
    case .direct: [standardURL]
    case .proxy: [standardURL] + proxy
    case .cslu: [csluURL]
    case .onPrem: [csluURL] + revocation
    }
  }

  var standardURL: PlanLine { PlanLine(.configuration, "license smart url default", documented) }

  var proxy: [PlanLine] { proxyAddress + proxyPort }

  var proxyAddress: [PlanLine] {
    [
      values.proxyAddress.map {
        PlanLine(.configuration, "license smart proxy address \($0)", .proxy)
      } ?? PlanLine(.open, "license smart proxy address <address>", .proxy)
    ]
  }

  var proxyPort: [PlanLine] {
    [
      values.proxyPort.map { PlanLine(.configuration, "license smart proxy port \($0)", .proxy) }
        ?? PlanLine(.open, "license smart proxy port <port>", .proxy)
    ]
  }

  var csluURL: PlanLine {
    if let url = values.url {
      return PlanLine(.configuration, "license smart url cslu \(url.text)", documented)
    }
    let text =
      topology == .onPrem
      ? "license smart url cslu http://<address>/cslu/v1/pi/<tenant>"
      : "license smart url cslu http://<address>:8182/cslu/v1/pi"
    return PlanLine(.open, text, documented)
  }

  /// On-Prem usually has a self-signed certificate, whose revocation cannot be checked.
  var revocation: [PlanLine] {
    [
      PlanLine(.configuration, "crypto pki trustpoint SLA-TrustPoint", .onPrem),
      PlanLine(
        .configuration, " revocation-check none",
        note: "without it: %PKI-3-CRL_FETCH_FAIL for trustpoint SLA-TrustPoint", .onPrem),
      PlanLine(
        .configuration, " exit", .inferred("the lines after it are not of the trustpoint")),
    ]
  }

  /// True where the device has to look a name up.
  var looksUpNames: Bool {
    switch topology {
    case .direct: true
    case .proxy: values.proxyAddress.map { !PlanValue.isAddress($0) } ?? true
    case .cslu, .onPrem: values.url.map { !PlanValue.isAddress($0.host) } ?? false
    case .airGap, .csluInitiated: false
    }
  }

  var names: [PlanLine] {
    if !values.nameServers.isEmpty { return values.nameServers.map(nameServer) }
    guard looksUpNames else { return [] }
    return [
      PlanLine(
        .open, "ip name-server <address>",
        note: "needed unless show running-config | include name-server shows one", .logs)
    ]
  }

  func nameServer(_ address: String) -> PlanLine {
    guard let vrf = values.vrf else {
      return PlanLine(.configuration, "ip name-server \(address)", .logs)
    }
    return PlanLine(
      .configuration, "ip name-server vrf \(vrf) \(address)",
      .inferred("the document shows the line without a VRF"))
  }

  var clock: [PlanLine] {
    values.timeServers.map {
      let vrf = values.vrf.map { "vrf \($0) " } ?? ""
      return PlanLine(
        .configuration, "ntp server \(vrf)\($0)",
        .inferred(
          "reports and ACKs carry the device's time, and trust needs a clock within an hour")
      )
    }
  }

  var privacy: [PlanLine] {
    let source =
      Basis.documented(title: "Cisco router command reference", section: "license smart privacy")
    if !values.privacy.isEmpty {
      return values.privacy.map {
        PlanLine(.configuration, "license smart privacy \($0.rawValue)", source)
      }
    }
    guard topology == .airGap else { return [] }
    return [
      PlanLine(
        .open, "license smart privacy hostname",
        note: "where host names may not leave (--privacy hostname)", source),
      PlanLine(
        .open, "license smart privacy version",
        note: "where versions may not leave (--privacy version)", source),
      PlanLine(.open, "license smart privacy all", note: "both (--privacy all)", source),
    ]
  }

  /// What was not given and the document configures.
  var leftOpen: [Finding] {
    guard topology == .direct || topology == .proxy || topology == .onPrem else { return [] }
    var options: [(String, String)] = []
    if values.sourceInterface == nil {
      options.append(("--source-interface", "ip http client source-interface"))
    }
    if values.trustpoint == nil {
      options.append(("--trustpoint", "ip http client secure-trustpoint"))
    }
    return options.map { option, line in
      FindingDescriptor.planLeftOpen.finding(
        at: SourceLocation(file: option), "\(line) is in the plan as a comment")
    }
  }
}
