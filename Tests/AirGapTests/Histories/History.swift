import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// One random life of a site: what happens in the world is told to the ledger, in part, late or out of order.
final class History {
  let home: ErrandSite
  private(set) var world: HistoryWorld
  private var numbers: SeededNumbers
  var time: Int64 = 1_787_000_000
  private var kept: [(text: Capture, store: Int)] = []
  private var trips = 0
  private(set) var told: [String] = []

  static let devices = (1...5).map { UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE\($0)") }
  private static let template = try? String(contentsOfFile: ErrandSite.ack, encoding: .utf8)

  init(seed: UInt64) async throws {
    home = try await ErrandSite([])
    numbers = SeededNumbers(seed: seed)
    world = HistoryWorld(stores: [
      .init(members: Array(Self.devices[0...1])), .init(members: [Self.devices[2]]),
      .init(members: [Self.devices[3]]),
    ])
    let rows = Self.devices.prefix(4).map { "\($0.pid),\($0.serial)\n" }.joined()
    _ = try ImportDevices(table: try home.file("devices.csv", "pid,sn\n" + rows))
      .run(in: try session())
  }

  deinit { try? FileManager.default.removeItem(atPath: home.folder) }

  private func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &numbers) < percent }
  private func pick<Element>(_ all: [Element]) -> Element? {
    all.isEmpty ? nil : all[Int.random(in: 0..<all.count, using: &numbers)]
  }
  func session() throws -> SiteSession { try home.session(at: TimeText.iso8601(time)) }
  private func say(_ words: String) { told.append(words) }

  /// Something happens. Returns the store that has just shown everything; nil else.
  func step() throws -> Int? {
    time += Int64.random(in: 60...20_000, using: &numbers)
    let alive = world.stores.indices.filter { !world.stores[$0].isGone }
    guard let store = pick(alive) else { return nil }
    switch Int.random(in: 0..<100, using: &numbers) {
    case 0..<15: try export(store)
    case 15..<25: try leave()
    case 25..<42: try answer()
    case 42..<54: try stage()
    case 54..<66: try take(store)
    case 66..<90: return try capture(store)
    case 90..<93: try handIn()
    case 93..<95: try byHand()
    case 95..<97:
      world.stores[store].members.reverse()
      say("switchover \(world.stores[store].active)")
    case 97..<98: try group()
    case 98..<99: try replace()
    default: try reset(store)
    }
    return nil
  }

  // MARK: Outward

  private func export(_ store: Int) throws {
    let media = "m\(world.files.count)"
    world.export(
      store, new: Int.random(in: 1...3, using: &numbers),
      old: Int.random(in: 0...4, using: &numbers), media: media, savedAt: time - 30)
    guard let file = world.files.last else { return }
    say("export \(file.device) \(file.ids)")
    try session().record([
      SiteEventDraft(
        .exported, file.device,
        [
          .name: "\(file.device.pid)_\(file.device.serial).txt", .sha256: media, .media: media,
          .mediaHash: media, .savedAt: String(time - 30), .purpose: "usage",
        ],
        reports: file.ids.map {
          SiteReport(
            device: file.device, id: $0,
            payload: SHA256Digest(hashing: Array("\($0) \(file.device)".utf8)))
        })
    ])
  }

  private func leave() throws {
    let media = world.files.filter { $0.carriedAt == nil }.map(\.media)
    guard !media.isEmpty else { return }
    trips += 1
    let trip = "t\(trips)"
    let isLost = chance(10)
    say("trip \(trip) \(media)\(isLost ? ", lost" : "")")
    world.leave(trip, at: time, isLost: isLost)
    try session().record([
      SiteEventDraft(
        .tripOpened, nil,
        [
          .trip: trip, .carrier: "Kim", .media: "m", .mediaHash: media.joined(separator: " "),
          .expected: "1",
        ])
    ])
    if isLost || chance(50) {
      _ = try CloseTrip(name: trip, lost: isLost ? "stolen" : nil).run(in: try session()) { _ in }
    }
  }

  // MARK: Backward

  private func answer() throws {
    let files = world.files.indices.filter {
      world.files[$0].carriedAt != nil && !world.files[$0].isLost
        && !world.stores[world.files[$0].store].isGone
    }
    guard let index = pick(chance(60) ? files.suffix(3) : files) else { return }
    let file = world.files[index]
    let isReadable = file.isHidden || chance(75)
    var ids = file.ids
    if isReadable, chance(30) {
      ids = Array(ids.prefix(Int.random(in: 1...ids.count, using: &numbers)))
    }
    let number = world.acks.count
    let path = try home.file(
      "\(number)/ACK_\(file.device.pid)_\(file.device.serial).txt",
      text(file, isReadable ? ids : nil, number))
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    say("ack \(number) \(isReadable ? "\(ids)" : "unreadable") for file \(index)")
    world.acks.append(
      .init(
        file: index, ids: Set(ids), isReadable: isReadable, path: path,
        sha256: SHA256Digest(hashing: bytes).description))
    var ties = AckTies()
    if !isReadable { ties.device = file.device.description }
    _ = try MatchAcks([path], ties: ties).run(in: try session(), home.tell)
  }

  private func text(_ file: HistoryWorld.File, _ ids: [UInt64]?, _ number: Int) throws -> String {
    let template = try #require(Self.template)
    let start = try #require(template.range(of: "<smartLicenseRumAck><data><![CDATA["))
    let end = try #require(
      template.range(of: "]]></data>", range: start.upperBound..<template.endIndex))
    let rows =
      ids.map { ids in
        """
        [{"sudi":{"udi_pid":"\(file.device.pid)","udi_serial_number":"\(file.device.serial)"},\
        "report_ids":[\(ids.map(String.init).joined(separator: ","))],"status":"COMPLETE"}]
        """
      } ?? #"[{"text":"\#(number)"}]"#
    return template.replacingCharacters(in: start.upperBound..<end.lowerBound, with: rows)
      .replacing("1787220131085", with: String(((file.carriedAt ?? time) + 1) * 1000))
      .replacing("6e00000000000000000000000000a895", with: "6e\(number)")
  }

  private func stage() throws {
    guard
      let index = pick(chance(70) ? Array(world.acks.indices.suffix(4)) : Array(world.acks.indices))
    else { return }
    var errand = ImportAcks([world.acks[index].path])
    let file = world.files[world.acks[index].file]
    // A name says only what was staged last under it: what it said before is handed in before.
    if !world.stores[file.store].scroll.isEmpty {
      _ = try capture(file.store, isFull: true)
      world.stores[file.store].scroll = []
      world.stores[file.store].mustShow = false
    }
    if !world.acks[index].isReadable { errand.ties.device = file.device.description }
    let outcome = try errand.run(in: try session(), home)
    guard let entry = outcome.entries.first,
      entry.outcome == .staged || entry.outcome == .alreadyStaged,
      let name = entry.name?.text
    else { return say("ack \(index) is not staged") }
    say("ack \(index) staged as \(name)")
    world.acks[index].name = name
    world.acks[index].stagedAfter = told.count
    world.staged[file.store, default: [:]][name] = index
  }

  private func take(_ store: Int) throws {
    let lying = world.staged[store, default: [:]].values.sorted()
    if chance(12) {
      say("store \(store) takes foo.txt")
      world.show("foo.txt", store, at: time, isAgain: true)
    } else if let index = pick(lying) {
      let isAgain = world.acks[index].isTaken
      say("store \(store) takes ack \(index)\(isAgain ? " again" : "")")
      world.take(index, at: time, isAgain: isAgain)
    }
  }

  private func byHand() throws {
    guard let index = pick(world.acks.indices.filter { world.acks[$0].isTaken }) else { return }
    say("ack \(index) by hand")
    var errand = ImportAcks([world.acks[index].path])
    errand.byHand = "the operator said so"
    let file = world.files[world.acks[index].file]
    if !world.acks[index].isReadable { errand.ties.device = file.device.description }
    _ = try errand.run(in: try session(), home)
    world.acks[index].isSaidByHand = true
  }

  // MARK: What devices print

  @discardableResult
  private func capture(_ index: Int, isFull: Bool? = nil) throws -> Int? {
    let store = world.stores[index]
    let isFull = isFull ?? chance(40)
    let isKept = !isFull && !store.mustShow && chance(25)
    var capture = Capture(store.active, host: "d\(store.active.serial.suffix(1))")
    var words = ""
    if isFull || store.mustShow || chance(60), !isKept, !store.scroll.isEmpty {
      for name in store.scroll { capture = capture.imported(name) }
      words += " imports \(store.scroll)"
    }
    if isFull || chance(60) {
      capture = capture.status(store.lastAck.map(Self.printed) ?? "<none>")
      words += " last ACK \(store.lastAck ?? 0)"
    }
    if isFull || chance(40), !store.reports.isEmpty {
      let rows = store.reports.sorted().map {
        ($0, store.acknowledged.contains($0) ? "ACK" : "CLOSED")
      }
      let shown =
        isFull || chance(60) ? rows.count : Int.random(in: 1...rows.count, using: &numbers)
      capture = capture.reports(Array(rows.prefix(shown)))
      if isFull { capture = capture.adding("show clock", "10:00:00.000 UTC Fri Aug 21 2026") }
      words += " reports \(shown) of \(rows.count)"
    }
    capture = capture.adding("! \(told.count)", "")
    if isKept {
      say("kept: \(store.active)\(words)")
      kept.append((capture, index))
      return nil
    }
    say("\(isFull ? "full output" : "output"): \(store.active)\(words)")
    _ = try home.confirming(capture, at: TimeText.iso8601(time))
    return isFull ? index : nil
  }

  private func handIn() throws {
    guard !kept.isEmpty else { return }
    let one = kept.remove(at: Int.random(in: 0..<kept.count, using: &numbers))
    say("handed in late: \(one.text.device)")
    _ = try home.confirming(one.text, at: TimeText.iso8601(time))
  }

  private static func printed(_ time: Int64) -> String {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let text = TimeText.iso8601(time)
    let month = months[(Int(text.dropFirst(5).prefix(2)) ?? 1) - 1]
    return
      "\(month) \(text.dropFirst(8).prefix(2)) \(text.dropFirst(11).prefix(8)) \(text.prefix(4)) UTC"
  }

  // MARK: The register

  private func group() throws {
    guard !world.isPairKnown else { return }
    say("group")
    world.isPairKnown = true
    try GroupDevices(name: "pair", devices: Self.devices.prefix(2).map(\.description))
      .run(in: try session())
  }

  private func replace() throws {
    guard !world.stores[2].isGone else { return }
    say("replace \(Self.devices[3]) by \(Self.devices[4])")
    world.stores[2].isGone = true
    world.stores.append(.init(members: [Self.devices[4]]))
    _ = try ReplaceDevice(old: Self.devices[3].description, new: Self.devices[4].description)
      .run(in: try session(), home.tell)
  }

  private func reset(_ store: Int) throws {
    say("reset \(world.stores[store].active)")
    world.resets[world.stores[store].active] = (time - 8000, told.count)
    _ = try RecordReset(
      device: world.stores[store].active.description, at: time - 8000, reloadedAt: time - 7000
    ).run(in: try session(), home.tell)
  }
}
