import Foundation

/// Writes a capture packet by packet: pcap with Ethernet, IPv4, UDP and TCP. Checksums are zero, which
/// tshark does not mind.
struct CaptureBuilder {
  static let device: [UInt8] = [192, 0, 2, 10]
  static let nameServer: [UInt8] = [192, 0, 2, 53]
  static let server: [UInt8] = [198, 51, 100, 7]
  /// 2026-11-24T10:00:00Z
  static let start: UInt32 = 1_795_514_400

  private var packets: [(time: UInt32, bytes: [UInt8])] = []
  private var sequence: [String: UInt32] = [:]

  static func word(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)] }
  static func long(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(value >> $0 & 0xFF) }
  }

  /// The file, with the magic of pcap in big-endian order.
  var pcap: [UInt8] {
    var bytes: [UInt8] = [0xA1, 0xB2, 0xC3, 0xD4, 0, 2, 0, 4]
    bytes += [UInt8](repeating: 0, count: 8) + Self.long(65_535) + Self.long(1)
    for packet in packets {
      let size = UInt32(packet.bytes.count)
      bytes += Self.long(packet.time) + Self.long(0) + Self.long(size) + Self.long(size)
      bytes += packet.bytes
    }
    return bytes
  }

  /// The same packets as pcapng: a section, an interface, and an enhanced packet for each.
  var pcapng: [UInt8] {
    func block(_ type: UInt32, _ body: [UInt8]) -> [UInt8] {
      let padded = body + [UInt8](repeating: 0, count: (4 - body.count % 4) % 4)
      let size = Self.long(UInt32(padded.count + 12))
      return Self.long(type) + size + padded + size
    }
    var bytes = block(
      0x0A0D_0D0A,
      [0x1A, 0x2B, 0x3C, 0x4D, 0, 1, 0, 0] + [UInt8](repeating: 0xFF, count: 8))
    bytes += block(1, [0, 1, 0, 0] + Self.long(65_535))
    for packet in packets {
      let time = UInt64(packet.time) * 1_000_000
      let size = Self.long(UInt32(packet.bytes.count))
      bytes += block(
        6,
        Self.long(0) + Self.long(UInt32(time >> 32)) + Self.long(UInt32(time & 0xFFFF_FFFF)) + size
          + size + packet.bytes)
    }
    return bytes
  }

  private mutating func ip(
    _ from: [UInt8], _ to: [UInt8], _ transport: UInt8, _ body: [UInt8]
  ) {
    var bytes: [UInt8] = [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0]
    bytes +=
      [0x45, 0] + Self.word(20 + body.count) + [0, 1, 0, 0, 64, transport, 0, 0] + from + to
    packets.append((Self.start + UInt32(packets.count), bytes + body))
  }

  // Names.

  private static func question(_ name: String) -> [UInt8] {
    name.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [
      0, 0, 1, 0, 1,
    ]
  }

  mutating func query(_ name: String, id: Int = 7) {
    let dns = Self.word(id) + [1, 0, 0, 1, 0, 0, 0, 0, 0, 0] + Self.question(name)
    udp(Self.device, Self.nameServer, 40_000, 53, dns)
  }

  mutating func answer(_ name: String, id: Int = 7, code: UInt8 = 0, address: [UInt8]?) {
    var dns = Self.word(id) + [0x81, 0x80 | code, 0, 1, 0, address == nil ? 0 : 1, 0, 0, 0, 0]
    dns += Self.question(name)
    if let address { dns += [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4] + address }
    udp(Self.nameServer, Self.device, 53, 40_000, dns)
  }

  private mutating func udp(
    _ from: [UInt8], _ to: [UInt8], _ source: Int, _ target: Int, _ body: [UInt8]
  ) {
    ip(
      from, to, 17,
      Self.word(source) + Self.word(target) + Self.word(8 + body.count) + [0, 0] + body)
  }

  // Connections.

  /// A segment of the connection from the device's port to the server's.
  mutating func segment(
    fromServer: Bool = false, port: Int = 443, flags: UInt8, _ body: [UInt8] = [],
    devicePort: Int = 50_001
  ) {
    func key(_ isServer: Bool) -> String { "\(devicePort) \(port) \(isServer)" }
    let own = sequence[key(fromServer), default: 1000]
    let other = sequence[key(!fromServer), default: 1000]
    sequence[key(fromServer)] = own &+ UInt32(body.count) &+ (flags & 2 == 0 ? 0 : 1)
    let ports =
      fromServer ? Self.word(port) + Self.word(devicePort) : Self.word(devicePort) + Self.word(port)
    let segment =
      ports + Self.long(own) + Self.long(flags & 16 == 0 ? 0 : other)
      + [0x50, flags] + Self.word(8192) + [0, 0, 0, 0] + body
    ip(
      fromServer ? Self.server : Self.device, fromServer ? Self.device : Self.server, 6, segment)
  }

  mutating func open(port: Int = 443) {
    segment(port: port, flags: 2)
    segment(fromServer: true, port: port, flags: 18)
    segment(port: port, flags: 16)
  }

  // TLS.

  private static func record(_ type: UInt8, _ body: [UInt8]) -> [UInt8] {
    [type, 3, 3] + word(body.count) + body
  }
  private static func handshake(_ type: UInt8, _ body: [UInt8]) -> [UInt8] {
    record(22, [type, 0] + word(body.count) + body)
  }

  mutating func clientHello(_ name: String) {
    let server = Array(name.utf8)
    let list = [0] + Self.word(server.count) + server
    let sni = [0, 0] + Self.word(list.count + 2) + Self.word(list.count) + list
    let body =
      [3, 3] + [UInt8](repeating: 9, count: 32) + [0, 0, 2, 0xC0, 0x2F, 1, 0]
      + Self.word(sni.count) + sni
    segment(flags: 24, Self.handshake(1, body))
  }

  mutating func certificate(_ der: [UInt8]) {
    let hello = [3, 3] + [UInt8](repeating: 8, count: 32) + [0, 0xC0, 0x2F, 0, 0, 0]
    let entry = [0] + Self.word(der.count) + der
    let list = [0] + Self.word(entry.count) + entry
    segment(fromServer: true, flags: 24, Self.handshake(2, hello) + Self.handshake(11, list))
  }

  mutating func alert(_ code: UInt8, fromServer: Bool) {
    segment(fromServer: fromServer, flags: 24, Self.record(21, [2, code]))
  }

  // Proxies.

  mutating func connect(_ target: String, status: String) {
    open(port: 3128)
    segment(
      port: 3128, flags: 24, Array("CONNECT \(target) HTTP/1.1\r\nHost: \(target)\r\n\r\n".utf8))
    segment(
      fromServer: true, port: 3128, flags: 24,
      Array("HTTP/1.1 \(status)\r\nContent-Length: 0\r\n\r\n".utf8))
  }
}

