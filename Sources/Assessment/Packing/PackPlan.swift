public import LicenseFiles

/// What goes out, under which name, and what stays behind and why. A plain value: made by
/// ``PackPlanner``, shown by a dry run, carried out by `PackJob`.
public struct PackPlan: Sendable {
  /// What goes out, in the order of its paths.
  public var files: [PlannedFile] = []
  /// What stays behind, in the order of the input.
  public var leftOut: [LeftOutFile] = []
  /// Every finding that was not waived: the rules' and packing's own.
  public var findings: [Finding] = []
  /// What was allowed.
  public var waived: [WaivedFinding] = []
  /// Waivers that match no finding: a spelling mistake, or a fault that is gone.
  package var unusedWaivers: [Waiver] = []

  /// A plan for nothing.
  init() {}

  /// The files that were left out because something is wrong with them.
  public var refused: [LeftOutFile] { leftOut.filter { $0.reason.isFault && !$0.isPassedOver } }
}

/// A file that goes out.
public struct PlannedFile: Sendable {
  /// Its place on the media, for example `upload/Wireless/C9800-CL-K9_9ZZEXAMPLE1.txt`.
  public var path: String
  /// The input it is made from.
  public var candidate: PackCandidate
  /// Its virtual account.
  public var account: VirtualAccounts.Answer
  /// The bytes, when they are not those of the input (`--wrap`).
  public var wrapped: [UInt8]?
  /// SHA-256 of the bytes that go out.
  public var sha256: SHA256Digest
  /// The number of bytes that go out.
  public var byteCount: Int

  /// Its name without folders.
  public var name: String {
    String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
  }
}

/// A file that stays behind.
public struct LeftOutFile: Sendable {
  /// The input.
  public var candidate: PackCandidate
  /// Why.
  public var reason: Reason

  /// True for a file of another kind that merely lies in a walked folder or an archive: it is
  /// listed, and no fault. What cannot be read may be the very file that matters.
  var isPassedOver: Bool {
    if case .notUsage = reason { !candidate.input.isExplicit } else { false }
  }

  /// True when its bytes could not be had.
  public var isUnreadable: Bool { if case .unreadable = reason { true } else { false } }

  /// True when it is another site's: nothing that it says is kept here.
  public var isForeign: Bool { if case .otherSite = reason { true } else { false } }

  /// What evidence calls the input. The name of another site's file may hold a serial number.
  public var evidenceName: String {
    isForeign
      ? "a file whose name has the SHA-256 \(SHA256Digest(hashing: Array(candidate.input.name.utf8)))"
      : candidate.input.name
  }

  /// Why a file stays behind.
  public enum Reason: Sendable, Hashable {
    /// Its bytes could not be had.
    case unreadable(String)
    /// It holds nothing to upload.
    case notUsage(String)
    /// Names in it were replaced.
    case redacted
    /// It ends early or is damaged.
    case damaged
    /// It is not the document that the device wrote.
    case notADeviceDocument(String)
    /// The rules found errors; their ids.
    case errors([String])
    /// Each of its reports is in these newer files.
    case superseded([String])
    /// Another input has the same bytes.
    case sameBytes(String)
    /// It belongs to another site or enclave; how that shows.
    case otherSite(String)
    /// The reset guard refused; when it ends.
    case guarded(String)

    private enum Class { case nothing, unfit, fault, refusal, needless }

    private var kind: Class {
      switch self {
      case .unreadable, .notUsage: .nothing
      case .notADeviceDocument: .unfit
      case .redacted, .damaged, .errors: .fault
      case .otherSite, .guarded: .refusal
      case .superseded, .sameBytes: .needless
      }
    }

    /// True when nothing in the file is of use.
    var isNothing: Bool { kind == .nothing }

    /// True when the site refuses a file that has no fault in itself.
    public var isRefusal: Bool { kind == .refusal }

    /// True when something is wrong with the file, false when it is merely not needed.
    public var isFault: Bool { kind != .needless }

    /// True when the file is not what packing needs, false when its content has a fault.
    public var isUnfit: Bool { kind == .nothing || kind == .unfit }

    /// One word for tables and JSON.
    public var word: String {
      switch self {
      case .unreadable: "unreadable"
      case .notUsage: "not-usage"
      case .redacted: "redacted"
      case .damaged: "damaged"
      case .notADeviceDocument: "not-a-device-document"
      case .errors: "errors"
      case .superseded: "superseded"
      case .sameBytes: "same-bytes"
      case .otherSite: "other-site"
      case .guarded: "guarded"
      }
    }

    /// In words: lower case, no full stop.
    public var text: String {
      switch self {
      case .unreadable(let why): why
      case .notUsage(let what): "\(what), nothing to upload"
      case .redacted: "redacted, so the portal cannot use it"
      case .damaged: "truncated or damaged"
      case .notADeviceDocument(let what):
        "\(what), not the file that the device wrote: fetch the file again from the device"
      case .errors(let ids): "errors: \(ids.joined(separator: ", "))"
      case .superseded(let names): "each of its reports is in \(names.joined(separator: ", "))"
      case .sameBytes(let name): "the same bytes as \(name)"
      case .otherSite(let why), .guarded(let why): why
      }
    }
  }
}
