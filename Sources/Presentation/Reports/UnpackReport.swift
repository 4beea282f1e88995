public import Assessment
import LicenseFiles

/// The files that were unpacked, with their hashes.
public struct UnpackReport: Sendable {
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
  public var text: String {
    files.map { "\($0.sha256)  \(TerminalText.escaped($0.name))\n" }.joined()
      + "\(files.count) files in \(TerminalText.escaped(folder))\n"
  }

  /// `rumkit.unpacking/1`.
  public var json: JSONText {
    .object([
      ("schema", .string("rumkit.unpacking/1")), ("archive", .string(archive)),
      ("folder", .string(folder)),
      (
        "files",
        .array(
          files.map {
            .object([
              ("file", .string($0.name)), ("bytes", JSONText($0.size)),
              ("sha256", .string("\($0.sha256)")),
            ])
          })
      ),
    ])
  }
}
