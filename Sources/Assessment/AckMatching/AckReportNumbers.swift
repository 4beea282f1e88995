import LicenseFiles

/// What the numbers of an ACK say about the reports of the devices that it is matched to.
///
/// 1. A number belongs to the device that the object around it, or the nearest one further out, names;
///    where none names one, to the devices of the file.
/// 2. It counts as a report id at a path that speaks of reports. Where no known id stands at such a path,
///    it counts at one where at least two different known ids stand and they are at least half of the
///    different numbers there. See ``AckPath`` for paths that never count.
/// 3. It must be a known id of that device, or of its group, and of one device only.
/// 4. Beside a word of failure, in the same object, one around it or one inside it, and below a key of
///    failure, it is undetermined. The same holds when the data was cut at a limit.
/// 5. At a path where a known id counts, every other number is an unknown report.
struct AckReportNumbers {
  private(set) var acknowledged: [UDI: Set<UInt64>] = [:]
  private(set) var undetermined: [UDI: Set<UInt64>] = [:]
  /// Numbers that are not known report, with a path, by the device among whose reports they stand.
  private(set) var unknown: [UDI: [UInt64: String]] = [:]
  /// The groups of which a report id could be read, by the device that stands for them.
  private(set) var readable: Set<UDI> = []

  /// Members of a group that are asked for an id; stacks have eight.
  private static let mostMembers = 64
  private let known: KnownReports
  private let groups: [UDI: [UDI]]

  init(
    _ content: AckContent, tied: [UDI], known: KnownReports, groups: [UDI: [UDI]]
  ) {
    self.known = known
    self.groups = groups
    for data in content.data where data.problem == nil {
      take(data, tied, isCut: data.isCut || content.isCut)
    }
    // What one place acknowledges and another doubts is in doubt.
    for (device, ids) in undetermined { acknowledged[device]?.subtract(ids) }
  }

  private struct Place {
    var path: AckPath
    var known: Set<UInt64> = []
    var others: Set<UInt64> = []

    var speaksOfReports: Bool { path.speaksOfReports && !known.isEmpty }
    var looksLikeReports: Bool {
      !path.isOther && known.count > 1 && known.count >= others.count
    }
  }

  private mutating func take(_ data: AckData, _ tied: [UDI], isCut: Bool) {
    let scopes = AckScopes(data)
    let doubts = AckDoubts(data)
    // A number that could belong to several devices counts for none.
    let named = tied.count > AckScopes.mostDevices ? [] : tied
    var places: [String: Int] = [:]
    var table: [Place] = []
    var placeOf: [Int] = []
    var ownersOf: [[UDI]?] = []
    for number in data.numbers {
      let path = AckPath.normalised(number.path)
      let place = places[path] ?? table.count
      if place == table.count {
        places[path] = place
        table.append(Place(path: AckPath(normalised: path)))
      }
      placeOf.append(place)
      let owners = owners(of: number.number, scopes[number.object] ?? named)
      ownersOf.append(owners)
      guard let owners else { continue }
      if owners.isEmpty {
        table[place].others.insert(number.number)
      } else {
        table[place].known.insert(number.number)
      }
    }
    let isSpoken = table.contains(where: \.speaksOfReports)
    for (index, number) in data.numbers.enumerated() {
      let place = table[placeOf[index]]
      guard let owners = ownersOf[index],
        isSpoken ? place.speaksOfReports : place.looksLikeReports
      else { continue }
      let isDoubtful = isCut || place.path.speaksOfFailure || doubts[number.object]
      if let owner = owners.first {
        for device in owners { readable.insert(known.representative(of: device)) }
        if owners.count == 1, !isDoubtful {
          acknowledged[owner, default: []].insert(number.number)
        } else {
          for device in owners { undetermined[device, default: []].insert(number.number) }
        }
      } else if let device = (scopes[number.object] ?? named).first(where: known.isKnown) {
        unknown[device, default: [:]][number.number] = number.path
      }
    }
  }

  /// The devices that have exported a report of this id: of those named, or else of their groups. Nil
  /// when none of those named is known: then the number is about something else.
  private func owners(of id: UInt64, _ named: [UDI]) -> [UDI]? {
    guard named.contains(where: known.isKnown) else { return nil }
    let exact = named.filter { known.report(id, of: $0) != nil }
    if !exact.isEmpty { return exact }
    var members: Set<UDI> = []
    for device in named where known.isKnown(device) {
      members.formUnion((groups[known.representative(of: device)] ?? []).prefix(Self.mostMembers))
    }
    return members.filter { known.report(id, of: $0) != nil }.sorted()
  }
}

/// The devices that each object of the data is about.
struct AckScopes {
  /// An object that names more devices than this is a list of them, and about none in particular.
  static let mostDevices = 16

  private var naming: [Int: [UDI]] = [:]
  private var nearest: [Int?]

  init(_ data: AckData) {
    for (index, object) in data.objects.enumerated().dropFirst() {
      guard let device = object.device else { continue }
      // `{"sudi":{…},"report_ids":[…]}`: the object around the one that names a device is about it.
      naming[index] = [device]
      if object.parent != 0, data.objects[object.parent].device == nil,
        naming[object.parent]?.count ?? 0 < Self.mostDevices
      {
        naming[object.parent, default: []].append(device)
      }
    }
    nearest = [nil]
    for (index, object) in data.objects.enumerated().dropFirst() {
      nearest.append(naming[index] != nil ? index : nearest[object.parent])
    }
  }

  /// The devices; nil when neither the object nor one around it names any.
  subscript(object: Int) -> [UDI]? { nearest[object].flatMap { naming[$0] } }
}

/// The objects of the data that stand beside a word of failure.
struct AckDoubts {
  private var doubtful: [Bool]

  init(_ data: AckData) {
    var around = [Bool](repeating: false, count: data.objects.count)
    for word in data.words where word.meaning.taints { around[word.object] = true }
    var inside = around
    // Every object comes after its parent, so one pass in each direction is enough.
    for index in data.objects.indices.dropFirst() where around[data.objects[index].parent] {
      around[index] = true
    }
    for index in data.objects.indices.dropFirst().reversed() where inside[index] {
      inside[data.objects[index].parent] = true
    }
    doubtful = zip(around, inside).map { $0 || $1 }
  }

  subscript(object: Int) -> Bool { doubtful[object] }
}
