import AirGap
@testable import Assessment
import Foundation
import LicenseFiles
import Testing

/// ACKs as they arrive: the portal's archive, a zip made on a desktop, a table written by a person.
@Suite struct AckInputTests {
  private static let samples = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Samples/ack")

  private final class Collector { var bytes: [UInt8] = [] }

  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rumkit-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private func zip(_ files: [(String, [UInt8])]) throws -> String {
    let path = try folder().appending(path: "in.zip")
    try Data(AirGapTests.zip(files)).write(to: path)
    return path.path
  }

  /// The documents of an input: the name after the file's, the kind, the hash.
  private func documents(_ path: String) throws -> [(name: String, outline: DocumentOutline)] {
    var found: [(String, DocumentOutline)] = []
    try Input.file(path).eachDocument(
      hashing: true, begin: { _ in }, item: { _ in },
      end: { found.append((String($0.file.dropFirst(path.count)), $0)) })
    return found
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: Self.samples.appending(path: name)))
  }

  @Test func theArchiveOfThePortalIsOpenedTwoDeep() throws {
    let archive = "ACK_UD_SA_26Aug20_10_00_00_000_py.tar.gz"
    let found = try documents(Self.samples.appending(path: archive).path)
    let inner = "!ACK_UD_VA_26Aug20_10_00_00_000_py.tar.gz!ACK_dev_"
    #expect(
      found.map(\.name) == [
        inner + "1_26Aug20_10_00_00_000.txt", inner + "2_26Aug20_10_00_00_000.txt",
      ])
    #expect(found.map(\.outline.kind) == [.ack, .ack])
    #expect(AckNames.uploadedName(of: found[0].name) == "dev_1_26aug20_10_00_00_000.txt")
  }

  @Test func aZipOfFilesAndOfThePortalsArchiveIsOpened() throws {
    let ack = try bytes("ACK_c9800-cl-rum.txt")
    let archive = "ACK_UD_SA_26Aug20_10_00_00_000_py.tar.gz"
    let found = try documents(
      try zip([("New folder/ACK_x (1).txt", ack), (archive, try bytes(archive))]))
    #expect(found.map(\.outline.kind) == [.ack, .ack, .ack])
    #expect(found[0].name == "!New folder/ACK_x (1).txt")
    #expect(found[0].outline.sha256 == SHA256Digest(hashing: ack))
  }

  @Test func theHashIsOfAllBytesAlsoWhereReadingStoppedEarly() throws {
    let path = try folder().appending(path: "a.txt").path
    let text = "<!DOCTYPE a>" + String(repeating: "<smartLicense/>", count: 100_000)
    try Data(text.utf8).write(to: URL(filePath: path))
    let found = try documents(path)
    #expect(found.first?.outline.isComplete == false)
    #expect(found.first?.outline.sha256 == SHA256Digest(hashing: Array(text.utf8)))
  }

  @Test func aTableOfDevicesIsReadByItsHeader() throws {
    let table = "udi_serial_number,file,udi_pid\r\n9ZZEXAMPLE1,in/ACK_x (1).txt,C9800-CL-K9\r\n"
    #expect(
      try AckDeviceMap.read(Array(table.utf8), known: KnownDevices()).map == [
        "ack_x.txt": UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")
      ])
  }

  @Test(arguments: [
    ("file,udi_pid\na,b\n", 1, "missing"),
    ("file,udi_pid,udi_serial_number\na,b\n", 2, "too few"),
    ("file,udi_pid,udi_serial_number\na,b,\n", 2, "empty"),
    ("file,udi_pid,udi_serial_number\na,B,C\nA,B,D\n", 3, "two devices"), ("", 1, "empty"),
  ])
  func aFaultyTableIsRefusedWithItsLine(_ text: String, _ line: Int, _ words: String) throws {
    let error = #expect(throws: LineFault.self) {
      try AckDeviceMap.read(Array(text.utf8), known: KnownDevices())
    }
    #expect(error?.line == line)
    #expect(error?.reason.contains(words) == true)
  }

  @Test func onlyWhatPackLaidDownIsAnUpload() throws {
    let folder = try folder()
    for place in ["media/upload", "bag/data/upload", "other/upload"] {
      try FileManager.default.createDirectory(
        at: folder.appending(path: place), withIntermediateDirectories: true)
    }
    try Data().write(to: folder.appending(path: "media/SHA256SUMS"))
    try Data().write(to: folder.appending(path: "bag/bagit.txt"))
    func isUpload(_ name: String) -> Bool {
      UploadNames.isUpload(folder.path + "/" + name)
    }
    #expect(isUpload("media/upload/account/a.txt"))
    #expect(isUpload("bag/data/upload/a.txt"))
    #expect(isUpload("out.zip!upload/a.txt"))
    #expect(!isUpload("other/upload/a.txt"))
    #expect(!isUpload("media/a.txt"))
    #expect(!isUpload("out.zip!a.txt"))
  }
}
