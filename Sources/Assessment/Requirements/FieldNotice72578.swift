import DeviceOutput
import LicenseFiles

/// The releases of Cisco field notice FN72578, where reports that nobody acknowledges pile up until the
/// processor or the memory suffers; and how many reports that takes.
public enum FieldNotice72578: String, Sendable, Hashable {
  /// Named as affected.
  case affected
  /// Named as fixed, or later than those.
  case fixed
  /// From before Smart Licensing Using Policy.
  case earlier
  /// Named neither as affected nor as fixed.
  case notNamed

  /// Where it is published.
  static let basis = Basis.documented(title: "Cisco field notice FN72578", section: "")
  /// The affected releases, in words.
  static let affectedReleases =
    "17.3.2a to 17.3.6, 17.4.1, 17.5.1, 17.6.1 to 17.6.4 and 17.7.1"
  /// The releases to go to, in words.
  public static let fixedReleases = "17.3.7, 17.6.5, or 17.9.1 and later"

  /// The processes that search all reports, and so load the processor.
  static let processes = ["SAGetRUMIds", "SAUtilRepSave"]

  /// Judges a release. Rebuilds count as their release.
  ///
  /// Source: the releases above; 17.3.4 is named by itself too.
  init(_ release: IOSRelease) {
    let numbers = release.numbers + [0, 0, 0]
    let (major, minor, maintenance) = (numbers[0], numbers[1], numbers[2])
    guard major == 17 else {
      self = major < 17 ? .earlier : .fixed
      return
    }
    switch minor {
    case ..<3: self = .earlier
    case 3:
      switch maintenance {
      case ..<2: self = .earlier
      case 2: self = release.rebuild.isEmpty ? .notNamed : .affected
      case 3...6: self = .affected
      default: self = .fixed
      }
    case 4, 5, 7: self = maintenance == 1 ? .affected : .notNamed
    case 6:
      switch maintenance {
      case 0: self = .notNamed
      case 1...4: self = .affected
      default: self = .fixed
      }
    case 8: self = .notNamed
    default: self = .fixed
    }
  }
}

// What of a device shows it.
extension FieldNotice72578 {
  /// From this share of the processor on a process loads it.
  private static let load = 10.0

  /// A line of `show processes cpu` where one of the processes that search the reports loads the
  /// processor.
  static func busyProcess(in device: DeviceSnapshot) -> Observed<String>? {
    for observation in device.observations.reversed() {
      for line in observation.unknownLines
      where line.text.utf8.count <= 400 && processes.contains(where: line.text.contains) {
        let shares = line.text.split(separator: " ").filter { $0.hasSuffix("%") }
          .compactMap { Double($0.dropLast()) }
        guard let most = shares.max(), most >= load else { continue }
        return Observed(
          String(line.text.withoutBlanks),
          at: SourceLocation(file: observation.location.file, line: line.number), command: nil)
      }
    }
    return nil
  }

  /// True where the release has no such fault, so that many reports are no sign of it.
  static func isRuledOut(for device: DeviceSnapshot) -> Bool {
    if let system = device.system, system != .iosXE { return true }
    return device.release.latest.map { FieldNotice72578($0.value) == .fixed } ?? false
  }
}

// How many reports are too many.
extension FieldNotice72578 {
  /// From how many waiting reports on somebody should look.
  ///
  /// The field notice observed trouble at about 1000; it is not fixed, and varies with the network and
  /// the topology. So a site may set it.
  public struct Marks: Sendable, Hashable {
    /// The number with which trouble was observed.
    public let trouble: UInt64
    /// Half of it: many.
    public var many: UInt64 { trouble / 2 }

    /// That of the field notice.
    public static let standard = Marks(trouble: 1000)

    /// Creates marks; at least one report.
    public init(trouble: UInt64) { self.trouble = max(1, trouble) }

    /// What the higher mark means.
    public var meaning: String {
      self == .standard
        ? "the field notice observed trouble at about 1000; the number varies with the network"
        : "\(trouble) was set as the mark of trouble; the field notice observed it at about 1000"
    }
  }
}

// Which products it names.
extension FieldNotice72578 {
  /// Products that are known to be named. The list of the field notice may be longer.
  private static let products = ["C9800-40", "C9800-80", "C9800-CL", "C9800-L-C", "C9800-L-F"]
  /// Access points that the field notice names with the Embedded Wireless Controller.
  private static let embedded = ["C9115", "C9117", "C9120", "C9130"]

  /// True for a product that is known to be named.
  static func names(_ model: DeviceModel) -> Bool {
    model.isNamed(products + embedded)
  }

  /// Said of another product.
  static let productNote = RequirementNote(
    "the products that it is known to name are the 9800-40, -80, -CL, -L-C and -L-F and the EWC on "
      + "9115, 9117, 9120 and 9130; this one is judged by its release alone",
    .unverified("to be confirmed in the field notice's list of products"))
}
