public import LicenseFiles

/// One line to be typed at a device, and what tells that it worked.
public struct DeviceInstruction: Sendable, Hashable {
  /// Where the device takes it.
  public enum Mode: Sendable, Hashable {
    /// The privileged EXEC prompt.
    case exec
    /// The configuration prompt.
    case configuration
  }

  /// Where the device takes it.
  public var mode: Mode
  /// The line.
  public var text: String
  /// What the device prints when it worked; nil when it prints nothing that could be held against it.
  public var expects: String?
  /// What a person should know, in words.
  public var note: String?
  /// How it is known.
  public var basis: Basis

  /// Creates a command.
  public init(
    _ mode: Mode = .exec, _ text: String, expects: String? = nil, note: String? = nil,
    basis: Basis
  ) {
    self.mode = mode
    self.text = text
    self.expects = expects
    self.note = note
    self.basis = basis
  }

  static let offline = Basis.doc221758("Air-gapped licensing")
}

/// A name under which a file can lie on a device's file system and be named in its commands.
public struct DeviceFileName: Sendable, Hashable {
  /// The name.
  public let text: String

  /// The longest path that `license smart import` and `license smart save usage` take, in characters.
  ///
  /// Source: `cisco-smart-license.yang`, `file-path` of the RPCs (1 to 127).
  public static let longestPath = 127
  /// Where files lie on a 9800 and most IOS XE devices.
  public static let flash = "bootflash:"

  /// The nearest name that IOS accepts: ASCII letters, digits, point, hyphen and underscore, not
  /// beginning with a point, short enough to stand behind `bootflash:`.
  public init(nearest name: String) {
    var result = ""
    for scalar in name.unicodeScalars {
      let isPlain =
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        || ("0"..."9").contains(scalar) || "._-".unicodeScalars.contains(scalar)
      result.unicodeScalars.append(isPlain ? scalar : "_")
    }
    while result.hasPrefix(".") { result.removeFirst() }
    if result.isEmpty { result = "file" }
    let room = Self.longestPath - Self.flash.count
    if result.count > room {
      // The ending says what the file is, so it stays.
      let dot = result.lastIndex(of: ".")
      let ending = dot.map { String(result[$0...].prefix(8)) } ?? ""
      result = String(result.prefix(room - ending.count)) + ending
    }
    text = result
  }

  /// `bootflash:` and the name.
  public var onFlash: String { Self.flash + text }
}
