import Foundation
import Testing

@testable import AirGap
@testable import Assessment

/// Signatures by the real ssh-keygen.
@Suite(.enabled(if: RealTool.isThere("ssh-keygen"), "ssh-keygen is not installed"))
struct MediaSigningTests {
  private typealias Fix = MediaFixtures

  private func key(
    _ name: String, in folder: TestFolder, passphrase: String = ""
  ) throws -> String {
    #expect(
      try RealTool.run(
        "ssh-keygen", ["-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", name],
        in: folder.root) == 0)
    return folder.path(name)
  }

  private func allow(_ key: String, as identity: String, in folder: TestFolder) throws -> String {
    let line = "\(identity) \(try String(contentsOfFile: key + ".pub", encoding: .utf8))"
    try folder.write(Array(line.utf8), to: "allowed-\(identity)")
    return folder.path("allowed-\(identity)")
  }

  private func ids(
    _ folder: TestFolder, _ signers: SignerPolicy, _ names: [String] = ["out", "bag"]
  ) async throws -> Set<String> {
    let verification = try await verifyMedia(
      names.map { folder.path($0) }, signers: signers)
    return Set(verification.findings.map(\.id))
  }

  @Test func whatWasSignedHolds() async throws {
    let folder = try TestFolder()
    let key = try key("key", in: folder)
    let allowed = try allow(key, as: "packer@example", in: folder)
    try await Fix.pack(Fix.twoDevices, into: folder) { $0.signingKey = key }
    #expect(try await ids(folder, SignerPolicy(allowedSigners: allowed)).isEmpty)
    #expect(
      try await ids(folder, SignerPolicy(allowedSigners: allowed, signer: "packer@example"))
        .isEmpty)
    #expect(
      try RealTool.run(
        "sh",
        [
          "-c",
          "ssh-keygen -Y verify -f \(allowed) -I packer@example -n rumkit-media "
            + "-s SHA256SUMS.sig < SHA256SUMS",
        ], in: folder.path("out")) == 0)
  }

  @Test func anotherSignerIsNoSigner() async throws {
    let folder = try TestFolder()
    let key = try key("key", in: folder)
    let allowed = try allow(key, as: "packer@example", in: folder)
    let stranger = try allow(try self.key("other", in: folder), as: "other", in: folder)
    try await Fix.pack(Fix.twoDevices, into: folder) { $0.signingKey = key }
    #expect(
      try await ids(folder, SignerPolicy(allowedSigners: stranger)) == ["media/signature-failed"])
    #expect(
      try await ids(folder, SignerPolicy(allowedSigners: allowed, signer: "other")) == [
        "media/signature-failed"
      ])
    let (bytes, signature) = (
      try folder.bytes("out/SHA256SUMS"), try folder.bytes("out/SHA256SUMS.sig")
    )
    #expect(
      try await MediaSignature.verify(
        signature, of: bytes, allowedSigners: allowed, signer: "other")
        == .fails("its key is that of packer@example, not of other"))
    #expect(
      try await MediaSignature.verify(
        signature, of: bytes + [0x0A], allowedSigners: allowed, signer: "packer@example")
        != .fails("its key is that of packer@example, not of packer@example"))
  }

  /// A key, or any other text, in the place of the list says nothing about whose signature it is.
  @Test func whatIsNoListOfSignersIsRefused() async throws {
    let folder = try TestFolder()
    let key = try key("key", in: folder)
    try await Fix.pack(Fix.twoDevices, into: folder) { $0.signingKey = key }
    let (bytes, signature) = (
      try folder.bytes("out/SHA256SUMS"), try folder.bytes("out/SHA256SUMS.sig")
    )
    for path in [key, key + ".pub", folder.path("none"), folder.path("out"), "/dev/zero"] {
      await #expect(throws: SigningError.self, "\(path)") {
        _ = try await MediaSignature.verify(
          signature, of: bytes, allowedSigners: path, signer: nil)
      }
    }
  }

  @Test func aListThatWasChangedAfterSigningIsTold() async throws {
    let folder = try TestFolder()
    let key = try key("key", in: folder)
    let allowed = try allow(key, as: "packer@example", in: folder)
    try await Fix.pack(Fix.twoDevices, into: folder) { $0.signingKey = key }
    try folder.remove("out/upload/C9800-CL-K9_9ZZEXAMPLE2.txt")
    let lines = try folder.text("out/SHA256SUMS").split(separator: "\n")
    let rest = lines.filter { !$0.contains("9ZZEXAMPLE2") }.joined(separator: "\n") + "\n"
    try folder.write(Array(rest.utf8), to: "out/SHA256SUMS")
    #expect(
      try await ids(folder, SignerPolicy(allowedSigners: allowed), ["out"]).contains(
        "media/signature-failed"))
  }

  @Test func aSignatureOfAnotherPurposeIsTold() async throws {
    let folder = try TestFolder()
    let key = try key("key", in: folder)
    let allowed = try allow(key, as: "packer@example", in: folder)
    try await Fix.pack(Fix.twoDevices, into: folder)
    #expect(
      try RealTool.run(
        "ssh-keygen", ["-q", "-Y", "sign", "-f", key, "-n", "file", "SHA256SUMS"],
        in: folder.path("out")) == 0)
    #expect(
      try await ids(folder, SignerPolicy(allowedSigners: allowed), ["out"]) == [
        "media/signature-failed"
      ])
  }

  @Test func unsignedMediaFailsOnlyWhenASignatureIsAskedFor() async throws {
    let folder = try TestFolder()
    let allowed = try allow(try key("key", in: folder), as: "packer@example", in: folder)
    try await Fix.pack(Fix.twoDevices, into: folder)
    #expect(try await ids(folder, SignerPolicy()).isEmpty)
    #expect(
      try await ids(folder, SignerPolicy(allowedSigners: allowed)) == ["media/signature-missing"])
  }

  @Test(.timeLimit(.minutes(10)))
  func aKeyWithAPassphraseIsRefusedAndDoesNotHang() async throws {
    let folder = try TestFolder()
    let key = try key("locked", in: folder, passphrase: "invented")
    await #expect(throws: PackError(.signing, "")) {
      try await Fix.pack(Fix.twoDevices, into: folder) { $0.signingKey = key }
    }
    #expect(Set(try folder.contents("").keys) == ["locked", "locked.pub"])
  }

  @Test func aKeyThatIsNotThereIsRefused() async throws {
    let folder = try TestFolder()
    await #expect(throws: PackError(.signing, "")) {
      try await Fix.pack(Fix.twoDevices, into: folder) { $0.signingKey = folder.path("none") }
    }
    #expect(try folder.contents("").isEmpty)
  }
}
