import DeviceOutput
import LicenseFiles

/// Says what the packets of a capture mean.
enum CaptureReading {
  struct Sighting {
    let sign: CaptureSign
    let evidence: DiagnosisEvidence
    var detail: String?
  }

  /// The name that devices report to. Its addresses change, so none is written down.
  static let receiver = "smartreceiver.cisco.com"

  static func sightings(_ facts: CaptureFacts) -> [Sighting] {
    guard facts.unread == nil else { return [] }
    let found =
      names(facts) + connections(facts) + alerts(facts) + certificates(facts) + proxies(facts)
    guard found.isEmpty else { return found }
    return [
      Sighting(
        sign: .nothingSent,
        evidence: DiagnosisEvidence(
          location: SourceLocation(file: facts.file),
          quote: "no frame passes the display filters", time: nil))
    ]
  }

  private static func sighting(
    _ sign: CaptureSign, _ facts: CaptureFacts, _ place: CapturedPlace, _ quote: String,
    _ detail: String? = nil
  ) -> Sighting {
    let seconds = place.time.isFinite ? Int64(place.time.rounded(.down).clampedToInt64) : 0
    return Sighting(
      sign: sign,
      evidence: DiagnosisEvidence(
        location: SourceLocation(file: facts.file, line: nil), quote: quote,
        time: DeviceTime(CaptureTime.text(seconds))),
      detail: (detail.map { $0 + "; " } ?? "") + "frame \(place.frame)")
  }

  private static func names(_ facts: CaptureFacts) -> [Sighting] {
    facts.names.map { name in
      let quote = "DNS query for \(name.name) to \(name.server)"
      switch name.code {
      case nil: return sighting(.dnsUnanswered, facts, name.place, quote)
      case 0?:
        return name.addresses.isEmpty
          ? sighting(.dnsRefused, facts, name.place, quote, "an answer without an address")
          : sighting(.dnsAnswered, facts, name.place, quote, name.addresses.joined(separator: ", "))
      case let code?:
        return sighting(
          .dnsRefused, facts, name.place, quote,
          code == 3 ? "there is no such name (NXDOMAIN)" : "error code \(code)")
      }
    }
  }

  private static func connections(_ facts: CaptureFacts) -> [Sighting] {
    facts.connections.map { connection in
      let quote = "TCP \(connection.client) to \(connection.server)"
      if !connection.isOpened {
        if let sender = connection.resetBy {
          return sighting(.connectionReset, facts, connection.place, quote, "RST by \(sender)")
        }
        return sighting(
          .connectionUnanswered, facts, connection.place, quote,
          "\(connection.attempts) SYN, no answer")
      }
      return sighting(.connectionOpened, facts, connection.place, quote)
    }
  }

  private static func alerts(_ facts: CaptureFacts) -> [Sighting] {
    facts.alerts.filter { $0.code != 0 }.map { alert in
      let sign: CaptureSign =
        alert.isFromServer
        ? (alert.code == 48 ? .alertUnknownAuthority : .alertFromServer) : .alertFromDevice
      return sighting(
        sign, facts, alert.place, "TLS alert \(alert.name) from \(alert.sender)")
    }
  }

  /// Names of issuers that may stand above Cisco's servers. From memory: unverified.
  private static let expectedIssuers = ["cisco", "hydrantid", "identrust", "digicert", "quovadis"]

  private static func certificates(_ facts: CaptureFacts) -> [Sighting] {
    facts.certificates.flatMap { certificate in
      let quote =
        "certificate of \(certificate.server)"
        + (certificate.serverName.map { " for \($0)" } ?? "")
      let names = "subject \(certificate.subject), issuer \(certificate.issuer)"
      var found: [Sighting] = []
      let time = Int64(certificate.place.time.clampedToInt64)
      if let end = certificate.notAfter, end < time {
        found.append(sighting(.certificateExpired, facts, certificate.place, quote, names))
      } else if let start = certificate.notBefore, start > time {
        found.append(sighting(.certificateExpired, facts, certificate.place, quote, names))
      }
      let isCisco =
        certificate.serverName?.lowercased().hasSuffix("cisco.com") ?? false
      let issuer = certificate.issuer.lowercased()
      if isCisco, !expectedIssuers.contains(where: { issuer.contains($0) }) {
        found.append(sighting(.foreignIssuer, facts, certificate.place, quote, names))
      } else if found.isEmpty {
        found.append(sighting(.certificateSeen, facts, certificate.place, quote, names))
      }
      return found
    }
  }

  private static func proxies(_ facts: CaptureFacts) -> [Sighting] {
    facts.proxies.map { answer in
      let quote = "CONNECT \(answer.target) through \(answer.proxy): \(answer.status)"
      let sign: CaptureSign =
        switch answer.status {
        case 407: .proxyAuthentication
        case 200..<300: .proxyOpened
        default: .proxyRefused
        }
      return sighting(sign, facts, answer.place, quote)
    }
  }
}

extension Double {
  /// The nearest value that fits into 64 bits.
  fileprivate var clampedToInt64: Double { isNaN ? 0 : Swift.min(Swift.max(self, -9e15), 9e15) }
}

/// Writes the time of a packet as a device would print it, in UTC.
enum CaptureTime {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  static func text(_ seconds: Int64) -> String {
    let text = TimeText.iso8601(seconds)
    let parts = text.split { "-T:Z".contains($0) }
    guard parts.count == 6, let month = Int(parts[1]), (1...12).contains(month) else { return text }
    return "\(months[month - 1]) \(parts[2]) \(parts[3]):\(parts[4]):\(parts[5]) \(parts[0]) UTC"
  }
}
