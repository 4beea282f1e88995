import DeviceOutput

/// A license that was there before a migration.
public struct ReservedEntitlement: Sendable, Hashable {
  /// Its name, as printed.
  public var name: String
  /// The text after its name, as printed; nil without one.
  public var entitlement: String?
  /// How many were reserved or in use.
  public var count: Int64
  /// True when it was reserved; false when it was only in use.
  public var isReserved: Bool

  /// Creates a license.
  init(name: String, entitlement: String? = nil, count: Int64, isReserved: Bool) {
    self.name = name
    self.entitlement = entitlement
    self.count = count
    self.isReserved = isReserved
  }

  /// What a device printed before: reservations first; licenses that were in use besides.
  static func all(_ snapshot: DeviceSnapshot) -> [ReservedEntitlement] {
    var found: [ReservedEntitlement] = []
    func add(_ entitlement: ReservedEntitlement) {
      let isKnown = found.contains { $0.isSame(entitlement.name, entitlement.entitlement) }
      if entitlement.count > 0, !isKnown { found.append(entitlement) }
    }
    let blocks = [snapshot.reservation, snapshot.authorizations].compactMap(\.self)
    for license in blocks.flatMap(\.licenses) {
      let terms = license.terms.compactMap { $0.count?.value }
      let sum = terms.reduce(UInt64(0)) { $0.addingReportingOverflow($1).partialValue }
      add(
        ReservedEntitlement(
          name: license.name.value, entitlement: license.entitlement,
          count: Int64(clamping: license.totalCount?.value ?? sum), isReserved: true))
    }
    for license in (snapshot.licenses ?? []).map(\.value) {
      let reserved = license.reservedCount.map { Int64(clamping: $0) }
      let used = license.isInUse == true ? Int64(clamping: license.count ?? 0) : 0
      add(
        ReservedEntitlement(
          name: license.name, entitlement: license.entitlement, count: reserved ?? used,
          isReserved: reserved != nil))
    }
    return found
  }

  /// Names differ between the models of licensing, so that either text may be the one that stayed.
  func isSame(_ name: String, _ entitlement: String?) -> Bool {
    let mine = Set([self.name, self.entitlement].compactMap { Self.plain($0) })
    let other = Set([name, entitlement].compactMap { Self.plain($0) })
    return !mine.isDisjoint(with: other)
  }

  /// Letters and digits alone; a tag without its version and number.
  private static func plain(_ text: String?) -> String? {
    guard let text else { return nil }
    let short = text.hasPrefix("regid.") ? text.prefix { $0 != "," } : text[...]
    let plain = short.lowercased().filter { $0.isLetter || $0.isNumber }
    return plain.isEmpty ? nil : plain
  }
}

/// What became of one license.
public struct EntitlementRow: Sendable, Hashable {
  /// What was there.
  public var before: ReservedEntitlement
  /// How many are in use after; nil when the evidence does not name it.
  public var inUse: Int64?
  /// How many a person saw released at the portal.
  public var released: Int64?
  /// What a person said of it.
  public var explanation: String?

  /// True when nothing of it is left over.
  public var isCovered: Bool {
    if explanation != nil { return true }
    let sum = (inUse ?? 0).addingReportingOverflow(released ?? 0)
    return sum.overflow || sum.partialValue >= before.count
  }

  /// In a word.
  public var word: String {
    if !isCovered { return "open" }
    if explanation != nil { return "explained" }
    if let released, released > 0 {
      return inUse == nil || inUse == 0 ? "released" : "in use, released"
    }
    return "in use"
  }
}

/// Before and after, entitlement by entitlement.
public struct EntitlementComparison: Sendable, Hashable {
  /// One row for each license of before.
  public let rows: [EntitlementRow]
  /// Licenses in use after that were not there before.
  public let added: [String]

  /// True when every license of before is in use, released or explained.
  public var isCovered: Bool { rows.allSatisfy(\.isCovered) }

  /// Compares.
  ///
  /// - Parameters:
  ///   - before: what was there.
  ///   - after: licenses in use after: name, text after it, count.
  ///   - released: by name, how many a person saw released.
  ///   - explained: by name, what a person said.
  init(
    _ before: [ReservedEntitlement], after: [ReservedEntitlement], released: [String: Int64],
    explained: [String: String]
  ) {
    rows = before.map { entitlement in
      func value<Value>(_ values: [String: Value]) -> Value? {
        values.first { entitlement.isSame($0.key, nil) }?.value
      }
      return EntitlementRow(
        before: entitlement,
        inUse: after.filter { entitlement.isSame($0.name, $0.entitlement) }.map(\.count).max(),
        released: value(released), explanation: value(explained))
    }
    added = after.filter { one in !before.contains { $0.isSame(one.name, one.entitlement) } }
      .map(\.name)
  }
}
