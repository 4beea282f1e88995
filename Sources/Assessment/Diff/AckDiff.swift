public import LicenseFiles

/// What changed between two sets of files from the portal: ACKs, policies, authorizations.
public struct AckDiff: Sendable, Hashable {
  /// What a change is about.
  public enum Subject: String, Sendable, Hashable, CaseIterable {
    /// The kind of the file.
    case kind
    /// A device that the file names.
    case device
    /// A number that stands where the ACK speaks of reports.
    case report
    /// A value of the policy.
    case policy
    /// A value of the account.
    case account
    /// The correlation id.
    case correlationID = "correlation-id"
    /// What is authorized for a device.
    case authorization
    /// A word about errors or status.
    case word
    /// A block that came without a signature.
    case unsigned
    /// Something that is not understood: the bytes differ and nothing else does.
    case bytes
  }

  /// One value that differs; nil where a file does not have it.
  public struct Change: Sendable, Hashable {
    /// What it is about.
    public var subject: Subject
    /// Which of several; nil where there is only one.
    public var name: String?
    /// The value in OLD.
    public var old: String?
    /// The value in NEW.
    public var new: String?

    /// Creates a change.
    package init(subject: Subject, name: String?, old: String?, new: String?) {
      self.subject = subject
      self.name = name
      self.old = old
      self.new = new
    }
  }

  /// Two files that belong together, or one without a partner.
  public struct Pair: Sendable, Hashable {
    /// The file in OLD.
    public var old: String?
    /// The file in NEW.
    public var new: String?
    /// The devices that they name, sorted.
    public var devices: [UDI]
    /// What differs; empty where one of the two is missing.
    public var changes: [Change]

    /// True when something does.
    public var differs: Bool { old == nil || new == nil || !changes.isEmpty }
  }

  /// Every file, in the order of OLD, then those that only NEW has.
  public var pairs: [Pair]

  /// True when anything differs.
  public var differs: Bool { pairs.contains(where: \.differs) }

  /// Compares.
  ///
  /// 1. The same bytes belong together.
  /// 2. Then files that name the same devices.
  /// 3. Then files of the same name.
  /// 4. Then the two that are left, where each set has one.
  public init(old: [AckContent], new: [AckContent]) {
    var partners = [Int?](repeating: nil, count: old.count)
    var isFree = [Bool](repeating: true, count: new.count)
    func pair<Key: Hashable>(_ key: (AckContent) -> Key?) {
      var free: [Key: [Int]] = [:]
      for index in new.indices.reversed() where isFree[index] {
        if let key = key(new[index]) { free[key, default: []].append(index) }
      }
      for index in old.indices where partners[index] == nil {
        guard let key = key(old[index]), let place = free[key]?.popLast() else { continue }
        partners[index] = place
        isFree[place] = false
      }
    }
    pair { $0.sha256 }
    pair { $0.devices.isEmpty ? nil : Set($0.devices.map(\.udi)) }
    pair { $0.baseName }
    let lonely = old.indices.filter { partners[$0] == nil }
    let rest = new.indices.filter { isFree[$0] }
    if lonely.count == 1, rest.count == 1 {
      partners[lonely[0]] = rest[0]
      isFree[rest[0]] = false
    }
    pairs = old.indices.map { index in
      let partner = partners[index].map { new[$0] }
      return Pair(
        old: old[index].file, new: partner?.file,
        devices: Self.devices([old[index], partner].compactMap(\.self)),
        changes: partner.map { Self.changes(old[index], $0) } ?? [])
    }
    for index in new.indices where isFree[index] {
      pairs.append(
        Pair(
          old: nil, new: new[index].file, devices: Self.devices([new[index]]), changes: []))
    }
  }

  private static func devices(_ contents: [AckContent]) -> [UDI] {
    Set(contents.flatMap { $0.devices.map(\.udi) }).sorted()
  }

  // MARK: Two files

  private static func changes(_ old: AckContent, _ new: AckContent) -> [Change] {
    if let hash = old.sha256, hash == new.sha256 { return [] }
    var changes: [Change] = []
    func compare(_ subject: Subject, _ name: String?, _ before: String?, _ after: String?) {
      if before != after {
        changes.append(Change(subject: subject, name: name, old: before, new: after))
      }
    }
    compare(.kind, nil, old.outline.kind.rawValue, new.outline.kind.rawValue)
    changes += listed(
      .device, old.devices.map(\.udi.description), new.devices.map(\.udi.description))
    changes += listed(.report, old.reportNumbers.map(digits), new.reportNumbers.map(digits))
    let none = AckPolicy()
    for (name, before, after) in (old.policy ?? none).changes(to: new.policy ?? none) {
      compare(.policy, name, before, after)
    }
    for (name, before, after) in accountValues(old.account, new.account) {
      compare(.account, name, before, after)
    }
    compare(.correlationID, nil, old.correlationID, new.correlationID)
    changes += named(.authorization, authorizations(old), authorizations(new))
    changes += named(
      .word, old.words.map { ($0.path, $0.text) }, new.words.map { ($0.path, $0.text) })
    changes += listed(.unsigned, old.unsigned.map(\.element), new.unsigned.map(\.element))
    if changes.isEmpty {
      compare(
        .bytes, nil, old.sha256?.description ?? "not read to the end",
        new.sha256?.description ?? "not read to the end")
    }
    return changes
  }

  private static func digits(_ number: UInt64) -> String { String(number) }

  /// Values that are in one list alone.
  private static func listed(_ subject: Subject, _ old: [String], _ new: [String]) -> [Change] {
    let (before, after) = (Set(old), Set(new))
    return before.subtracting(after).sorted().map {
      Change(subject: subject, name: nil, old: $0, new: nil)
    }
      + after.subtracting(before).sorted().map {
        Change(subject: subject, name: nil, old: nil, new: $0)
      }
  }

  /// Values by name; a name that stands there several times has them all.
  private static func named(
    _ subject: Subject, _ old: [(String, String)], _ new: [(String, String)]
  ) -> [Change] {
    let before = Dictionary(old.map { ($0.0, [$0.1]) }, uniquingKeysWith: +)
    let after = Dictionary(new.map { ($0.0, [$0.1]) }, uniquingKeysWith: +)
    return Set(before.keys).union(after.keys).sorted().compactMap { name in
      guard before[name] != after[name] else { return nil }
      return Change(
        subject: subject, name: name, old: before[name]?.joined(separator: ", "),
        new: after[name]?.joined(separator: ", "))
    }
  }

  private static func authorizations(_ content: AckContent) -> [(String, String)] {
    content.authorizations.map { authorization in
      let licenses = authorization.licenses.map {
        "\($0.count ?? "?") × \($0.displayName ?? $0.tag ?? "?")"
      }
      return (
        authorization.udi?.description ?? authorization.udiText, licenses.joined(separator: ", ")
      )
    }
  }

  private static func accountValues(
    _ old: AckContent.Account?, _ new: AckContent.Account?
  ) -> [(String, String?, String?)] {
    [
      ("smartAccount", old?.smartAccount, new?.smartAccount),
      ("smartAccountId", old?.smartAccountID, new?.smartAccountID),
      ("smartAccountDomain", old?.domain, new?.domain),
      ("virtualAccount", old?.virtualAccount, new?.virtualAccount),
      ("virtualAccountId", old?.virtualAccountID, new?.virtualAccountID),
      ("timestamp", old?.time.map(TimeText.iso8601), new?.time.map(TimeText.iso8601)),
    ]
  }
}