/// A certificate that says who it is and nothing more; its key and signature are none.
enum CertificateBuilder {
  static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    content.count < 128
      ? [tag, UInt8(content.count)] + content
      : [tag, 0x82] + CaptureBuilder.word(content.count) + content
  }

  static func name(_ common: String, _ organisation: String) -> [UInt8] {
    func part(_ type: UInt8, _ text: String) -> [UInt8] {
      element(
        0x31,
        element(
          0x30, element(0x06, [0x55, 0x04, type]) + element(0x0C, Array(text.utf8))))
    }
    return element(0x30, part(10, organisation) + part(3, common))
  }

  static func certificate(
    subject: [UInt8], issuer: [UInt8], from: String = "260101000000Z", to: String = "270101000000Z"
  ) -> [UInt8] {
    let algorithm = element(
      0x30, element(0x06, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 11]) + element(0x05, []))
    let key = element(
      0x30,
      element(
        0x30, element(0x06, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1]) + element(0x05, []))
        + element(0x03, [0] + element(0x30, element(0x02, [5]) + element(0x02, [3]))))
    let body =
      element(0xA0, element(0x02, [2])) + element(0x02, [1]) + algorithm + issuer
      + element(0x30, element(0x17, Array(from.utf8)) + element(0x17, Array(to.utf8)))
      + subject + key
    return element(0x30, element(0x30, body) + algorithm + element(0x03, [0, 1, 2, 3]))
  }
}
