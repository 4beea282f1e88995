import AirGap
import Assessment
import Foundation
import LicenseFiles

/// A folder in which everything that a person or a device could have written is hostile: a site with a
/// ledger, media, files of every kind.
final class HostileWorkspace: Sendable {
  let hostile: HostileText
  let folder: PackFolder

  static let time = "2026-08-21T09:00:00Z"
  private static let now: Int64 = 1_787_302_800

  init(_ hostile: HostileText) throws {
    self.hostile = hostile
    folder = PackFolder()
    try writeFiles()
    try makeSite()
    try makeMedia()
  }

  /// A copy of its own for one command: making one takes several runs of the program.
  init(copying original: HostileWorkspace) throws {
    hostile = original.hostile
    folder = PackFolder()
    let run = try RumkitRun(
      ["-a", original.folder.root + "/.", folder.root], program: URL(filePath: "/bin/cp"))
    guard run.status == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// What the words of a scenario stand for. A word of several paths stands for all of them.
  func paths(_ word: String) -> [String] {
    switch word {
    case "$text": [hostile.asArgument]
    case "$missing": [folder.path("no-" + hostile.inFileName)]
    case "$new": [folder.path("new-" + UUID().uuidString)]
    case "$odd-new": [folder.path("new-" + UUID().uuidString + hostile.inFileName)]
    case "$nowhere": ["/dev/null/" + hostile.inFileName]
    case "$all":
      ["usage.txt", "raw.txt", "bytes.txt", "ack.txt", "device.txt", "names", "archive.tar.gz"]
        .map(folder.path)
    case _ where word.hasPrefix("$"): [folder.path(String(word.dropFirst()))]
    default: [word]
    }
  }

  /// The last event of the ledger, as it is told.
  func newestEvent() throws -> String {
    try RumkitRun(["site", "log", "--last", "1", "--site", folder.path("site")]).stdout
  }

  // MARK: Files

  private func writeFiles() throws {
    let usage = try folder.sample("usage/c9800-cl-rum.txt")
    // The payload is a string of JSON inside of JSON.
    let twice = hostile.inJSON.replacing("\\", with: "\\\\")
    func report(_ text: String, serial: String = "9ZZEXAMPLE1") -> String {
      usage.replacing("9ZZEXAMPLE1", with: serial)
        .replacing("regid.2018-06.com.cisco.DNA_NWStack", with: text)
        .replacing("17.09.05", with: text)
        .replacing("FZZ0000A006", with: text)
        .replacing("ENTITLEMENT", with: text, maxReplacements: 1)
    }
    try folder.write(report(twice, serial: twice), to: "usage.txt")
    // The same device a month before, for a comparison.
    let earlier = try folder.sample("earlier/c9800-cl-rum.txt")
    try folder.write(earlier.replacing("9ZZEXAMPLE1", with: twice), to: "earlier.txt")
    try folder.write(earlier, to: "earlier/" + hostile.inFileName)
    // Files whose names are hostile, and whose devices are not: they get further.
    try folder.write(report(twice), to: "names/" + hostile.inFileName)
    try folder.write(usage, to: "names/x" + hostile.inFileName + ".txt")
    try folder.write(report(hostile.text), to: "raw.txt")
    var bytes = Array(usage.utf8)
    for place in stride(from: 40, to: bytes.count, by: 97) { bytes[place] = 0x9B }
    try Data(bytes).write(to: URL(filePath: folder.path("bytes.txt")))
    try Data(bytes).write(to: URL(filePath: folder.path("names/bytes.txt")))
    // A name that is not UTF-8 cannot be opened, and a command that needs every file ends there.
    try folder.write(usage, to: "unreadable/" + hostile.inFileName)
    let name =
      Array(folder.path("unreadable/").utf8) + [0xFF, 0x9B, 0x41, 0x0A, 0x1B, 0x5B, 0x32, 0x4A, 0]
    name.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer { path in
      guard let address = path.baseAddress, let file = fopen(address, "w") else { return }
      fputs(usage, file)
      fclose(file)
    }
    try folder.write(answer(status: hostile.inJSON), to: "ack.txt")
    try folder.write(answer(status: "COMPLETED"), to: "earlier-ack.txt")
    try folder.write(
      Homeward.answer(Homeward.data()).replacing("9ZZEXAMPLE1", with: "9ZZEXAMPLE1"),
      to: "names/ACK_" + hostile.inFileName)
    try writeDeviceFiles()
    for (file, columns) in [
      ("register.csv", "pid,sn,host,group,site,va,change window,contact"),
      ("accounts.csv", "udi_pid,udi_serial_number,virtual_account"),
      ("map.csv", "file,udi_pid,udi_serial_number"),
    ] {
      let cells = columns.split(separator: ",").map { _ in hostile.inCSV }.joined(separator: ",")
      try folder.write("\(columns)\r\n\(cells)\r\n", to: file)
    }
    try folder.write(
      "pid,sn,host,group,site,va,change window,contact\r\nC9800-CL-K9,9ZZEXAMPLE1,wlc,"
        + "\(hostile.inCSV),,\(hostile.inCSV),\(hostile.inCSV),\(hostile.inCSV)\r\n",
      to: "known.csv")
    try folder.write(
      "udi_pid,udi_serial_number,virtual_account\r\nC9800-CL-K9,9ZZEXAMPLE1,\(hostile.inCSV)\r\n",
      to: "known-accounts.csv")
    try folder.write("start: \(hostile.text)\n\(hostile.text): yes\n", to: "answers.txt")
    try folder.write("\(hostile.text) ssh-ed25519 AAAA\n", to: "signers.txt")
    try archive()
  }

  private func answer(status: String) -> String {
    Homeward.answer(
      #"[{"sudi":{"udi_pid":"\#(hostile.inJSON)","udi_serial_number":"\#(hostile.inJSON)"},"#
        + #""reports":[{"report_id":1770100001,"status":"\#(status)","#
        + #""message":"\#(hostile.inJSON)","\#(hostile.inJSON)":1}]}]"#,
      account: (hostile.text.filter { !"<&".contains($0) }, 1_787_200_000))
  }

  /// An archive whose members have hostile names.
  private func archive() throws {
    let run = try RumkitRun(
      ["-C", folder.path("names"), "-czf", folder.path("archive.tar.gz"), "."],
      program: URL(filePath: "/bin/tar"))
    guard run.status == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  // MARK: The site

  private func makeSite() throws {
    let text = hostile.text
    let ledger = try SiteLedger.create(
      at: folder.path("site"), name: Self.named(text), mode: .own, by: author(-7200))
    let device = Homeward.wlc
    // The ledger keeps what it is told; what it refuses, no command has to show.
    let drafts: [SiteEventDraft] = [
      SiteEventDraft(
        .deviceRegistered, device,
        [
          .hostName: text, .group: text, .account: text, .changeWindow: text, .contact: text,
          .address: text, .devicePath: text,
        ]),
      SiteEventDraft(.deviceRegistered, UDI(pid: text, serial: text), [.hostName: text]),
      SiteEventDraft(.deviceRegistered, UDI(pid: device.pid, serial: "9ZZEXAMPLE6"), [:]),
      SiteEventDraft(
        .deviceObserved, device,
        [
          .deadline: text, .lastAckText: text, .release: text, .hostName: text,
          .deadlineEarliest: "\(Self.now + 86_400 * 40)",
        ]),
      SiteEventDraft(
        .resetRecorded, UDI(pid: text, serial: text),
        [.at: String(Self.now - 86_400), .by: SiteEvent.byHand, .text: text, .source: text]),
      SiteEventDraft(.deviceRetired, UDI(pid: "C8000V", serial: "9ZZEXAMPLE5"), [.reason: text]),
      SiteEventDraft(.guardOverridden, device, [.command: text, .reason: text]),
      SiteEventDraft(.guardRefused, device, [.command: text, .reason: text, .until: text]),
      SiteEventDraft(.foreignMaterial, nil, [.path: text, .text: text, .name: text]),
      SiteEventDraft(.confirmationCode, device, [.code: text, .text: text]),
      SiteEventDraft(.packBegun, nil, [.run: text, .path: text]),
      SiteEventDraft(.waived, device, [.finding: text, .reason: text]),
      SiteEventDraft(
        .portalRecorded, device, [.name: text, .status: "rejected", .text: text, .media: text]),
    ]
    for draft in drafts { _ = try? ledger.append([draft], by: author(-3600)) }
  }

  private func author(_ offset: Int64) -> LedgerAuthor {
    LedgerAuthor(
      operatorName: Self.named(hostile.text), witness: Self.named(hostile.text),
      host: Self.named(hostile.text), time: Self.now + offset, clock: Self.now + offset)
  }

  /// Names of people and sites are single lines; the ledger says so itself.
  private static func named(_ text: String) -> String {
    String(text.prefix(900))
  }

  private func makeMedia() throws {
    let site = ["--site", folder.path("site"), "--now", Self.time]
    try folder.write(try folder.sample("usage/c9800-cl-rum.txt"), to: "good.txt")
    _ = try RumkitRun(
      ["pack", folder.path("good.txt"), "--output", folder.path("media"), "--evidence"]
        + [folder.path("bag"), "--accounts", folder.path("known-accounts.csv"), "--reason"]
        + [hostile.asArgument, "--operator", hostile.asArgument, "--disclose"] + site)
    if !FileManager.default.fileExists(atPath: folder.path("media")) {
      _ = try RumkitRun(
        ["pack", folder.path("good.txt"), "--output", folder.path("media"), "--evidence"]
          + [folder.path("bag")] + site)
    }
    for (trip, again) in [
      ("trip-1", []), ("trip-2", ["--again", "r"]), ("trip-3", ["--again", "r"]),
    ] {
      _ = try RumkitRun(
        ["trip", "open", trip, folder.path("media"), "--carrier", hostile.asArgument] + again + site
      )
    }
    _ = try RumkitRun(
      ["reset", "record", "--device", "9ZZEXAMPLE6", "--at", "2026-08-20T08:00:00Z", "--operator"]
        + [hostile.asArgument] + site)
    // Media that somebody has changed on the way.
    for name in ["UPLOAD.txt", "portal.csv", "SHA256SUMS", hostile.inFileName] {
      let from = folder.path("media/\(name)")
      let old = (try? String(contentsOfFile: from, encoding: .utf8)) ?? ""
      try folder.write(old + hostile.text + "\n", to: "changed/\(name)")
    }
    try? FileManager.default.copyItem(
      atPath: folder.path("media/upload"), toPath: folder.path("changed/upload"))
    for name in ["bag-info.txt", "bagit.txt", "manifest-sha256.txt", "names.csv", "custody.jsonl"] {
      let old = (try? String(contentsOfFile: folder.path("bag/\(name)"), encoding: .utf8)) ?? ""
      try folder.write(old + hostile.text + "\n", to: "changed-bag/\(name)")
    }
    let form = (try? folder.text("media/portal.csv")) ?? ""
    let rows = form.split(separator: "\r\n")
    let cells = ["2026-08-21T08:00:00Z", "rejected", hostile.inCSV, hostile.inCSV]
    let filled =
      rows.first.map(String.init) ?? "file,sha256,uploaded_at,status,portal_words,ack_file"
    let row = rows.dropFirst(2).first.map { $0.replacing(/,,,,$/, with: "") } ?? "a,b,c"
    try folder.write(
      "\(filled)\r\n\(row),\(cells.joined(separator: ","))\r\n\(hostile.inCSV),,,,\(hostile.inCSV),\r\n",
      to: "portal.csv")
  }
}
