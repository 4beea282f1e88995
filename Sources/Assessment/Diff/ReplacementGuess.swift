import LicenseFiles

/// Recognises a device that took the place of another (an RMA), where nothing says so outright.
///
/// 1. One is in OLD alone and one in NEW alone, with the same product id.
/// 2. The later one measured nothing before the earlier one's last measurement had ended: two devices
///    in service at once are two devices.
/// 3. Both were saved under the same host name; or one of them is known by no host name, and both have
///    the same entitlements.
/// 4. There is no other pair of which the same could be said.
///
/// All of it is inferred: no file names the device that another one replaces.
struct ReplacementGuess {
  /// A device that only one of the two sets has.
  struct Candidate {
    var udi: UDI
    var hostName: String?
    var tags: Set<String>
    var firstStart: Int64?
    var lastEnd: Int64?
  }

  private struct Key: Hashable {
    var pid: String
    var hostName: String?
    var tags: Set<String>
  }

  private var gone: [Candidate]
  private var appeared: [Candidate]
  private var found: [DeviceDiff.Replacement] = []

  private init(_ gone: [Candidate], _ appeared: [Candidate]) {
    self.gone = gone
    self.appeared = appeared
  }

  /// The replacements among these, each device in one at most.
  static func replacements(
    _ gone: [Candidate], _ appeared: [Candidate]
  ) -> [DeviceDiff.Replacement] {
    guard !gone.isEmpty, !appeared.isEmpty else { return [] }
    var guess = ReplacementGuess(gone, appeared)
    guess.pair("the same product id and host name, and it begins after the other ends") {
      $0.hostName == nil ? nil : Key(pid: $0.udi.pid, hostName: $0.hostName, tags: [])
    }
    guess.pair(
      "the same product id and entitlements, no other such device, and it begins after the other ends"
    ) { $0.tags.isEmpty ? nil : Key(pid: $0.udi.pid, hostName: nil, tags: $0.tags) }
    return guess.found
  }

  private mutating func pair(_ reason: String, _ key: (Candidate) -> Key?) {
    var before: [Key: [Candidate]] = [:]
    var after: [Key: [Candidate]] = [:]
    for one in gone { if let key = key(one) { before[key, default: []].append(one) } }
    for one in appeared { if let key = key(one) { after[key, default: []].append(one) } }
    var paired: Set<UDI> = []
    for (key, olds) in before {
      guard olds.count == 1, let news = after[key], news.count == 1,
        Self.canFollow(olds[0], news[0])
      else { continue }
      paired.formUnion([olds[0].udi, news[0].udi])
      found.append(
        DeviceDiff.Replacement(
          old: olds[0].udi, new: news[0].udi, basis: .inferred(reason)))
    }
    gone.removeAll { paired.contains($0.udi) }
    appeared.removeAll { paired.contains($0.udi) }
  }

  private static func canFollow(_ old: Candidate, _ new: Candidate) -> Bool {
    if let before = old.hostName, let after = new.hostName, before != after { return false }
    guard let end = old.lastEnd, let start = new.firstStart else { return true }
    return start >= end
  }
}
