public import Assessment
import LicenseFiles

/// The files that were unpacked, with their hashes.
public struct UnpackReport: TextReport, JSONReport, Sendable {
  private let archive: String
  private let folder: String
  private let files: [UnpackedFile]

  /// Creates a report.
  public init(archive: String, folder: String, files: [UnpackedFile]) {
    self.archive = archive
    self.folder = folder
    self.files = files
  }

  /// A line for each file, as sha256sum writes it.
  package func draft(_ layout: Layout) -> String {
    files.map { "\($0.sha256)  \(TerminalText.escaped($0.name))\n" }.joined()
      + "\(counted(files.count, "file")) in \(TerminalText.escaped(folder))\n"
  }

  /// `rumkit.unpacking/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.unpacking/1", "archive": archive, "folder": folder,
      "files": files.map {
        JSONText.fields(["file": $0.name, "bytes": $0.size, "sha256": "\($0.sha256)"])
      },
    ])
  }
}
