import Foundation
import LicenseFiles

/// Detached SSH signatures over lists of checksums.
///
/// Source: ssh-keygen(1), `-Y sign`, `-Y find-principals` and `-Y verify`; the format is PROTOCOL.sshsig
/// of OpenSSH.
enum MediaSignature {
  /// Keeps a signature made here from being taken for one made elsewhere.
  static let namespace = "rumkit-media"
  /// The ending of a signature beside the file that it signs.
  static let ending = ".sig"

  /// Signs bytes.
  ///
  /// - Parameter key: the path of a private key, or of a public key whose private half an agent
  ///   holds.
  /// - Throws: ``SigningError`` when the key is not there, needs a passphrase or is none.
  static func sign(_ bytes: [UInt8], key: String) async throws(SigningError) -> [UInt8] {
    guard FileManager.default.isReadableFile(atPath: key) else {
      throw SigningError(.key, "the key \(key) cannot be read")
    }
    let outcome = try await SSHKeygen.run(
      ["-q", "-Y", "sign", "-n", namespace, "-f", key], input: bytes)
    guard outcome.succeeded, !outcome.output.isEmpty else {
      throw SigningError(
        .key,
        "the key \(key) cannot sign: \(outcome.complaint) (a key with a passphrase must be in "
          + "ssh-agent; name its .pub file then)")
    }
    return outcome.output
  }

  /// What is known of a signature.
  enum Verdict: Sendable, Hashable {
    /// It holds, and this identity made it.
    case holds(signer: String)
    /// It does not, for this reason.
    case fails(String)
  }

  /// Looks whether a signature is one of these bytes, by whomever.
  ///
  /// - Throws: ``SigningError`` when it could not be looked at.
  static func check(_ signature: [UInt8], of bytes: [UInt8]) async throws(SigningError) -> Verdict {
    let file = try SignatureFile(signature)
    defer { withExtendedLifetime(file) {} }
    let outcome = try await SSHKeygen.run(
      ["-Y", "check-novalidate", "-n", namespace, "-s", file.path], input: bytes)
    return outcome.succeeded ? .holds(signer: "") : .fails(outcome.complaint)
  }

  /// Compares a signature with the bytes and the list of allowed signers.
  ///
  /// - Parameter signer: the identity that must have made it; nil takes the one that the list gives
  ///   for the key.
  /// - Throws: ``SigningError`` when it could not be looked at, or the list is none.
  static func verify(
    _ signature: [UInt8], of bytes: [UInt8], allowedSigners: String, signer: String?
  ) async throws(SigningError) -> Verdict {
    let list: [UInt8]
    do throws(ByteSourceError) {
      list = try FileSource(allowedSigners).allBytes(limit: 16 << 20)
    } catch {
      throw SigningError(
        .key, "the list of allowed signers \(allowedSigners) cannot be read: \(error.reason)")
    }
    guard isList(list) else {
      throw SigningError(
        .key,
        "\(allowedSigners) is not a list of allowed signers: a line of it is NAME KEYTYPE KEY "
          + "(ssh-keygen(1), ALLOWED SIGNERS)")
    }
    let file = try SignatureFile(signature)
    defer { withExtendedLifetime(file) {} }
    let path = file.path

    let found = try await SSHKeygen.run(
      ["-Y", "find-principals", "-f", allowedSigners, "-s", path], input: [])
    guard found.succeeded else { return .fails("its key is not one of the allowed keys") }
    let owners = String(decoding: found.output, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map(String.init)
    var complaint = ""
    for identity in signer.map({ [$0] }) ?? Array(owners.prefix(16)) {
      let outcome = try await SSHKeygen.run(
        [
          "-Y", "verify", "-n", namespace, "-f", allowedSigners, "-I", identity, "-s", path,
        ], input: bytes)
      if outcome.succeeded { return .holds(signer: identity) }
      complaint = outcome.complaint
    }
    // ssh-keygen says no more than that it could not verify it.
    if let signer, !owners.contains(signer) {
      complaint = "its key is that of \(owners.joined(separator: ", ")), not of \(signer)"
    }
    return .fails(complaint)
  }

  /// True where a line names a public key after a signer.
  private static func isList(_ list: [UInt8]) -> Bool {
    String(decoding: list, as: UTF8.self).split(whereSeparator: \.isNewline)
      .contains { line in
        let words = line.split { $0 == " " || $0 == "\t" }
        return words.first?.hasPrefix("#") == false
          && words.dropFirst().dropLast().contains { word in
            ["ssh-", "sk-", "ecdsa-"].contains { word.hasPrefix($0) }
          }
      }
  }
}

/// A signature in a file of its own: ssh-keygen takes it from there only.
private struct SignatureFile {
  private let folder: TemporaryFolder
  var path: String { folder.path + "/signature" }

  init(_ signature: [UInt8]) throws(SigningError) {
    do throws(OutputError) {
      folder = try TemporaryFolder()
      let file = try FileWriter(folder.path + "/signature", mode: 0o600)
      try file.write(signature)
      try file.finish()
    } catch {
      throw SigningError(.program, "no temporary file can be written")
    }
  }
}
