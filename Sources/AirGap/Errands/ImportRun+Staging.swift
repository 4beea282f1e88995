import Assessment
import LicenseFiles

/// Where an ACK is laid for its device, and under which name.
extension ImportRun {
  mutating func stage(
    _ file: AckMatchResult.File, _ device: UDI, _ members: [DeviceRecord], _ contents: [UInt8],
    _ entry: inout ImportOutcome.Entry
  ) throws(ErrandError) {
    let trip = try tripFolder(file, members.map(\.udi))
    let base = errand.folder ?? session.ledger.folder + "/staged"
    let place = trip ?? (errand.folder == nil ? "no-trip" : nil)
    let folder = place.map { AckStaging.path($0, in: base) } ?? base
    let all = try session.read { reader throws(LedgerError) in
      try reader.stagings(of: members.map(\.udi))
    }
    let staged = all.filter { $0.sha256 != file.content.sha256?.description }
    if !errand.isDryRun { entry.displaced = putAway(staged, file, in: folder) }
    let commands = RitualCommands(entry.record ?? DeviceRecord(device), path: errand.devicePath)
    // On the device, and on one TFTP root, what waits in another folder would have the same name.
    let elsewhere = Set(
      staged.filter { !$0.isTaken && $0.folder != folder }.map { $0.name.lowercased() })
    // The same bytes keep the name that they have there, whatever a browser calls them now.
    let before = all.last {
      $0.sha256 == file.content.sha256?.description && $0.folder == folder && $0.isThere
        && DeviceFileName(nearest: $0.name, on: commands.path).text == $0.name
    }
    let name =
      before.map { DeviceFileName(nearest: $0.name, on: commands.path) }
      ?? name(
        for: file, device, members.map(\.udi), contents, in: folder, on: commands.path,
        besides: elsewhere)
    entry.name = name
    entry.byteCount = contents.count
    entry.folder = folder
    entry.instructions =
      [commands.identity(device, members: members.map(\.udi))]
      + commands.importing(
        name, byteCount: contents.count, from: origin(errand.folder == nil ? nil : trip))
      + commands.proof(of: file.content, after: LastAckBefore(members))
    entry.lacksOrigin = errand.origin == nil
    do throws(OutputError) {
      if let given = errand.folder { try AckStaging.check(given) }
      if !errand.isDryRun, place != nil { try AckStaging.makeFolder(folder) }
      if errand.isDryRun {
        entry.outcome = .wouldStage
      } else {
        // Also where the file lies there already, and nothing is written.
        if tidied.insert(folder).inserted { Partials.removeAbandoned(in: folder) }
        let outcome = try AckStaging.stage(contents, in: folder, as: name)
        entry.outcome = outcome == .written ? .staged : .alreadyStaged
      }
    } catch {
      entry.outcome = .failed(error.reason)
      if place != nil { AckStaging.removeFolder(folder) }
    }
  }

  /// The folder of the trip that the file answers: the name of an upload may be the same every month.
  private func tripFolder(
    _ file: AckMatchResult.File, _ members: [UDI]
  ) throws(ErrandError) -> String? {
    guard let sha256 = file.content.sha256 else { return nil }
    return try session.read { reader throws(LedgerError) in
      try reader.trip(answeredBy: sha256, for: members)
    }.map { DeviceFileName(nearest: $0).text }
  }

  /// How the devices name the folder.
  private func origin(_ trip: String?) -> String {
    let base = errand.origin ?? "tftp://SERVER/"
    guard let trip else { return base }
    return base + (base.hasSuffix("/") || base.hasSuffix(":") ? "" : "/") + trip + "/"
  }

  /// Puts away what was staged there for the cycle before, and is done or has the name of this file.
  ///
  /// - Returns: where those lie now that no device is known to have taken.
  private func putAway(
    _ staged: [StagedAck], _ file: AckMatchResult.File, in folder: String
  ) -> [String] {
    let plain = DeviceFileName(nearest: file.content.baseName).text
    return staged.compactMap { one in
      guard one.folder == folder,
        one.isTaken || (one.name == plain && !names.contains(plain.lowercased()))
      else { return nil }
      let place = one.putAway()
      return one.isTaken ? nil : place
    }
  }

  /// The name under which the file came back, unless another file has it there, or it is that of another
  /// device: whoever stands at that one would import it there.
  private mutating func name(
    for file: AckMatchResult.File, _ device: UDI, _ members: [UDI], _ contents: [UInt8],
    in folder: String, on path: DevicePath, besides others: Set<String>
  ) -> DeviceFileName {
    let hash = SHA256Digest(hashing: contents).description.prefix(8)
    let stem = "ACK_\(device.pid)_\(device.serial)"
    let own = isNamedForAnother(file, members) ? [] : [file.content.baseName]
    let candidates = (own + [stem + ".txt", "\(stem)_\(hash).txt"])
      .map { DeviceFileName(nearest: $0, on: path) }
    let free = candidates.first { name in
      !names.contains(name.text.lowercased()) && !others.contains(name.text.lowercased())
        && AckStaging.isFree(name, for: contents, in: folder)
    }
    let name = free ?? candidates[candidates.count - 1]
    names.insert(name.text.lowercased())
    return name
  }

  /// True when the name under which the file came back is one of another device.
  private func isNamedForAnother(_ file: AckMatchResult.File, _ members: [UDI]) -> Bool {
    if contradicted.contains(file.content.file) { return true }
    return file.content.baseName.split(whereSeparator: { "_. ".contains($0) }).contains { word in
      (try? known.device(named: String(word))).map { !members.contains($0) } ?? false
    }
  }
}
