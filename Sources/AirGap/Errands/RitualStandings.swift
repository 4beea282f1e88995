public import Assessment
import Foundation
public import LicenseFiles

/// What the ritual looks up on the way across the gap and back.
extension SiteSession {
  /// Media that were packed and did not leave.
  ///
  /// - Returns: the files on them; the paths of the media where all are still in place; the evidence bags that are,
  ///   which stand for a stick that is not at hand any more; and the names that trips had before.
  /// - Throws: ``ErrandError/Code/failed``.
  public func mediaToCarry() throws(ErrandError) -> (
    files: [OutboundRecord], media: [String], bags: [String], trips: Set<String>
  ) {
    try read { reader throws(LedgerError) in
      let files = try reader.outboundFiles(.all).filter { $0.stage == .exported }
      let waiting = Set(files.map(\.mediaHash))
      var (bags, places): ([String], [String]) = ([], [])
      for run in try reader.events([.packed]) {
        let hashes = (run[.mediaHash] ?? "").split(separator: " ").map(String.init)
        for (hash, path) in zip(hashes, SiteDetail.names(run[.path])) where waiting.contains(hash) {
          if !places.contains(path) { places.append(path) }
        }
        guard let bag = run[.bag], !waiting.isDisjoint(with: hashes) else { continue }
        if FileManager.default.fileExists(atPath: bag), !bags.contains(bag) { bags.append(bag) }
      }
      // A ledger of an earlier version has names alone, which say something where the media were made.
      let names = files.map(\.media).reduce(into: [String]()) { names, name in
        if !names.contains(name) { names.append(name) }
      }
      let packed = places.count == names.count ? places : names
      let isHere = packed.allSatisfy { FileManager.default.fileExists(atPath: $0) }
      return (files, isHere ? packed : [], bags, Set(try reader.history().trips.map(\.name)))
    }
  }

  /// The files that are on a trip, and the virtual accounts of their exports by number.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  public func carriedFiles() throws(ErrandError) -> (
    files: [OutboundRecord], accounts: [Int64: String]
  ) {
    try read { reader throws(LedgerError) in
      let files = try reader.outboundFiles(.all).filter { $0.isTripOpen && $0.stage == .carried }
      var accounts: [Int64: String] = [:]
      for event in try reader.events([.exported], of: files.map(\.device)) {
        accounts[event.number] = event[.account]
      }
      return (files, accounts)
    }
  }

  /// The open trips of which something has come back, and whether that is all of it.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  public func returnedTrips() throws(ErrandError) -> [(trip: TripRecord, isBack: Bool)] {
    try read { reader throws(LedgerError) in
      var trips: [(TripRecord, Bool)] = []
      for trip in try reader.history().trips where trip.isOpen {
        let files = try reader.outboundFiles(.trip(trip.name))
        let back = files.count { $0.stage >= .acknowledged }
        if back > 0 { trips.append((trip, back == files.count)) }
      }
      return trips
    }
  }

  /// The reports of an export, for a simulated portal.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  public func reports(of file: OutboundRecord) throws(ErrandError) -> [UInt64] {
    try read { reader throws(LedgerError) in try reader.reports(ofEvent: file.event).map(\.id) }
  }

  /// The ACK that waits for a device under the name that it was staged as, and the reports that it
  /// answers, for a simulated device; nil when none waits.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  public func stagedAck(
    for device: UDI
  ) throws(ErrandError) -> (name: String, reports: [UInt64])? {
    try read { reader throws(LedgerError) in
      guard let ack = try reader.acks(of: [device]).last(where: { $0.stagedAt != nil }),
        ack.confirmedAt == nil
      else { return nil }
      let staged = try reader.events([.ackStaged], of: [device]).last { $0[.ack] == ack.sha256 }
      return (staged?[.name] ?? ack.name, try reader.reports(ofEvent: ack.event).map(\.id))
    }
  }
}
