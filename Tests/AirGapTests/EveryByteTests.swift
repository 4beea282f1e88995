import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// Every byte of what is kept or carried is changed in turn: it is found, or what is read is the same, so
/// that the byte carries no meaning. The suite takes steps; RUMKIT_EVERY_BYTE=1 takes every byte, and
/// another number every so many.
@Suite struct EveryByteTests {
  private typealias Fix = MediaFixtures

  private static let step = ProcessInfo.processInfo.environment["RUMKIT_EVERY_BYTE"].flatMap {
    Int($0)
  }

  /// The bytes with one changed, a step apart, each with its place.
  private func changed(
    _ whole: [UInt8], step: Int, _ body: (Int, [UInt8]) async throws -> Void
  ) async throws {
    for index in stride(from: 0, to: whole.count, by: max(1, Self.step ?? step)) {
      var bytes = whole
      bytes[index] ^= 1 << UInt8(index % 8)
      try await body(index, bytes)
    }
  }

  @Test(arguments: ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"])
  func ofABag(_ name: String) async throws {
    let folder = try TestFolder()
    try await Fix.pack(Fix.twoDevices, into: folder)
    try await changed(try folder.bytes("bag/" + name), step: 5) { index, bytes in
      try folder.write(bytes, to: "bag/" + name)
      let verification = try await verifyMedia([folder.path("bag")])
      #expect(verification.foundDamage, "\(name), byte \(index)")
    }
  }

  @Test func ofTheOtherFilesOfABag() async throws {
    let folder = try TestFolder()
    try await Fix.pack(Fix.twoDevices, into: folder)
    let names = try #require(FileManager.default.enumerator(atPath: folder.path("bag")))
      .compactMap { $0 as? String }
      .filter { !$0.hasSuffix("sha256.txt") && !["bagit.txt", "bag-info.txt"].contains($0) }
    var tried = 0
    for name in names {
      var isFolder: ObjCBool = false
      let path = folder.path("bag/" + name)
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      let whole = try folder.bytes("bag/" + name)
      try await changed(whole, step: max(1, whole.count / 6)) { index, bytes in
        try folder.write(bytes, to: "bag/" + name)
        let verification = try await verifyMedia([folder.path("bag")])
        #expect(verification.foundDamage, "\(name), byte \(index)")
        tried += 1
      }
      try folder.write(whole, to: "bag/" + name)
    }
    #expect(tried > 30)
    #expect(try await !verifyMedia([folder.path("bag")]).foundDamage)
  }

  /// What an archive holds, by name.
  private func members(_ path: String, _ folder: TestFolder) throws -> [String: [UInt8]] {
    let target = folder.path("unpacked-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(atPath: target) }
    var held: [String: [UInt8]] = [:]
    for file in try UnpackArchive(path, to: target).run() {
      held[file.name] = Array(try Data(contentsOf: URL(filePath: target + "/" + file.name)))
    }
    return held
  }

  /// What carries no meaning in an archive: the times, owners, modes and notes of its members, and of
  /// gzip the byte of the operating system.
  @Test(arguments: [("out.zip", 29), ("out.tar.gz", 23)])
  func ofAnArchive(_ name: String, _ step: Int) async throws {
    let folder = try TestFolder()
    try await Fix.pack(Fix.twoDevices, into: folder, output: name)
    let original = try members(folder.path(name), folder)
    #expect(original.count > 3)
    var unseen = 0
    let whole = try folder.bytes(name)
    try await changed(whole, step: step) { index, bytes in
      try folder.write(bytes, to: name)
      do throws(ReadingError) {
        if try await verifyMedia([folder.path(name)]).foundDamage { return }
      } catch { return }
      unseen += 1
      #expect(try members(folder.path(name), folder) == original, "byte \(index)")
    }
    #expect(unseen < whole.count / step / 4, "\(unseen)")
  }

  /// Everything that a ledger says.
  private func answers(_ path: String) throws(LedgerError) -> [String] {
    let ledger = try SiteLedger.openForReading(path)
    return try ledger.read { reader throws(LedgerError) in
      var answers = ["\(ledger.identity)", "\(try reader.history())"]
      for event in try reader.events() {
        answers.append(
          "\(event.number) \(event.time) \(event.kind) \(event.device?.description ?? "")")
        answers += event.details.map { "\($0) \($1)" }.sorted()
        answers += try reader.reports(ofEvent: event.number).map { "\($0)" }
      }
      answers += try reader.outboundFiles(.all).map { "\($0)" }
      let device = TemporarySite.device
      answers += try reader.reports(of: device).map { "\($0)" }
      answers += try reader.acks(of: [device]).map { "\($0)" }
      return answers
    }
  }

  private func site() throws -> TemporarySite {
    let site = try TemporarySite()
    try site.add(.deviceRegistered, TemporarySite.device, at: 150, [.hostName: "wlc-1"])
    try site.export([1, 2], at: 200)
    try site.add(.tripOpened, at: 300, [.trip: "t", .carrier: "c", .mediaHash: "m1"])
    try site.add(
      .ackReceived, TemporarySite.device, at: 400, [.ack: "ff", .name: "ACK_1.txt"],
      reports: [TemporarySite.report(1)])
    return site
  }

  /// Bytes of free space in a page and counters of SQLite carry no meaning.
  @Test func ofALedger() async throws {
    let site = try site()
    defer { site.remove() }
    let original = try answers(site.folder)
    let whole = Array(try Data(contentsOf: URL(filePath: site.path)))
    try await changed(whole, step: 4001) { index, bytes in
      try Data(bytes).write(to: URL(filePath: site.path))
      do throws(LedgerError) {
        let ledger = try SiteLedger.openForReading(site.folder)
        if try !ledger.verify(scratch: site.folder).isSound { return }
        #expect(try answers(site.folder) == original, "byte \(index)")
      } catch {
        #expect(!error.reason.isEmpty, "byte \(index)")
      }
    }
  }

  @Test func ofABackup() async throws {
    let site = try site()
    defer { site.remove() }
    let copy = site.folder + "/copy.sqlite"
    try site.ledger.backUp(to: copy)
    let original = try answers(copy)
    let whole = Array(try Data(contentsOf: URL(filePath: copy)))
    try await changed(whole, step: 4009) { index, bytes in
      try Data(bytes).write(to: URL(filePath: copy))
      let place = SitePlace(option: site.folder + "/restored-\(index)")
      defer { try? FileManager.default.removeItem(atPath: place.folder) }
      do throws(ErrandError) {
        let acting = Acting(operatorName: "op", now: 500)
        let outcome = try RestoreSite(from: copy).run(at: place, acting) { _ in }
        guard outcome.verification.isSound else { return }
      } catch {
        #expect(!error.notices.isEmpty, "byte \(index)")
        #expect(!FileManager.default.fileExists(atPath: place.folder), "byte \(index)")
        return
      }
      #expect(try answers(copy) == original, "byte \(index)")
    }
  }
}
