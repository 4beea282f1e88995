import DeviceOutput
import LicenseFiles

/// What `Last ACK received` proves.
extension ConfirmationJudge {
  enum TimeProof {
    case nothing, against, proves
    /// It was seen before the ACK was staged, or did not prove it then.
    case provesWithImport
    /// The same, as it may be from before the usage was saved.
    case mayBeOlder(DeviceTime, SourceLocation, why: String)

    /// For an ACK that is known to be imported or is not; nil when it says nothing.
    func counted(_ isImported: Bool) -> Bool? {
      switch self {
      case .nothing: nil
      case .against: false
      case .proves: true
      case .provesWithImport, .mayBeOlder: isImported ? true : nil
      }
    }
  }

  // 2.
  mutating func timeProof() -> TimeProof {
    guard facts.acks.contains(where: { $0.isForUsage && !$0.isOfPredecessor }) else {
      return .nothing
    }
    guard let printed = snapshot.lastAck.latest else {
      find(.lastAckNotShown, "the output does not show Last ACK received")
      return .nothing
    }
    guard let now = printed.value else {
      find(
        .lastAckMissing,
        remedy: facts.members.count > 1
          ? nil : "import the ACK on the device, then show license status again",
        "Last ACK received is <none>", printed.location)
      return .against
    }
    if let exportedAt = facts.exportedAt, let latest = now.latest, latest < exportedAt {
      find(
        .lastAckOlder, "Last ACK received is \(now.text), from before the usage was saved",
        printed.location)
      return .against
    }
    // The output itself may show the time before the import.
    if let before = snapshot.lastAck.earliest, before.value.map({ now.isLater(than: $0) }) ?? true {
      take(now, printed.location)
      return .proves
    }
    if let previous = facts.previousLastAck.map({ DeviceTime($0) }), previous.reading != nil,
      !now.isLater(than: previous)
    {
      find(
        .lastAckOlder,
        "Last ACK received is \(now.text); the one known before was \(previous.text)",
        printed.location)
      return .against
    }
    if let seen = facts.lastAckMeanwhile.map({ DeviceTime($0) }), seen.reading != nil,
      !now.isLater(than: seen)
    {
      return .provesWithImport
    }
    // Where no earlier time is known, one that may be from before the usage was saved proves nothing by itself.
    if facts.previousLastAck == nil, let exportedAt = facts.exportedAt, let earliest = now.earliest,
      earliest < exportedAt
    {
      return .mayBeOlder(now, printed.location, why: "its zone is not certain")
    }
    // Of usage that went out without this site, and a device that nobody has looked at, nothing says what is later.
    if facts.previousLastAck == nil, facts.exportedAt == nil {
      if let writtenAt = facts.writtenAt, let latest = now.latest, latest < writtenAt &- 86_400 {
        find(
          .lastAckOlder,
          "Last ACK received is \(now.text), from before the portal wrote the ACK", printed.location
        )
        return .nothing
      }
      return .mayBeOlder(
        now, printed.location, why: "neither the export nor an earlier output is known here")
    }
    take(now, printed.location)
    return .proves
  }

  /// Keeps when the device took the ACK, unless it was printed before the answer to the import.
  private mutating func take(_ lastAck: DeviceTime, _ place: SourceLocation) {
    let isEarlier = snapshot.importAnswers.compactMap(\.success?.location).contains {
      $0.file == place.file && ($0.line ?? 0) > (place.line ?? .max)
    }
    if !isEarlier { result.takenAt = lastAck }
  }

  /// Where the reports proved every ACK, a time that does not fit is worth knowing and no more.
  mutating func doubtTime() {
    guard result.isClosed else { return }
    let ids = [FindingDescriptor.lastAckMissing.id, FindingDescriptor.lastAckOlder.id]
    for index in result.findings.indices where ids.contains(result.findings[index].id) {
      result.findings[index] = result.findings[index].graded(.note)
    }
  }
}

extension DeviceTime {
  /// True when this is certainly the later moment.
  func isLater(than other: DeviceTime) -> Bool {
    if let zone, zone == other.zone, let one = reading?.secondsOfThisClock,
      let two = other.reading?.secondsOfThisClock
    {
      return one > two
    }
    guard let earliest, let latest = other.latest else { return false }
    return earliest > latest
  }
}
