import Assessment

/// The packets of a capture, kind by kind, as `tshark` lists their fields.
final class CapturePackets {
  private let path: String
  private(set) var isCut = false
  private(set) var isTruncated = false

  private static let head = [
    "frame.number", "frame.time_epoch", "ip.src", "ipv6.src", "ip.dst", "ipv6.dst",
  ]

  init(_ path: String) { self.path = path }

  /// A packet: its place, who sent it, to whom, and its other fields.
  private struct Packet {
    let place: CapturedPlace
    let source: String
    let target: String
    let fields: [String]
  }

  private func packets(
    _ filter: String, _ fields: [String]
  ) async throws(CaptureError) -> [Packet] {
    let (rows, isTruncated) = try await Tshark.fields(path, filter: filter, Self.head + fields)
    self.isTruncated = self.isTruncated || isTruncated
    if rows.count >= Tshark.packetLimit { isCut = true }
    return rows.compactMap { row in
      guard row.count == Self.head.count + fields.count, let frame = Int(row[0]),
        let time = Double(row[1]), time.isFinite
      else { return nil }
      func first(_ names: [String]) -> String {
        // A packet inside a packet has several addresses; the outer ones stand first.
        names.lazy.compactMap { $0.split(separator: ",").first }.first.map(String.init) ?? "?"
      }
      return Packet(
        place: CapturedPlace(frame: frame, time: time), source: first([row[2], row[3]]),
        target: first([row[4], row[5]]), fields: Array(row.dropFirst(Self.head.count)))
    }
  }

  /// Queries with their answers, by transaction.
  func names() async throws(CaptureError) -> [CapturedName] {
    let found = try await packets(
      CaptureGuide.steps[0].filter,
      ["dns.id", "dns.flags.response", "dns.qry.name", "dns.flags.rcode", "dns.a", "dns.aaaa"])
    var names: [CapturedName] = []
    var waiting: [String: Int] = [:]
    for packet in found {
      let isAnswer = ["1", "True"].contains(packet.fields[1])
      let client = isAnswer ? packet.target : packet.source
      let server = isAnswer ? packet.source : packet.target
      let key = "\(client) \(server) \(packet.fields[0]) \(packet.fields[2])"
      if !isAnswer {
        if waiting[key] == nil {
          waiting[key] = names.count
          names.append(
            CapturedName(place: packet.place, name: packet.fields[2], server: server))
        }
        continue
      }
      let index = waiting[key] ?? names.count
      if index == names.count {
        names.append(CapturedName(place: packet.place, name: packet.fields[2], server: server))
      }
      names[index].code = Int(packet.fields[3]) ?? 0
      names[index].addresses = packet.fields[4...5].flatMap { $0.split(separator: ",") }
        .map(String.init)
    }
    return names
  }

  /// Connections by their stream.
  func connections() async throws(CaptureError) -> [CapturedConnection] {
    let found = try await packets(
      CaptureGuide.steps[1].filter,
      [
        "tcp.stream", "tcp.srcport", "tcp.dstport", "tcp.flags.syn", "tcp.flags.ack",
        "tcp.flags.reset",
      ])
    var connections: [CapturedConnection] = []
    var streams: [String: Int] = [:]
    for packet in found {
      let flags = packet.fields[3...5].map { ["1", "True"].contains($0) }
      let stream = packet.fields[0]
      if flags[0], !flags[1] {
        if let index = streams[stream] {
          connections[index].attempts += 1
        } else {
          streams[stream] = connections.count
          connections.append(
            CapturedConnection(
              place: packet.place, client: packet.source,
              server: "\(packet.target):\(packet.fields[2])"))
        }
      } else if let index = streams[stream] {
        if flags[0], flags[1] { connections[index].isOpened = true }
        if flags[2] { connections[index].resetBy = connections[index].resetBy ?? packet.source }
      }
    }
    return connections
  }

  /// Alerts that are not encrypted.
  func alerts(clients: Set<String>) async throws(CaptureError) -> [CapturedAlert] {
    let found = try await packets(
      CaptureGuide.steps[2].filter,
      ["tcp.srcport", "tcp.dstport", "tls.alert_message.desc"])
    return found.compactMap { packet in
      guard let code = packet.fields[2].split(separator: ",").first.flatMap({ Int($0) }) else {
        return nil
      }
      let isServerPort = Int(packet.fields[0]).map(CaptureGuide.ports.contains) ?? false
      let isClientPort = Int(packet.fields[1]).map(CaptureGuide.ports.contains) ?? false
      let isFromServer =
        isServerPort == isClientPort ? !clients.contains(packet.source) : isServerPort
      return CapturedAlert(
        place: packet.place, sender: packet.source, isFromServer: isFromServer, code: code)
    }
  }

  /// The first certificate of each handshake, with the name that was asked for.
  func certificates() async throws(CaptureError) -> [CapturedCertificate] {
    let found = try await packets(
      CaptureGuide.steps[3].filter,
      [
        "tcp.stream", "tcp.srcport", "tls.handshake.extensions_server_name",
        "tls.handshake.certificate",
      ])
    var asked: [String: String] = [:]
    var certificates: [CapturedCertificate] = []
    for packet in found {
      if !packet.fields[2].isEmpty { asked[packet.fields[0]] = packet.fields[2] }
      guard let first = packet.fields[3].split(separator: ",").first,
        let certificate = CertificateNames(hexadecimal: first)
      else { continue }
      // The client's own certificate has the same form.
      guard Int(packet.fields[1]).map({ $0 < 49_152 }) ?? false else { continue }
      certificates.append(
        CapturedCertificate(
          place: packet.place, server: "\(packet.source):\(packet.fields[1])",
          serverName: asked[packet.fields[0]], subject: certificate.subject,
          issuer: certificate.issuer, notBefore: certificate.notBefore,
          notAfter: certificate.notAfter))
    }
    return certificates
  }

  /// CONNECT requests and the first answer to each.
  func proxies() async throws(CaptureError) -> [CapturedProxyAnswer] {
    let found = try await packets(
      CaptureGuide.steps[4].filter,
      ["tcp.stream", "http.request.method", "http.request.uri", "http.response.code"])
    var targets: [String: String] = [:]
    var answers: [CapturedProxyAnswer] = []
    for packet in found {
      let stream = packet.fields[0]
      if packet.fields[1] == "CONNECT" {
        targets[stream] = packet.fields[2]
      } else if let target = targets[stream], let status = Int(packet.fields[3]) {
        targets[stream] = nil
        answers.append(
          CapturedProxyAnswer(
            place: packet.place, proxy: packet.source, target: target, status: status))
      }
    }
    return answers
  }
}
