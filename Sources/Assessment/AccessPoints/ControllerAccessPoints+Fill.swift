import LicenseFiles

extension ControllerAccessPoints {
  /// Puts the entitlements of one product instance together.
  ///
  /// - Parameter udis: the access points by their numbers.
  mutating func fill(_ lines: [AccessPointLine], _ udis: [UDI]) {
    var uses: [UInt32: [AccessPoint.Use]] = [:]
    for (place, line) in lines.enumerated() {
      entitlements.append(line.entitlement)
      if let end = line.entitlement.lastEnd { countedUntil = max(countedUntil ?? end, end) }
      for (number, use) in line.uses {
        var use = use
        use.entitlement = place
        uses[number, default: []].append(use)
      }
    }
    accessPoints = uses.map { number, uses in
      AccessPoint(udi: udis[Int(number)], uses: uses)
    }.sorted { $0.udi < $1.udi }
    models = Self.models(lines, udis, until: countedUntil)
  }

  private static func models(
    _ lines: [AccessPointLine], _ udis: [UDI], until end: Int64?
  ) -> [AccessPointModelCounts] {
    // Entitlements count the same access points, so each one counts once while any holds it.
    let events = lines.flatMap(\.events).enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }
    var holders: [UInt32: Int] = [:]
    var counts: [String: AccessPointModelCounts] = [:]
    var changed: Set<String> = []
    for (index, event) in events.enumerated() {
      let number = event.element.accessPoint
      let before = holders[number, default: 0]
      let after = max(0, before + (event.element.joins ? 1 : -1))
      holders[number] = after
      if (before == 0) != (after == 0) {
        let model = udis[Int(number)].pid
        counts[model, default: AccessPointModelCounts(model: model)].now += after == 0 ? -1 : 1
        changed.insert(model)
      }
      let time = event.element.time
      guard index + 1 == events.count || events[index + 1].element.time != time else { continue }
      for model in changed { counts[model]?.addPoint(at: time) }
      changed = []
    }
    return counts.values.map { counts in
      var counts = counts
      counts.close(at: end)
      return counts
    }.sorted { $0.model < $1.model }
  }
}

extension AccessPointModelCounts {
  /// Notes the present count as that from a time on.
  fileprivate mutating func addPoint(at time: Int64) {
    if let last = points.last {
      if last.count == now { return }
      draw(from: last.at, to: time, last.count)
    }
    points.append(Point(at: time, count: now))
    peak = max(peak, now)
    if points.count >= 2 * Self.pointLimit { keepLatest() }
  }

  fileprivate mutating func close(at end: Int64?) {
    if let last = points.last { draw(from: last.at, to: max(end ?? last.at, last.at), last.count) }
    if points.count > Self.pointLimit { keepLatest() }
  }

  private mutating func keepLatest() {
    let surplus = points.count - Self.pointLimit
    points.removeFirst(surplus)
    omittedPoints += surplus
  }

  private mutating func draw(from start: Int64, to end: Int64, _ count: Int) {
    let count = Int64(clamping: count)
    if series == nil {
      series = UsageSeries(start: start, end: end, count: count)
    } else {
      series?.add(start: start, end: end, count: count)
    }
  }
}
