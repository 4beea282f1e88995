import LicenseFiles

/// A line that rumkit may type at a device: one of a short list, none of which changes the configuration.
public struct DeviceLine: Sendable, Hashable {
  /// How the lines begin that may be typed, in the words of the manual page.
  public enum Kind: String, Sendable, CaseIterable {
    /// The pager, for this session only.
    case length = "terminal length 0"
    /// Long commands are echoed whole, for this session only.
    case width = "terminal width 512"
    /// Looks.
    case show = "show "
    /// Saves the usage.
    case save = "license smart save usage all file "
    /// Shows the size of a file.
    case list = "dir "
    /// Shows the MD5 of a file.
    case hash = "verify /md5 "
    /// Copies a file of the device to a server: never to the device itself.
    case copyOut = "copy "
    /// Removes a file that was saved or brought.
    case remove = "delete /force "
    /// Imports what was brought.
    case bring = "license smart import "

    /// True for a line that stands in the list as it is.
    var isWhole: Bool { !rawValue.hasSuffix(" ") }
    /// True for one that the device may ask something back.
    var mayAsk: Bool {
      switch self {
      case .length, .width, .show, .list, .hash: false
      case .save, .copyOut, .remove, .bring: true
      }
    }
  }

  /// As it is typed.
  public let text: String
  /// Which of the list it is.
  public let kind: Kind
  /// True where the device may ask something back.
  public var mayAsk: Bool { kind.mayAsk }

  /// Nil for what is not in the list, and for anything that would send a device elsewhere: pipes, other
  /// lines, control characters.
  public init?(_ text: String) {
    guard
      let kind = Kind.allCases.first(where: {
        $0.isWhole ? text == $0.rawValue : text.hasPrefix($0.rawValue)
      }),
      text.utf8.count <= 200,
      text.utf8.allSatisfy({
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || " ._-/:".utf8.contains($0) || (kind == .copyOut && $0 == UInt8(ascii: "@"))
      }),
      kind != .copyOut || CopyOutLine(text) != nil
    else { return nil }
    self.text = text
    self.kind = kind
  }
}

extension DeviceLine {
  /// How many questions a copy may ask: for the host, the user and the name of the file.
  public static let mostQuestions = 3

  /// True for a question to which Enter says once more what the line says: the host, the name of the file or
  /// the user, with the device's offer in brackets.
  public func answers(_ question: String) -> Bool {
    guard kind == .copyOut, let line = CopyOutLine(text), question.hasSuffix("]?"),
      let open = question.lastIndex(of: "[")
    else { return false }
    let offer = question[question.index(after: open)...].dropLast(2)
    switch question[..<open].lowercased().split(separator: " ").joined(separator: " ") {
    case "address or name of remote host": return offer == line.host
    case "destination username": return offer == line.user
    case "destination filename": return !offer.isEmpty && line.path.hasSuffix(offer)
    default: return false
    }
  }
}

/// `copy bootflash:rum.txt tftp://192.0.2.10/in/rum.txt`: from a file of the device to a server.
private struct CopyOutLine {
  let host: Substring
  /// The user in the address; nil without one.
  let user: Substring?
  let path: Substring

  private static let schemes = ["tftp", "ftp", "scp", "sftp", "http", "https", "rcp"]

  init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[1].contains(":"), !words[1].contains("//"),
      let mark = words[2].firstRange(of: "://"),
      Self.schemes.contains(String(words[2][..<mark.lowerBound]))
    else { return nil }
    let rest = words[2][mark.upperBound...]
    guard let slash = rest.firstIndex(of: "/") else { return nil }
    let parts = rest[..<slash].split(separator: "@", omittingEmptySubsequences: false)
    // A colon in front of the @ would be a password.
    guard (1...2).contains(parts.count), let host = parts.last, !host.isEmpty,
      parts.count == 1 || (!parts[0].isEmpty && !parts[0].contains(":"))
    else { return nil }
    self.host = host
    user = parts.count == 2 ? parts[0] : nil
    path = rest[slash...].dropFirst()
    guard !path.isEmpty else { return nil }
  }
}

extension DeviceInstruction {
  /// A line that only looks.
  package init(typed text: String) {
    self.init(.exec, text, basis: .offline)
  }
}

extension RitualCommands {
  /// What is typed first in a session of its own: nothing stops for a reader, and no command is echoed
  /// in parts.
  public static let session = [DeviceLine.Kind.length, .width].map {
    DeviceInstruction(.exec, $0.rawValue, basis: .inferred("as every program that types at IOS XE"))
  }

  /// Shows the hash of a file of the device.
  public func hash(_ name: DeviceFileName) -> DeviceInstruction {
    DeviceInstruction(
      .exec, DeviceLine.Kind.hash.rawValue + path.file(name),
      note: "the MD5 must be that of the file on this host",
      basis: .inferred("IOS XE prints the MD5 of a file with verify /md5"))
  }

  /// Removes a file of the device.
  public func removing(_ name: DeviceFileName) -> DeviceInstruction {
    DeviceInstruction(
      .exec, DeviceLine.Kind.remove.rawValue + path.file(name),
      basis: .inferred("with /force IOS XE asks nothing"))
  }

  /// Imports a file that lies on the device.
  public func taking(_ name: DeviceFileName) -> DeviceInstruction {
    DeviceInstruction(
      .exec, DeviceLine.Kind.bring.rawValue + path.file(name), expects: Self.importSuccess,
      basis: .offline)
  }

  /// True where usage can be saved: IOS XE on the policy.
  public var savesUsage: Bool { isIOSXE && !isBeforePolicy }
}
