public import Assessment

/// A packet capture: pcap or pcapng, recognised by its first bytes.
public enum CaptureFile {
  private static let magics: [[UInt8]] = [
    [0xA1, 0xB2, 0xC3, 0xD4], [0xD4, 0xC3, 0xB2, 0xA1], [0xA1, 0xB2, 0x3C, 0x4D],
    [0x4D, 0x3C, 0xB2, 0xA1], [0x0A, 0x0D, 0x0D, 0x0A],
  ]

  /// True when the first bytes are those of a capture.
  static func isCapture(_ bytes: some Sequence<UInt8>) -> Bool {
    let start = Array(bytes.prefix(4))
    return magics.contains(start)
  }

  /// Looks at the packets of a capture file with `tshark`.
  ///
  /// - Parameter path: the file; `tshark` reads it itself.
  /// - Throws: ``CaptureError`` when `tshark` is not there or cannot read it.
  public static func read(_ path: String) async throws(CaptureError) -> CaptureFacts {
    var facts = CaptureFacts(file: path)
    facts.filters = CaptureGuide.steps.map(\.filter)
    let packets = CapturePackets(path)
    facts.names = try await packets.names()
    facts.connections = try await packets.connections()
    let clients = Dictionary(
      facts.connections.map { ($0.client, $0.server) }, uniquingKeysWith: { first, _ in first })
    facts.alerts = try await packets.alerts(clients: Set(clients.keys))
    facts.certificates = try await packets.certificates()
    facts.proxies = try await packets.proxies()
    facts.isCut = packets.isCut
    facts.isTruncated = packets.isTruncated
    // Any bytes after the magic look like a capture that was cut off.
    if facts.isTruncated,
      try await Tshark.fields(path, filter: "frame.number == 1", ["frame.number"]).rows.isEmpty
    {
      throw CaptureError(.program, "it holds no whole packet")
    }
    return facts
  }
}
