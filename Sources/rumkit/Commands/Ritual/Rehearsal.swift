import AirGap
import Assessment
import Foundation
import LicenseFiles
import Presentation

/// Simulates the devices and the portal in a site that is only for practice.
struct Rehearsal {
  /// The rehearsal site; never the one that is in use.
  let site: SiteOptions
  private let practice: PracticeFolder

  /// Opens the rehearsal site that `--site` names, or makes a fresh one.
  ///
  /// - Throws: ``ExitStatus/usage`` when the folder is a real site, ``ExitStatus/failed`` when none can
  ///   be made; the reason has been printed.
  init(_ options: SiteOptions, _ time: TimeOptions, _ console: Console) throws(ExitStatus) {
    let folder: String
    if let named = options.site {
      folder = named
    } else {
      do throws(OutputError) {
        folder = try PracticeFolder.makeTemporary() + "/site"
      } catch {
        throw console.say(error, isForced: true)
      }
    }
    var site = options
    site.site = folder
    self.site = site
    practice = PracticeFolder(site: folder)
    if site.place.isInUse {
      guard try site.lookingSession(console).identity.mode == .rehearsal else {
        console.error("\(folder) is a real site: name another folder for the rehearsal")
        throw .usage
      }
      return
    }
    let errand = MakeSite(name: "REHEARSAL", mode: .rehearsal, devices: RehearsalDevice.all)
    _ = try console.errand(errand.run(at: site.place, options.acting(time), console.tell))
  }

  /// Where files of one kind lie.
  func folder(_ kind: PracticeFolder.Kind) -> String {
    AnswerWords.joined([practice.path(kind)])
  }

  /// The form as the person at the portal filled it in.
  var form: String { AnswerWords.joined([practice.path(.portal) + "/portal.csv"]) }

  /// Where the rehearsal packs.
  func place(_ name: String) -> String { practice.place(name) }

  /// The device saves its usage, and somebody copies it here.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been printed.
  func save(
    _ device: UDI, as name: DeviceFileName, at now: Int64, _ console: Console
  ) throws(ExitStatus) {
    guard let device = RehearsalDevice.named(device) else { return }
    try write(device.usage(savedAt: now), as: name.text, .usage, console)
  }

  /// The portal takes what was carried out, and answers.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been printed.
  func answerAtPortal(
    _ files: [OutboundRecord], _ context: RitualContext
  ) throws(ExitStatus) {
    var form = CSVText.row(["file", "sha256", "uploaded_at", "status", "portal_words", "ack_file"])
    let session = try context.session()
    let now = TimeText.iso8601(session.now)
    for file in files {
      guard let device = RehearsalDevice.named(file.device) else { continue }
      let reports = try context.console.errand(session.reports(of: file))
      let name = "ACK_" + file.name
      try write(device.acknowledgement(of: reports), as: name, .acks, context.console)
      form += CSVText.row([
        file.name, file.sha256, now, PortalStatus.acknowledged.rawValue, "REHEARSAL", name,
      ])
    }
    try write(form, as: "portal.csv", .portal, context.console)
    context.show("REHEARSAL  the portal is simulated: its answers are in \(folder(.acks))\n")
  }

  /// The devices take what is staged for them, and somebody saves what they print.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been printed.
  func takeAtDevices(_ context: RitualContext) throws(ExitStatus) {
    let session = try context.session()
    for device in RehearsalDevice.all {
      guard
        let (name, reports) = try context.console.errand(session.stagedAck(for: device.udi))
      else { continue }
      try write(
        device.output(importing: name, reports, at: session.now), as: device.hostName + ".txt",
        .output, context.console)
    }
    context.show("REHEARSAL  the devices are simulated: what they print is in \(folder(.output))\n")
  }

  private func write(
    _ text: String, as name: String, _ kind: PracticeFolder.Kind, _ console: Console
  ) throws(ExitStatus) {
    do throws(OutputError) {
      try practice.write(text, as: name, kind)
    } catch {
      throw console.say(error, isForced: true)
    }
  }
}
