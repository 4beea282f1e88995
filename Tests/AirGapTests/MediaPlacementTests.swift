import Foundation
import Testing

@testable import AirGap
@testable import Assessment

/// Evidence must not leave with the media.
@Suite struct MediaPlacementTests {
  private typealias Place = EvidencePlacement.Place
  private typealias Filesystem = EvidencePlacement.Filesystem

  private static let disk = Filesystem(device: 1, type: "ext4", isRemovable: false)
  private static let stick = Filesystem(device: 2, type: "vfat", isRemovable: true)
  private static let usbDisk = Filesystem(device: 3, type: "exfat", isRemovable: false)
  private static let linuxStick = Filesystem(device: 4, type: "ext4", isRemovable: true)
  private static let unknown = Filesystem(device: 5)

  @Test func onTheSameDiskIsAllowed() {
    for filesystem in [Self.disk, Self.unknown] {
      #expect(
        EvidencePlacement.refusal(
          evidence: Place(path: "/a/bag", filesystem: filesystem),
          output: Place(path: "/a/out", filesystem: filesystem)) == nil)
    }
  }

  @Test func onTheSameRemovableMediumIsRefused() {
    for filesystem in [Self.stick, Self.usbDisk, Self.linuxStick] {
      #expect(
        EvidencePlacement.refusal(
          evidence: Place(path: "/m/bag", filesystem: filesystem),
          output: Place(path: "/m/out", filesystem: filesystem)) != nil)
    }
  }

  @Test func onAnotherStickIsAllowed() {
    var other = Self.stick
    other.device = 9
    #expect(
      EvidencePlacement.refusal(
        evidence: Place(path: "/n/bag", filesystem: other),
        output: Place(path: "/m/out", filesystem: Self.stick)) == nil)
  }

  @Test(arguments: [
    ("/a/out", "/a/out", true), ("/a/out/bag", "/a/out", true), ("/a", "/a/out", true),
    ("/a/out-bag", "/a/out", false), ("/a/b/out", "/a/out", false),
  ])
  func insideEachOtherIsRefused(_ evidence: String, _ output: String, _ isRefused: Bool) {
    let refusal = EvidencePlacement.refusal(
      evidence: Place(path: evidence, filesystem: Self.disk),
      output: Place(path: output, filesystem: Self.disk))
    #expect((refusal != nil) == isRefused)
  }

  @Test func theProbeReadsTypeAndRemovableFromTheSystem() throws {
    let folder = try TestFolder()
    let info = "36 35 8:17 / /media/stick rw,noatime shared:1 - vfat /dev/sdb1 rw\n"
    try folder.write(Array(info.utf8), to: "mountinfo")
    // A partition's link leads below its disk, which holds the attribute.
    try FileManager.default.createDirectory(
      atPath: folder.path("devices/sdb/sdb1"), withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      atPath: folder.path("block"), withIntermediateDirectories: true)
    try folder.write(Array("1\n".utf8), to: "devices/sdb/removable")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("block/8:17"), withDestinationPath: "../devices/sdb/sdb1")
    let probe = FilesystemProbe(
      mountInfo: folder.path("mountinfo"), blockDevices: folder.path("block"))
    #expect(
      probe.filesystem(0x811) == Filesystem(device: 0x811, type: "vfat", isRemovable: true))
    #expect(probe.filesystem(0x812) == Filesystem(device: 0x812))
  }

  @Test func theProbeResolvesLinksAndTakesTheNearestFolder() throws {
    let folder = try TestFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("real"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: "real")
    let place = try FilesystemProbe().place(folder.path("link/new/bag"))
    let real = try FilesystemProbe().place(folder.path("real"))
    #expect(place.path == real.path + "/new/bag")
    #expect(place.filesystem == real.filesystem)
  }

  @Test func aLinkIntoTheMediaIsSeenThrough() async throws {
    let folder = try TestFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: ".")
    await #expect(throws: PackError(.wrongUsage, "")) {
      try await MediaFixtures.pack(
        MediaFixtures.twoDevices, into: folder, evidence: "link/out/bag")
    }
  }
}
