/// Usage of several devices in one archive, in the shape that Cisco's own sample packer writes.
/// Experimental: no portal is known to have accepted one made by this tool.
///
///     UD_SA_<stamp>.tar.gz
///       manifest.mf
///       UD_VA_<stamp>.tar.gz
///         dev_<n>_<stamp>.txt     one per device file, byte for byte
///
/// Source: the offline example of Cisco's repository xe-sip-api-code. The manifest is spelled as that
/// sample spells it, the placeholder and the ending `.ta.gz` included: it is the only form that is
/// said to have been taken.
public struct CSLUBundle: Sendable, Hashable {
  /// Its place on the media.
  public var path: String
  /// The members of the inner archive: name, and position among the volume's files.
  package var members: [Member]
  /// The moment in its names.
  package var stamp: String

  package struct Member: Sendable, Hashable {
    package var name: String
    package var file: Int
  }

  /// The folder that holds the bundles, apart from the files: one way of upload excludes the other.
  public static let folder = "cslu"

  /// One bundle per virtual account; requests are not usage and stay outside.
  package static func bundles(of files: [PlannedFile], stamp: String) -> [CSLUBundle] {
    var bundles: [String: CSLUBundle] = [:]
    for (index, file) in files.enumerated() where file.candidate.purpose == .usage {
      // `upload/Account/name.txt` gives `cslu/Account/UD_SA_….tar.gz`.
      let account = file.path.split(separator: "/").dropFirst().dropLast()
      let folder = ([folder] + account.map(String.init)).joined(separator: "/")
      var bundle =
        bundles[folder]
        ?? CSLUBundle(path: "\(folder)/UD_SA_\(stamp).tar.gz", members: [], stamp: stamp)
      bundle.members.append(
        Member(name: "dev_\(bundle.members.count + 1)_\(stamp).txt", file: index))
      bundles[folder] = bundle
    }
    return bundles.values.sorted { $0.path < $1.path }
  }

  /// The name of the inner archive.
  package var innerName: String { "UD_VA_\(stamp).tar.gz" }

  /// The text of `manifest.mf`.
  package var manifest: [UInt8] {
    Array(
      """
      Manifest-Version: 1.0
      Created-By: "{\\"uuid\\": \\"foofoo\\"}"
      Smart-Account:
      Smart-Account-ID:

      Name: /UD_VA_\(stamp).ta.gz
      Specification-VA:\u{20}
      Specification-VA-ID:\u{20}

      """.utf8)
  }
}
