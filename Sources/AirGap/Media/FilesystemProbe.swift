public import Assessment
import Foundation

/// Gathers the facts about a place from the system.
///
/// Source: stat(2), proc(5) (`mountinfo`) and the kernel's `removable` attribute of block devices.
public struct FilesystemProbe: Sendable {
  private let mountInfo: String
  private let blockDevices: String

  /// A probe of this machine.
  public init() { self.init(mountInfo: "/proc/self/mountinfo", blockDevices: "/sys/dev/block") }

  /// A probe of a made-up machine, for tests.
  init(mountInfo: String, blockDevices: String) {
    self.mountInfo = mountInfo
    self.blockDevices = blockDevices
  }

  /// The facts about a path that may not exist yet: those of its nearest folder that does.
  ///
  /// - Throws: `PackError` when no folder on the way can be looked at.
  public func place(_ path: String) throws(PackError) -> EvidencePlacement.Place {
    let (place, facts, code) = PathText.resolved(path)
    guard code == 0 else { throw PackError(.disk, "\(place): \(FileSource.reason(code))") }
    return EvidencePlacement.Place(path: place, filesystem: filesystem(UInt64(facts.st_dev)))
  }

  /// The facts about the filesystem on a device.
  func filesystem(_ device: UInt64) -> EvidencePlacement.Filesystem {
    // The split of a device number into major and minor, as gnu_dev_major(3) does it.
    let major = (device >> 8) & 0xFFF | (device >> 32) & 0xFFFF_F000
    let minor = device & 0xFF | (device >> 12) & 0xFFFF_FF00
    let name = "\(major):\(minor)"
    return EvidencePlacement.Filesystem(
      device: device, type: type(name), isRemovable: isRemovable(name))
  }

  private func type(_ device: String) -> String? {
    guard let text = try? String(contentsOfFile: mountInfo, encoding: .utf8) else { return nil }
    for line in text.split(separator: "\n") {
      // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw
      let fields = line.split(separator: " ")
      guard fields.count > 2, fields[2] == device, let dash = fields.firstIndex(of: "-"),
        dash + 1 < fields.count
      else { continue }
      return String(fields[dash + 1])
    }
    return nil
  }

  private func isRemovable(_ device: String) -> Bool? {
    let folder = blockDevices + "/" + device
    // A partition has no attribute of its own; its disk is the folder above the link's target.
    for path in [folder + "/removable", folder + "/../removable"] {
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
      return text.hasPrefix("1")
    }
    return nil
  }
}
