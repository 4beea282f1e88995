import Foundation

/// Tells the files that `pack` laid down for the portal from others: their names were given out, and
/// an ACK comes back under them.
package enum UploadNames {
  /// True for a document of outbound media or of the copy in an evidence bag, in a folder or in an
  /// archive.
  ///
  /// - Parameter document: its name as reading gives it, `folder/upload/name` or
  ///   `archive.zip!upload/name`.
  package static func isUpload(_ document: String) -> Bool {
    let parts = document.split(separator: "!", maxSplits: 1).map(String.init)
    if parts.count == 2 {
      return parts[1].hasPrefix("upload/") || parts[1].hasPrefix("data/upload/")
    }
    guard let upload = document.range(of: "/upload/", options: .backwards) else { return false }
    let root = String(document[..<upload.lowerBound])
    let bag = root.hasSuffix("/data") ? String(root.dropLast("/data".count)) : nil
    return FileManager.default.fileExists(atPath: root + "/SHA256SUMS")
      || bag.map { FileManager.default.fileExists(atPath: $0 + "/bagit.txt") } ?? false
  }
}
