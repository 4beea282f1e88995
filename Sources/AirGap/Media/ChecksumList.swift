import LicenseFiles

/// A list of checksums as `sha256sum` writes and checks it, which is also a BagIt manifest: one
/// line per file with the hash, two spaces and the path.
struct ChecksumList: Sendable, Hashable {
  /// The hash of each file by its path, in lower-case hexadecimal.
  var hashes: [String: String]

  /// Creates a list.
  init(_ hashes: [String: String] = [:]) { self.hashes = hashes }

  /// The text, in the order of the paths. Paths made by this tool hold nothing that BagIt or
  /// `sha256sum` would escape.
  var bytes: [UInt8] {
    var text: [UInt8] = []
    for path in hashes.keys.sorted() {
      text += Array("\(hashes[path] ?? "")  \(path)\n".utf8)
    }
    return text
  }

  /// Reads a list and its faults. Lines with a fault are not in the list, but for those whose end is all
  /// that was changed: what they name is still compared.
  static func read(_ bytes: [UInt8]) -> (list: ChecksumList, faults: [LineFault]) {
    var list = ChecksumList()
    var faults: [LineFault] = []
    var folded: Set<String> = []
    var hasOtherEnds = false
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, raw) in lines.enumerated() where !(raw.isEmpty && index == lines.count - 1) {
      var line = raw
      if line.last == 0x0D {
        line.removeLast()
        if !hasOtherEnds {
          faults.append(
            LineFault(
              line: index + 1,
              reason:
                "the list was changed after it was packed: its lines end with CR LF, and they were "
                + "written with LF; an editor or a copy tool does that"))
        }
        hasOtherEnds = true
      }
      let hash = line.prefix(64)
      let rest = line.dropFirst(64)
      let isHash = hash.count == 64 && hash.allSatisfy(isHexDigit)
      // `sha256sum` writes a space and a space or, in binary mode, an asterisk.
      guard isHash, rest.count > 2, rest.first == 0x20,
        let kind = rest.dropFirst().first, kind == 0x20 || kind == UInt8(ascii: "*")
      else {
        faults.append(
          LineFault(line: index + 1, reason: "not a hash in lower case, two spaces and a path"))
        continue
      }
      let path = String(decoding: rest.dropFirst(2), as: UTF8.self)
      if let fault = pathFault(path) {
        faults.append(LineFault(line: index + 1, reason: fault))
      } else if !folded.insert(path.lowercased()).inserted {
        faults.append(LineFault(line: index + 1, reason: "the path is listed twice: \(path)"))
      } else {
        list.hashes[path] = String(decoding: hash, as: UTF8.self)
      }
    }
    return (list, faults)
  }

  /// What is wrong with a path that must stay inside its folder; nil when nothing is.
  static func pathFault(_ path: String) -> String? {
    let parts = pathParts(path)
    if [UInt8(ascii: "/"), UInt8(ascii: "~")].contains(path.utf8.first) {
      return "the path is not relative: \(path)"
    }
    if parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) {
      return "the path is not a plain relative path: \(path)"
    }
    if !FolderEntry.isComposed(path) { return "the path is not plain: another looks the same" }
    let isPlain = path.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
    return isPlain ? nil : "the path holds a character that no name of this tool has"
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"):
      true
    default: false
    }
  }
}
