public import LicenseFiles

/// What became of each ACK of an import, and what to type at the devices.
public struct ImportOutcome: Sendable, Hashable {
  /// The current time, epoch seconds UTC.
  public let now: Int64
  /// True for a site for practice.
  public let isRehearsal: Bool
  /// True when nothing was changed.
  public let isDryRun: Bool
  /// What matching found.
  public var findings: [Finding]
  /// One entry for each file and device.
  public var entries: [Entry] = []
  /// True when something that was named could not be read.
  public var failed: Bool

  /// An import of which nothing is done yet.
  public init(
    now: Int64, isRehearsal: Bool, isDryRun: Bool, findings: [Finding] = [], failed: Bool = false
  ) {
    self.now = now
    self.isRehearsal = isRehearsal
    self.isDryRun = isDryRun
    self.findings = findings
    self.failed = failed
  }

  /// How many entries are of a kind.
  public func count(_ kind: Entry.Kind) -> Int { entries.count { $0.kind == kind } }

  /// One file for one device.
  public struct Entry: Sendable, Hashable {
    /// What became of it.
    public enum Outcome: Sendable, Hashable {
      /// It was staged.
      case staged
      /// The same bytes lie there already.
      case alreadyStaged
      /// It would be staged; this is a dry run.
      case wouldStage
      /// A person said that it was imported.
      case importedByHand
      /// The device proved the import before the file was given: it is matched, and its cycle is closed.
      case provedBefore
      /// The device imported it, and nothing that it printed proves it yet.
      case awaitsProof
      /// A guard refused.
      case refused
      /// It is not what an import needs.
      case unusable
      /// Its bytes were not found a second time, with the reason.
      case lost(String)
      /// The disk failed, with the reason.
      case failed(String)
    }

    /// What it means for the whole.
    public enum Kind: Sendable, Hashable {
      /// It was done.
      case done
      /// It was refused.
      case refused
      /// It could not be used.
      case unusable
      /// The disk failed.
      case failed
    }

    /// The file as the user named it.
    public let file: String
    /// The device; nil when it is not known.
    public let device: UDI?
    /// What the site knows of it.
    public var record: DeviceRecord?
    /// What became of it.
    public var outcome: Outcome
    /// Why, and what is worth knowing.
    public var reasons: [Finding]
    /// What the policy is called that it carries; nil when it carries none.
    public var policy: String?
    /// What the guard said.
    public var verdict: ResetVerdict?
    /// True when a person went on against it.
    public var isOverridden = false
    /// SHA-256 of the bytes.
    public var sha256 = ""
    /// The number of bytes.
    public var byteCount: Int?
    /// The folder where it was staged.
    public var folder: String?
    /// Its name there.
    public var name: DeviceFileName?
    /// Where ACKs of that name lie now that were staged before and that no device is known to have taken.
    public var displaced: [String] = []
    /// What to type.
    public var instructions: [DeviceInstruction] = []
    /// True when nobody said how the device reaches the folder.
    public var lacksOrigin = false

    /// Creates an entry.
    public init(file: String, device: UDI?, outcome: Outcome, _ reasons: [Finding]) {
      self.file = file
      self.device = device
      self.outcome = outcome
      self.reasons = reasons
    }

    /// True when the device's commands follow.
    public var isReady: Bool {
      switch outcome {
      case .staged, .alreadyStaged, .wouldStage: true
      case .importedByHand, .provedBefore, .awaitsProof, .refused, .unusable, .lost, .failed: false
      }
    }

    /// True when something is to be typed at the device: to import it, or only to prove it.
    package var isForVisit: Bool { isReady || outcome == .awaitsProof }

    /// True when it is ready and nothing is known that imports it.
    public var hasNoCommands: Bool {
      isReady && !instructions.contains { $0.text.hasPrefix("license ") }
    }

    /// What it means for the whole.
    public var kind: Kind {
      switch outcome {
      case .staged, .alreadyStaged, .wouldStage, .importedByHand, .provedBefore, .awaitsProof: .done
      case .refused: .refused
      case .unusable, .lost: .unusable
      case .failed: .failed
      }
    }

    /// In a word.
    public var word: String {
      switch outcome {
      case .staged: "staged"
      case .alreadyStaged: "already-staged"
      case .wouldStage: "would-stage"
      case .importedByHand: "imported-by-hand"
      case .provedBefore: "proved-before"
      case .awaitsProof: "awaits-proof"
      case .refused: "refused"
      case .unusable: "unusable"
      case .lost, .failed: "failed"
      }
    }

    /// Why it failed; nil when it did not.
    public var failure: String? {
      switch outcome {
      case .lost(let reason), .failed(let reason): reason
      case .staged, .alreadyStaged, .wouldStage, .importedByHand, .provedBefore, .awaitsProof,
        .refused, .unusable:
        nil
      }
    }
  }
}
