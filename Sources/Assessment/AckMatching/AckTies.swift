import LicenseFiles

/// Ties each file to its devices, by the first of content, report ids, hand and name that can.
struct AckTies {
  private let matcher: AckMatcher
  private var owners: AckIDOwners?

  init(_ matcher: AckMatcher) { self.matcher = matcher }

  /// Matches a file by its content or by hand, or finds the devices that it may belong to.
  mutating func file(_ content: AckContent) -> AckMatchResult.File {
    var file = AckMatchResult.File(content: content, outcome: .unmatched)
    if content.isUsage || (content.outline.isComplete && !content.comesFromPortal) {
      file.outcome = .notAnAck
    } else if !content.outline.isComplete {
      file.outcome = .damaged
    } else if !content.devices.isEmpty {
      let devices = Set(content.devices.map(\.udi)).filter(matcher.known.isKnown)
      if devices.isEmpty {
        file.outcome = .foreign
      } else {
        tie(&file, devices.sorted(), by: .content)
      }
    } else {
      tieWithoutDevice(&file)
    }
    return file
  }

  private mutating func tieWithoutDevice(_ file: inout AckMatchResult.File) {
    let content = file.content
    let byIDs = devicesByIDs(content)
    if matcher.representatives(byIDs).count == 1 {
      tie(&file, byIDs, by: .reportIDs)
    } else if let device = hand(content) ?? matcher.choices.device {
      tie(&file, [device], by: .hand)
    } else if let devices = writtenDown(content, besides: byIDs) {
      tie(&file, devices, by: .form)
    } else {
      file.candidates = byIDs.isEmpty ? matcher.names.pointers(of: content.file) : byIDs
      file.outcome = file.candidates.isEmpty ? .unmatched : .ambiguous
    }
  }

  /// Matches what is left by the names that `pack` gave: a single file, copies aside, or all when the
  /// user accepts names. Report ids of several devices are not overruled by a name, only narrowed down.
  func tieByName(_ files: inout [AckMatchResult.File]) {
    var dependent: [(index: Int, devices: [UDI])] = []
    for (index, file) in files.enumerated()
    where file.outcome == .ambiguous || file.outcome == .unmatched {
      let devices = matcher.names.owners(of: file.content.file).map(\.device)
      let groups = matcher.representatives(devices)
      guard groups.count == 1, !matcher.representatives(file.candidates).isDisjoint(with: groups)
      else { continue }
      dependent.append((index, devices))
    }
    let isSingle = Set(dependent.map { files[$0.index].content.sha256 }).count == 1
    guard isSingle || matcher.choices.acceptNames != nil else { return }
    for one in dependent {
      tie(&files[one.index], one.devices, by: .name)
      files[one.index].candidates = []
    }
  }

  private func tie(
    _ file: inout AckMatchResult.File, _ devices: [UDI], by tie: AckMatchResult.Tie
  ) {
    file.outcome = .matched
    file.devices = Set(devices).sorted()
    file.tie = tie
  }

  /// The devices of one cycle for which the portal's form names the file; nil when it names none or
  /// several, or when its report ids are those of others.
  private func writtenDown(_ content: AckContent, besides byIDs: [UDI]) -> [UDI]? {
    let devices = matcher.names.written(for: content.file)
    let groups = matcher.representatives(devices)
    guard groups.count == 1,
      byIDs.isEmpty || !matcher.representatives(byIDs).isDisjoint(with: groups)
    else { return nil }
    return devices
  }

  private func hand(_ content: AckContent) -> UDI? {
    matcher.choices.map[AckNames.key(content.file)]
  }

  /// The devices of the one group, or of the several ones, whose report ids stand there most.
  private mutating func devicesByIDs(_ content: AckContent) -> [UDI] {
    guard content.data.contains(where: { !$0.numbers.isEmpty }) else { return [] }
    let index = owners ?? AckIDOwners(matcher.known)
    owners = index
    return index.best(content, matcher.known)
  }

  // MARK: Findings

  func findings(_ file: AckMatchResult.File) -> [Finding] {
    guard file.outcome != .notAnAck else { return [] }
    return foreignDevices(file) + contradictions(file) + unmatched(file)
  }

  /// A device that is not known is an error where it is certain that the file is about it: when no
  /// known one stands there, in an authorization, and beside a known one at the same path. A device
  /// elsewhere in the data may be an access point or a member of a stack.
  private func foreignDevices(_ file: AckMatchResult.File) -> [Finding] {
    var knownPaths: Set<String> = []
    var foreign: [(udi: UDI, path: String?)] = []
    for device in file.content.devices {
      var path: String?
      if case .data(let place) = device.origin { path = AckPath.normalised(place) }
      if matcher.known.isKnown(device.udi) {
        if let path { knownPaths.insert(path) }
      } else {
        foreign.append((device.udi, path))
      }
    }
    var told: Set<UDI> = []
    return foreign.compactMap { udi, path in
      guard path.map({ knownPaths.isEmpty || knownPaths.contains($0) }) ?? true,
        told.insert(udi).inserted
      else { return nil }
      let place = path == nil ? "an authorization" : "the acknowledgement"
      return FindingDescriptor.ackForeignDevice.finding(
        at: SourceLocation(file: file.content.file), productInstance: udi,
        "\(place) is for \(udi), but no usage of it is known")
    }
  }

  private func contradictions(_ file: AckMatchResult.File) -> [Finding] {
    guard file.outcome == .matched, file.tie == .content || file.tie == .reportIDs else {
      return []
    }
    let groups = matcher.representatives(file.devices)
    func finding(_ devices: [UDI], _ source: String) -> [Finding] {
      guard !devices.isEmpty, matcher.representatives(devices).isDisjoint(with: groups) else {
        return []
      }
      let pointed = devices.prefix(5).map(\.description).joined(separator: ", ")
      let named = file.devices.prefix(5).map(\.description).joined(separator: ", ")
      return [
        FindingDescriptor.ackNameContradictsContent.finding(
          at: SourceLocation(file: file.content.file), productInstance: file.devices.first,
          "\(source) points to \(pointed), the content is about \(named)")
      ]
    }
    return finding(matcher.names.pointers(of: file.content.file), "the name")
      + finding(hand(file.content).map { [$0] } ?? [], "the table of devices")
  }

  private func unmatched(_ file: AckMatchResult.File) -> [Finding] {
    guard file.content.hasAck, file.outcome == .ambiguous || file.outcome == .unmatched else {
      return []
    }
    let candidates = file.candidates.prefix(5).map(\.description).joined(separator: ", ")
    let message =
      file.candidates.isEmpty
      ? "its content shows no device and no known report id, and no upload had its name"
      : "its content shows no device; it may belong to \(candidates)"
    return [
      FindingDescriptor.ackUnmatched.finding(
        at: SourceLocation(file: file.content.file), message)
    ]
  }
}
