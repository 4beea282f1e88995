import Assessment
import LicenseFiles

/// What media, a bag or an archive holds, counted while its members are read.
struct HeldFiles {
  let holding: Holding
  /// What it is; an archive is known for one of ACKs only when its members are.
  var kind: DocumentKind
  /// Its members by kind.
  private(set) var kinds: [DocumentKind: Int] = [:]
  /// The blocks of its members.
  var blocks: [BlockKind: Int] = [:]

  init(_ holding: Holding) {
    self.holding = holding
    kind = holding.kind
  }

  var isComplete: Bool { holding.isComplete }

  mutating func add(_ kind: DocumentKind) { kinds[kind, default: 0] += 1 }

  /// For a person, from the first line below the kind on.
  var lines: [(String, String)] {
    var lines = [
      ("layout", holding.layout.rawValue),
      ("holds", "\(counted(holding.fileCount, "file")), \(counted(holding.byteCount, "byte"))"),
    ]
    let known = kinds.filter { $0.key != .unknown }.sorted { $0.key.rawValue < $1.key.rawValue }
    if !known.isEmpty {
      lines.append(("", known.map { "\($0.key.rawValue) × \($0.value)" }.joined(separator: ", ")))
    }
    if let list = holding.hashList {
      lines.append(("hashes", "\(counted(holding.hashCount, "file")) in \(list)"))
    }
    if let sha256 = holding.sha256 {
      let what = holding.layout == .folder ? holding.hashList ?? "it" : "the archive"
      lines.append(("sha256", "\(sha256) of \(what)"))
    }
    return lines
  }

  /// The value of `holds`.
  func json(_ ackDevices: Set<UDI>) -> JSONText {
    .object([
      ("files", JSONText(holding.fileCount)),
      (
        "kinds",
        .object(
          kinds.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            ($0.key.rawValue, JSONText($0.value))
          })
      ),
      ("hashes_known", JSONText(holding.hashCount)),
      ("hash_list", JSONText(holding.hashList)),
      ("sha256", JSONText(holding.sha256?.description)),
      (
        "ack_devices",
        .array(
          ackDevices.sorted().map {
            .object([
              ("udi_pid", .string($0.pid)), ("udi_serial_number", .string($0.serial)),
            ])
          })
      ),
    ])
  }
}
