public import LicenseFiles

/// Which reports are acknowledged, which are not, and which ACK belongs to which device.
public struct AckMatchResult: Sendable, Hashable {
  /// The most members of a group that are listed for each of its devices; known stacks have eight.
  public static let mostMembers = 64
  /// The most ACKs that are listed for a device.
  static let mostAcks = 100

  /// One device.
  public struct Device: Sendable, Hashable {
    /// The device.
    public let udi: UDI
    /// The devices that are one cycle with it, itself among them, sorted; the first 64.
    public let group: [UDI]
    /// Reports that an ACK lists, sorted.
    public var acknowledged: [UInt64] = []
    /// Those of them that are telemetry, which needs no ACK, sorted.
    public var telemetry: [UInt64] = []
    /// Reports that no ACK lists, sorted.
    public var outstanding: [UInt64] = []
    /// Reports of which the ACK does not say it in a way that can be read, sorted: the device decides.
    public var undetermined: [UInt64] = []
    /// Numbers that an ACK lists among this device's reports and that were never exported, sorted.
    public var unknown: [UInt64] = []
    /// The ACKs that are matched to it or its group, by file, sorted; the first 100.
    public var acks: [String] = []

    /// A device of which nothing is known yet.
    public init(udi: UDI, group: [UDI]) {
      self.udi = udi
      self.group = group
    }
  }

  /// How an ACK was matched to a device.
  public enum Tie: String, Sendable, Hashable, CaseIterable {
    /// Its content names the device.
    case content
    /// Its content lists report ids of one device alone.
    case reportIDs = "report-ids"
    /// The user said so.
    case hand
    /// A form of the portal names it as the answer to an upload.
    case form = "portal-form"
    /// It has the name of an upload that `pack` gave out.
    case name
  }

  /// What became of a file.
  public enum Outcome: String, Sendable, Hashable, CaseIterable {
    /// It belongs to a device.
    case matched
    /// It may belong to several devices, or only a name points to a device, which is not enough.
    case ambiguous
    /// Nothing says to which device it belongs.
    case unmatched
    /// It names devices that are not known.
    case foreign
    /// It could not be read to its end, so nothing of it is believed.
    case damaged
    /// It holds nothing from the portal.
    case notAnAck = "not-an-ack"
  }

  /// One file.
  public struct File: Sendable, Hashable {
    /// What it holds.
    public let content: AckContent
    /// What became of it.
    public var outcome: Outcome
    /// The devices that it is matched to, sorted.
    public var devices: [UDI] = []
    /// How; nil when it is not.
    public var tie: Tie?
    /// The devices that it may belong to, when that is not certain, sorted.
    public var candidates: [UDI] = []
    /// True when report ids could be read for a device of it.
    public var hasReadableIDs = false
    /// The reports that it acknowledges, by device, sorted.
    public var acknowledged: [UDI: [UInt64]] = [:]
    /// The reports that it lists and does not acknowledge in a way that can be read, by device, sorted: beside
    /// a word of failure, or in data that was cut at a limit.
    public var doubted: [UDI: [UInt64]] = [:]
  }

  /// The devices with reports, and those that an ACK is matched to, sorted.
  public var devices: [Device]
  /// The files, sorted by name.
  public var files: [File]
  /// What is wrong or worth knowing: file by file, then device by device.
  public var findings: [Finding]

  /// The files without the copies of one: of several with the same bytes the one that is matched, under the
  /// name that a device takes as it is.
  package var distinctFiles: [File] {
    func rank(_ file: File) -> (Int, Int) {
      let name = file.content.baseName
      return (file.outcome == .matched ? 0 : 1, DeviceFileName(nearest: name).text == name ? 0 : 1)
    }
    var best: [SHA256Digest: Int] = [:]
    for (index, file) in files.enumerated() {
      guard let sha256 = file.content.sha256 else { continue }
      if let other = best[sha256], rank(files[other]) <= rank(file) { continue }
      best[sha256] = index
    }
    return files.enumerated().filter { index, file in
      file.content.sha256.map { best[$0] == index } ?? true
    }.map(\.element)
  }

  /// What is said of a device; nil when it has no reports and no file is matched to it. Found by halving:
  /// a month's answers may be for thousands of devices, and each file asks.
  func device(_ udi: UDI) -> Device? {
    var low = 0
    var high = devices.count
    while low < high {
      let middle = (low + high) / 2
      if devices[middle].udi < udi { low = middle + 1 } else { high = middle }
    }
    guard low < devices.count, devices[low].udi == udi else { return nil }
    return devices[low]
  }

  /// The devices that are one cycle with a device, itself among them.
  func group(of device: UDI) -> [UDI] { self.device(device)?.group ?? [device] }

  /// Adds devices that wait for an ACK and that no file of the match is about.
  public mutating func add(outstanding waiting: [Device]) {
    let known = Set(devices.flatMap { [$0.udi] + $0.group })
    devices += waiting.filter { !known.contains($0.udi) }
    devices.sort { $0.udi < $1.udi }
  }
}
