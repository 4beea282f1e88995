import LicenseFiles

/// Where files lie on a device, as its commands name it: `bootflash:`, `flash:licensing/`.
public struct DevicePath: Sendable, Hashable {
  /// It ends with a colon or a slash.
  public let text: String

  /// Where files lie on a 9800 and most IOS XE devices.
  public static let bootflash = DevicePath(unchecked: "bootflash:")
  /// The longest; room for a name stays within what the device takes.
  private static let longest = 60

  private init(unchecked text: String) { self.text = text }

  /// A file system and folders on it; nil for what a device would not take as one.
  public init?(_ text: String) {
    let isPlain = text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        || "-._/:".utf8.contains($0)
    }
    guard isPlain, text.utf8.count <= Self.longest, let colon = text.firstIndex(of: ":"),
      colon > text.startIndex, text.lastIndex(of: ":") == colon, text.first?.isLetter == true,
      !text.contains("..")
    else { return nil }
    self.text = text.hasSuffix(":") || text.hasSuffix("/") ? text : text + "/"
  }

  /// The place of a file.
  public func file(_ name: DeviceFileName) -> String { text + name.text }
}

/// A name under which a file can lie on a device's file system and be named in its commands.
public struct DeviceFileName: Sendable, Hashable {
  /// The name.
  public let text: String

  /// The longest path that `license smart import` and `license smart save usage` take, in characters.
  ///
  /// Source: `cisco-smart-license.yang`, `file-path` of the RPCs (1 to 127).
  static let longestPath = 127
  /// The nearest name that IOS accepts: ASCII letters, digits, point, hyphen and underscore, not
  /// beginning with a point, short enough to stand after the path.
  public init(nearest name: String, on path: DevicePath = .bootflash) {
    var result = ""
    for scalar in name.unicodeScalars {
      let isPlain =
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        || ("0"..."9").contains(scalar) || "._-".unicodeScalars.contains(scalar)
      result.unicodeScalars.append(isPlain ? scalar : "_")
    }
    while result.hasPrefix(".") { result.removeFirst() }
    if result.isEmpty { result = "file" }
    let room = Self.room(on: path)
    if result.count > room {
      // The ending says what the file is, so it stays.
      let dot = result.lastIndex(of: ".")
      let ending = dot.map { String(result[$0...].prefix(8)) } ?? ""
      result = String(result.prefix(room - ending.count)) + ending
    }
    text = result
  }

  /// How long a name may be after the path.
  private static func room(on path: DevicePath) -> Int {
    longestPath - max(path.text.count, DevicePath.bootflash.text.count)
  }

  /// `bootflash:` and the name.
  package var onFlash: String { DevicePath.bootflash.file(self) }

  /// The name under which usage is saved: `rum_wlc-1_20261124T100000Z.txt`. With the time in it, no older file
  /// passes for what was saved now.
  ///
  /// - Parameters:
  ///   - host: the name of the device; nil for any.
  ///   - now: the current time, epoch seconds UTC.
  ///   - path: where it is saved.
  public static func usage(
    of host: String?, at now: Int64, on path: DevicePath = .bootflash
  ) -> DeviceFileName {
    // Of a long host name there is less: the time says which file it is.
    let ending = "_\(TimeText.compact(now)).txt"
    let stem = DeviceFileName(nearest: ["rum", host].compactMap(\.self).joined(separator: "_"))
    return DeviceFileName(
      nearest: stem.text.prefix(room(on: path) - ending.count) + ending, on: path)
  }
}
