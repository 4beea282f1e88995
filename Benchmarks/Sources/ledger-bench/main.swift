import AirGap
import Assessment
import Foundation
import LicenseFiles

/// Makes a large site and measures the two things that must be quick there. Each step is its own run
/// of this program, so that the start of a process is in the figures.
///
///     ledger-bench make SITE DEVICES REPORTS
///     ledger-bench status SITE
///     ledger-bench import SITE DEVICE
///     ledger-bench verify SITE

let start: Int64 = 1_790_000_000

func device(_ number: Int) -> UDI {
  let digits = String(number)
  return UDI(
    pid: "C9800-CL-K9", serial: "9ZZ" + String(repeating: "0", count: 8 - digits.count) + digits)
}

func hash(_ words: String) -> String { SHA256Digest(hashing: Array(words.utf8)).description }

func author(_ time: Int64) -> LedgerAuthor {
  LedgerAuthor(operatorName: "bench", host: "bench", time: time, clock: time)
}

func milliseconds(_ body: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  let time = try clock.measure(body)
  return Double(time.components.seconds) * 1000 + Double(time.components.attoseconds) / 1e15
}

/// Every device exported its reports in ten files, over ten trips; the ACK of the last is at home and
/// not yet imported.
func make(_ folder: String, devices: Int, reports: Int) throws {
  let ledger = try SiteLedger.create(
    at: folder, name: "Bench", mode: .own, by: author(start))
  for batch in stride(from: 0, to: devices, by: 500) {
    try ledger.append(
      (batch..<min(batch + 500, devices)).map { number in
        SiteEventDraft(
          .deviceRegistered, device(number),
          [.hostName: "wlc-\(number)", .site: "north", .account: "VA \(number % 20)"])
      }, by: author(start))
  }
  let files = 10
  let perFile = max(1, reports / devices / files)
  for file in 0..<files {
    let time = start + Int64(file) * 2_592_000
    let media = hash("media \(file)")
    for batch in stride(from: 0, to: devices, by: 500) {
      try ledger.append(
        (batch..<min(batch + 500, devices)).map { number in
          SiteEventDraft(
            .exported, device(number),
            [
              .name: "usage-\(number)-\(file).txt", .sha256: hash("file \(number) \(file)"),
              .media: "media-\(file)", .mediaHash: media, .savedAt: String(time - 3600),
            ],
            reports: (0..<perFile).map { place in
              let id = UInt64(1_700_000_000 + file * perFile + place)
              return SiteReport(
                device: device(number), id: id,
                payload: SHA256Digest(hashing: Array("\(number) \(id)".utf8)))
            })
        }, by: author(time))
    }
    try ledger.append(
      [
        SiteEventDraft(
          .tripOpened, nil, [.trip: "trip-\(file)", .carrier: "bench", .mediaHash: media])
      ], by: author(time + 60))
    for batch in stride(from: 0, to: devices, by: 500) {
      let numbers = batch..<min(batch + 500, devices)
      var drafts = numbers.map { number in
        SiteEventDraft(
          .ackReceived, device(number),
          [.ack: hash("ack \(number) \(file)"), .name: "ACK_\(number)_\(file).txt"],
          reports: (0..<perFile).map { place in
            SiteReport(device: device(number), id: UInt64(1_700_000_000 + file * perFile + place))
          })
      }
      if file + 1 < files {
        for number in numbers {
          let ack = hash("ack \(number) \(file)")
          drafts.append(SiteEventDraft(.ackImported, device(number), [.ack: ack]))
          drafts.append(SiteEventDraft(.deviceConfirmed, device(number), [.ack: ack]))
        }
      }
      try ledger.append(drafts, by: author(time + 86_400))
    }
    try ledger.append(
      [SiteEventDraft(.tripClosed, nil, [.trip: "trip-\(file)"])], by: author(time + 86_460))
  }
}

let arguments = CommandLine.arguments
guard arguments.count > 2 else {
  print("usage: ledger-bench make|status|import|verify SITE …")
  exit(64)
}
let folder = arguments[2]
switch arguments[1] {
case "make":
  guard arguments.count == 5, let devices = Int(arguments[3]), let reports = Int(arguments[4])
  else {
    exit(64)
  }
  let time = try milliseconds { try make(folder, devices: devices, reports: reports) }
  print("made in \(Int(time)) ms")
case "status":
  var devices = 0
  let time = try milliseconds {
    let ledger = try SiteLedger.openForReading(folder)
    devices = try ledger.read { reader throws(LedgerError) in try reader.history() }.devices.count
  }
  print("\(devices) devices in \(Int(time)) ms inside the process")
case "import":
  let number = arguments.count > 3 ? Int(arguments[3]) ?? 0 : 0
  let time = try milliseconds {
    try SiteLedger.openForWriting(folder).append(
      [SiteEventDraft(.ackImported, device(number), [.ack: hash("ack \(number) 9")])],
      by: author(start + 40_000_000))
  }
  print("imported in \(Int(time)) ms inside the process")
case "verify":
  let time = try milliseconds {
    let result = try SiteLedger.openForReading(folder).verify(scratch: NSTemporaryDirectory())
    print("\(result.events) events, \(result.reports) reports, \(result.findings.count) findings")
  }
  print("verified in \(Int(time)) ms")
default: exit(64)
}
