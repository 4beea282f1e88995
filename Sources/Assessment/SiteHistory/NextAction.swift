/// What has to be done next for a cycle.
public indirect enum NextAction: Sendable, Hashable {
  /// Save usage on the device and pack it.
  case saveUsage
  /// The same, for so many reports that the ACK of their file did not acknowledge.
  case saveRest(reports: Int)
  /// The file went nowhere: save usage again.
  case exportAgain(file: String?)
  /// The portal treated the file as a duplicate, and so many of its reports are new: save usage again.
  case exportAnew(file: String?, reports: Int)
  /// The media with this file have to leave.
  case carry(file: String?)
  /// The file has to be uploaded.
  case upload(file: String?)
  /// The ACK has to be fetched at the portal; the name is the one that the portal gives.
  case fetchAck(file: String?)
  /// The portal has the reports already: their ACK is that of an earlier upload.
  case fetchEarlierAck(file: String?)
  /// The file of the ACK has to be given: its device imported it already, or is out of service and imports nothing.
  case matchAck(file: String?, isImported: Bool)
  /// So many reports of a device out of service are not acknowledged: see at the portal what became of its file.
  case lookUp(file: String?, reports: Int)
  /// The portal refused the file: its words say why.
  case readRejection(file: String?)
  /// Different contents are known of so many reports.
  case resolveConflict(reports: Int)
  /// An ACK is here and has to be imported, and so many more.
  case importAck(file: String?, more: Int)
  /// The ACK is staged: the device has to take it.
  case importOnDevice(file: String?)
  /// The factory-reset guard refuses to save usage and to import; until when, epoch seconds UTC, where that is
  /// known.
  case waitAfterReset(until: Int64?)
  /// The device was reset after the ACK was staged: the guard has to be asked again.
  case stageAgain(file: String?)
  /// The device was reset after it saved the usage that this ACK answers.
  case saveAfterReset(file: String?)
  /// The usage that this ACK answers was saved within the hour after a reset: the guard refuses its import for good.
  case saveAfterHour(file: String?)
  /// The device's own output has to prove the import.
  case confirm
  /// The device's deadline is not known: its output has to be read.
  case readDeadline
  /// Its release is from before Smart Licensing Using Policy: it has to be migrated, or its migration is under
  /// way.
  case migrate(isUnderWay: Bool)
  /// Its reports went out in the file of another device.
  case followOtherFile
  /// One thing, and then another of an earlier or a later file.
  case both(NextAction, then: NextAction)
  /// Nothing until the next export.
  case nothing

  /// The word for scripts. Never renamed.
  public var id: String {
    switch self {
    case .saveUsage, .saveRest: "save-usage"
    case .exportAgain: "export-again"
    case .exportAnew: "export-anew"
    case .carry: "carry"
    case .upload: "upload"
    case .fetchAck: "fetch-ack"
    case .fetchEarlierAck: "fetch-earlier-ack"
    case .matchAck: "match-ack"
    case .lookUp: "look-up"
    case .readRejection: "read-rejection"
    case .resolveConflict: "resolve-conflict"
    case .importAck: "import-ack"
    case .importOnDevice: "import-on-device"
    case .stageAgain: "stage-again"
    case .saveAfterReset, .saveAfterHour: "save-after-reset"
    case .waitAfterReset: "wait-after-reset"
    case .confirm: "confirm"
    case .readDeadline: "read-deadline"
    case .migrate: "migrate"
    case .followOtherFile: "follow-other-file"
    case .nothing: "nothing"
    case .both(let first, _): first.id
    }
  }

  /// What has to be done, one after the other.
  package var parts: [NextAction] {
    if case .both(let first, let then) = self { first.parts + then.parts } else { [self] }
  }

  /// The file that it concerns; nil where there is none or its name is not known.
  public var file: String? {
    switch self {
    case .exportAgain(let file), .exportAnew(let file, _), .carry(let file), .upload(let file),
      .fetchAck(let file),
      .fetchEarlierAck(let file), .readRejection(let file), .importAck(let file, _),
      .matchAck(let file, _), .lookUp(let file, _),
      .importOnDevice(let file), .stageAgain(let file),
      .saveAfterReset(let file), .saveAfterHour(let file):
      file
    case .both(let first, _): first.file
    case .saveUsage, .saveRest, .resolveConflict, .waitAfterReset, .confirm, .readDeadline,
      .migrate,
      .followOtherFile,
      .nothing:
      nil
    }
  }
}
