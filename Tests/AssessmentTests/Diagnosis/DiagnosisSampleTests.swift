import Assessment
import Foundation
import LicenseFiles
import Testing

/// The real logs and histories, where they are at hand.
@Suite struct DiagnosisSampleTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/samples")
  private static var isThere: Bool { FileManager.default.fileExists(atPath: folder.path) }

  private func sample(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: Self.folder.appending(path: name)), as: UTF8.self)
  }

  @Test(.enabled(if: isThere, "the real outputs are not here"))
  func trustAndFailures() throws {
    let diagnosis = diagnoses([try sample("log/c9800-trust-and-comm-failed.txt")], .direct)[0]
    #expect(diagnosis.ids.prefix(2) == ["no-dns", "no-internet-path"])
    #expect(diagnosis.ids.contains("trust-established"))
    #expect(diagnosis.conclusion("no-dns")?.endedBy == nil)
  }

  @Test(.enabled(if: isThere, "the real outputs are not here"))
  func theConsoleOfAFirstBoot() throws {
    let diagnosis = diagnoses([try sample("log/isr1100-17.6.4-console-boot.txt")])[0]
    #expect(diagnosis.ids.first == "cslu-not-found")
    #expect(diagnosis.conclusion("cslu-not-found")?.evidence.first?.count == 4)
    #expect(diagnosis.conclusion("clock-not-authoritative")?.endedBy != nil)
    #expect(diagnosis.ids.contains("reporting-required"))
  }

  @Test(.enabled(if: isThere, "the real outputs are not here"))
  func theEmptyResponseIsNoAnswer() throws {
    let diagnosis = diagnoses([try sample("show/history-message-empty-response.txt")], .direct)[0]
    #expect(diagnosis.ids == ["no-answer"])
    #expect(diagnosis.story.allSatisfy { !$0.first.quote.contains("token") })
  }

  /// The document prints it as a success.
  @Test(.enabled(if: isThere, "the real outputs are not here"))
  func theDocumentsSuccessIsARefusal() throws {
    let diagnosis = diagnoses([try sample("show/history-message-poll-failed.txt")], .direct)[0]
    #expect(diagnosis.ids == ["instance-not-known"])
    #expect(diagnosis.story[0].detail?.contains("Invalid ProductInstanceIdentifier") == true)
  }

  @Test(.enabled(if: isThere, "the real outputs are not here"))
  func everySampleIsDiagnosedAndNoneIsAnError() throws {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: Self.folder.appending(path: "show").path
    ).filter { $0.hasSuffix(".txt") }
    #expect(names.count > 20)
    for name in names { _ = diagnoses([try sample("show/\(name)")]) }
  }
}
