import LicenseFiles

/// What is true in a site, whatever the ledger says: a few dictionaries, without a line of the product.
///
/// A store is the licensing memory of a device, or of both members of a pair. Its reports begin with an
/// export and are acknowledged when the device takes an ACK.
struct HistoryWorld {
  struct Store {
    /// The members, the active one first.
    var members: [UDI]
    var reports: [UInt64] = []
    var acknowledged: Set<UInt64> = []
    var lastAck: Int64?
    /// The answers to imports that the terminal still shows, by file name.
    var scroll: [String] = []
    /// True after an import that only its name tells from others.
    var mustShow = false
    var isGone = false

    var active: UDI { members[0] }
  }

  struct File {
    let store: Int
    let device: UDI
    let ids: [UInt64]
    let media: String
    let savedAt: Int64
    var trip: String?
    var carriedAt: Int64?
    var isLost = false
    /// True where a later file of the device left on the same trip.
    var isHidden = false
  }

  struct Ack {
    let file: Int
    /// What it acknowledges.
    let ids: Set<UInt64>
    /// False where nobody can read that.
    let isReadable: Bool
    let path: String
    let sha256: String
    /// The name under which the device finds it.
    var name: String?
    var isTaken = false
    /// After how many happenings it was staged last.
    var stagedAfter = -1
    var isSaidByHand = false
  }

  var stores: [Store]
  var files: [File] = []
  var acks: [Ack] = []
  var owner: [UInt64: UDI] = [:]
  var nextID: UInt64 = 1_770_200_001
  /// When each device was reset last, and after how many happenings that was told.
  var resets: [UDI: (at: Int64, after: Int)] = [:]
  /// The answer that lies under a name, by store.
  var staged: [Int: [String: Int]] = [:]
  /// True when the site knows that the first two devices are a pair.
  var isPairKnown = false

  /// New reports of the active member, and some that an earlier file had.
  mutating func export(_ store: Int, new: Int, old: Int, media: String, savedAt: Int64) {
    let device = stores[store].active
    var ids: [UInt64] = []
    for _ in 0..<new {
      ids.append(nextID)
      owner[nextID] = device
      nextID += 1
    }
    // After a switchover the other member saves what the pair has not been answered.
    let earlier = stores[store].reports.filter {
      owner[$0] == device || (store == 0 && isPairKnown)
    }.suffix(old)
    stores[store].reports += ids
    files.append(
      File(
        store: store, device: device, ids: (earlier + ids).sorted(), media: media, savedAt: savedAt)
    )
  }

  mutating func leave(_ trip: String, at time: Int64, isLost: Bool) {
    var seen: Set<UDI> = []
    for index in files.indices.reversed() where files[index].carriedAt == nil {
      files[index].trip = trip
      files[index].carriedAt = time
      files[index].isLost = isLost
      files[index].isHidden = !seen.insert(files[index].device).inserted
    }
  }

  /// The device takes what lies under a name.
  mutating func take(_ index: Int, at time: Int64, isAgain: Bool = false) {
    let store = files[acks[index].file].store
    acks[index].isTaken = true
    stores[store].acknowledged.formUnion(acks[index].ids)
    show(acks[index].name ?? "?", store, at: time, isAgain: isAgain)
  }

  /// The device takes something that moves its time and acknowledges nothing.
  mutating func show(_ name: String, _ store: Int, at time: Int64, isAgain: Bool) {
    stores[store].lastAck = time
    if isAgain || stores[store].mustShow {
      stores[store].scroll.append(name)
    } else {
      stores[store].scroll = [name]
    }
    stores[store].mustShow = isAgain || stores[store].mustShow
  }

  // MARK: What is to be read in the ledger

  /// The last file that a report went out in.
  func lastFile(of id: UInt64) -> File? { files.last { $0.ids.contains(id) } }
  /// The same under the number of one device.
  func lastFile(of id: UInt64, under device: UDI) -> File? {
    files.last { $0.device == device && $0.ids.contains(id) }
  }
  func isListed(_ id: UInt64) -> Bool { acks.contains { $0.isReadable && $0.ids.contains(id) } }
  func isAcknowledged(_ id: UInt64) -> Bool { stores.contains { $0.acknowledged.contains(id) } }
  /// True where an ACK of the file is here, or one that lists a report that no earlier file has which left and
  /// is not answered by what its device took. A file that brought nothing is answered with those before it.
  func isAnswered(_ file: Int) -> Bool {
    let earlier = files.prefix(file).filter { one in
      (one.device == files[file].device
        || (isPairKnown && one.store == 0 && files[file].store == 0))
        && one.carriedAt != nil && !one.isLost
        && !acks.contains { $0.isTaken && !$0.ids.isDisjoint(with: one.ids) }
    }
    let brought = Set(files[file].ids).subtracting(earlier.flatMap(\.ids))
    let own = brought.isEmpty ? Set(files[file].ids) : brought
    return acks.contains { $0.file == file || !$0.ids.isDisjoint(with: own) }
  }
  /// True where the device forgot with a reset what an ACK acknowledges: usage of its cycle that was saved since has none
  /// of it, and nobody staged it since.
  func isForgotten(_ ack: Ack) -> Bool {
    let file = files[ack.file]
    guard let reset = resets[file.device], ack.stagedAfter < reset.after else { return false }
    let members =
      file.store == 0 && isPairKnown ? stores[0].members : [file.device]
    let since = files.filter { members.contains($0.device) && $0.savedAt >= reset.at }
    return file.savedAt < reset.at && !since.isEmpty
      && ack.ids.isDisjoint(with: since.flatMap(\.ids))
  }
  func store(of device: UDI) -> Int? { stores.firstIndex { $0.members.contains(device) } }
}
