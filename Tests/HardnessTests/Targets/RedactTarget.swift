@testable import Assessment
@testable import LicenseFiles

extension FuzzTarget {
  /// Copies for sharing: what was planted is in none of them.
  static let redact = FuzzTarget(name: "redact") { bytes throws(Violation) in
    let text = TranscriptLines.utf8(bytes)
    guard !String(decoding: text, as: UTF8.self).lowercased().contains("pl4nt") else { return }
    let middle = bytes.dropFirst(bytes.count / 2).firstIndex(of: 0x0A).map { $0 + 1 }
    let planted =
      Array(bytes[..<(middle ?? 0)]) + Array(plants.utf8) + Array(bytes[(middle ?? 0)...])
    let copy = try redacted(planted, .deviceOutput)
    let again = try redacted(planted, .deviceOutput)
    try require(copy == again, "with the same key it is another copy")
    if let copy {
      let shown = String(decoding: copy, as: UTF8.self).lowercased()
      try require(!shown.contains("pl4nt"), "a planted secret is in the copy: \(leak(shown))")
    }
    if let document = try redacted(bytes, .document) {
      let read = try ReadDocument(document)
      try require(read.outline.isComplete, "the copy of a document is not a document")
      try require(read.outline.form.wrappings.contains(.redacted), "the copy does not say so")
    }
  }

  private static let plants = """
    username admin privilege 15 secret 9 $9$pl4nt-one
    enable password 7 0pl4nt-two
    snmp-server community pl4nt-three RO
     key-string 7 0pl4nt-four
    license smart trust idtoken pl4nt-five all force
    UDI: PID:C9800-CL-K9,SN:9ZZPL4NT6
    pl4nt-seven#show clock

    """

  private static func leak(_ text: String) -> String {
    let line = text.split(separator: "\n").first { $0.contains("pl4nt") } ?? ""
    return String(line.prefix(300)).debugDescription
  }

  /// The copy; nil where it is refused.
  private static func redacted(
    _ bytes: [UInt8], _ form: DocumentRedaction.Form
  ) throws(Violation) -> [UInt8]? {
    let vault = IdentityVault(key: Array("a key of the tests only".utf8))
    var copy: [UInt8] = []
    for isLast in [false, true] {
      if isLast {
        if vault.isFull { return nil }
        vault.seal()
      }
      let result = Collected()
      do throws(ByteSourceError) {
        try DocumentRedaction(vault).redact(MemorySource(bytes), as: form) {
          result.bytes += $0
          return true
        }
      } catch {
        return nil
      }
      copy = result.bytes
    }
    return copy
  }

  private final class Collected {
    var bytes: [UInt8] = []
  }
}
