public import DeviceOutput
import LicenseFiles

/// What devices' outputs prove of their imports.
public struct ConfirmationOutcome: Sendable, Hashable {
  /// True for a site for practice.
  public let isRehearsal: Bool
  /// True when nothing was recorded.
  public let isDryRun: Bool
  /// One row for each output of a device.
  public private(set) var rows: [Row] = []
  /// True when something that was named is not the output of a device of the site.
  public var isUnfit = false

  /// What one output proves.
  public struct Row: Sendable, Hashable {
    /// The judgement.
    public let proof: ImportProof
    /// `Last ACK received`, as the device prints it; nil when it does not.
    public let lastAck: String?
    /// `Next ACK deadline`, as the device prints it; nil when it does not.
    public let deadline: String?
    /// The file.
    public let file: String
    /// What the site knows of the device.
    public let record: DeviceRecord?
  }

  /// An outcome without a row.
  public init(isRehearsal: Bool, isDryRun: Bool) {
    self.isRehearsal = isRehearsal
    self.isDryRun = isDryRun
  }

  /// Adds a device.
  public mutating func add(
    _ proof: ImportProof, _ snapshot: DeviceSnapshot, file: String, record: DeviceRecord?
  ) {
    rows.append(
      Row(
        proof: proof, lastAck: snapshot.lastAck.latest.map { $0.value?.text ?? "<none>" },
        deadline: snapshot.nextAckDeadline.latest.map { $0.value?.text ?? "<none>" }, file: file,
        record: record))
  }

  /// Devices whose cycle is closed.
  public var closedCount: Int { rows.count { $0.proof.isClosed } }
  /// Devices with reports that were taken as acknowledged and are not.
  public var contradictedCount: Int { rows.count { !$0.proof.contradicted.isEmpty } }
  /// Devices with an ACK that is not proved.
  public var openCount: Int { rows.count { !$0.proof.open.isEmpty } }
}
