/// The figures of every report of a run, each report once.
///
/// Streaming over files in any order leaves only one way to count a report once: remember it. This
/// keeps 80 bytes per report in blocks that never move, and a hash table of 4-byte slots over them,
/// some 90 bytes per report in all; the reports themselves are not kept.
struct ReportRegister {
  /// What the arrival of a report was.
  enum Arrival {
    /// Not seen before; with the number that it has from now on.
    case new(Int)
    /// The same payload again.
    case same
    /// Another version of the report with this number, and whether it is the one that counts now.
    case otherVersion(Int, counts: Bool)
  }

  private static let blockSize = 2048

  private var blocks: [[ReportFigures]] = []
  /// The number of reports.
  private(set) var count = 0
  /// The product instance of each line: a report id is unique only within one.
  private var deviceOfLine: [Int] = []
  /// Open addressing: the number of a report plus one, 0 where a slot is free.
  private var slots = [UInt32](repeating: 0, count: 1024)

  subscript(number: Int) -> ReportFigures {
    blocks[number / Self.blockSize][number % Self.blockSize]
  }

  /// The lines are numbered in the order in which they are added.
  mutating func addLine(device: Int) { deviceOfLine.append(device) }

  /// Takes in a report of a line that was added before.
  mutating func take(_ report: ReportFigures) -> Arrival {
    let slot = slot(
      of: report.reportID, withoutID: report.has(.withoutID), device: deviceOfLine[report.line])
    if slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      return replace(number, known: self[number], by: report)
    }
    append(report)
    slots[slot] = UInt32(clamping: count)
    if count * 3 > slots.count * 2 { grow() }
    return .new(count - 1)
  }

  /// The numbers of the reports of each line, in the order of their start.
  func numbersByLine() -> [(line: Int, reports: ArraySlice<Int>)] {
    let order = (0..<count).sorted {
      let (left, right) = (self[$0], self[$1])
      return (left.line, left.start, left.end, left.payload)
        < (right.line, right.start, right.end, right.payload)
    }
    var groups: [(Int, ArraySlice<Int>)] = []
    var first = 0
    while first < order.count {
      let line = self[order[first]].line
      var next = first + 1
      while next < order.count, self[order[next]].line == line { next += 1 }
      groups.append((line, order[first..<next]))
      first = next
    }
    return groups
  }

  /// The number of the report of a device that was taken in before; nil when there is none.
  ///
  /// - Parameters:
  ///   - reportID: its id, or the front of its payload hash.
  ///   - withoutID: whether it is the latter.
  func number(of reportID: UInt64, withoutID: Bool, device: Int) -> Int? {
    let number = slots[slot(of: reportID, withoutID: withoutID, device: device)]
    return number == 0 ? nil : Int(number) - 1
  }

  /// The slot that a report has, or the free one that it would get.
  private func slot(of reportID: UInt64, withoutID: Bool, device: Int) -> Int {
    var slot = firstSlot(reportID, device)
    while slots[slot] != 0 {
      let known = self[Int(slots[slot]) - 1]
      if known.reportID == reportID, known.has(.withoutID) == withoutID,
        deviceOfLine[known.line] == device
      {
        return slot
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func replace(
    _ number: Int, known: ReportFigures, by report: ReportFigures
  ) -> Arrival {
    if known.payload == report.payload { return .same }
    let counts = report.isBetter(than: known)
    var kept = counts ? report : known
    let bothClosed = !known.has(.open) && !report.has(.open)
    if known.has(.conflicting) || bothClosed { kept.mark(.conflicting) }
    kept.mark(.grown)
    blocks[number / Self.blockSize][number % Self.blockSize] = kept
    return .otherVersion(number, counts: counts)
  }

  private mutating func append(_ report: ReportFigures) {
    if count % Self.blockSize == 0 {
      var block: [ReportFigures] = []
      block.reserveCapacity(Self.blockSize)
      blocks.append(block)
    }
    blocks[blocks.count - 1].append(report)
    count += 1
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for number in 0..<count {
      let report = self[number]
      var slot = firstSlot(report.reportID, deviceOfLine[report.line])
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(clamping: number + 1)
    }
  }

  private func firstSlot(_ reportID: UInt64, _ device: Int) -> Int {
    var hasher = Hasher()
    hasher.combine(reportID)
    hasher.combine(device)
    return hasher.finalize() & (slots.count - 1)
  }
}
