import LicenseFiles

/// The steps of the crossing: from the saved usage to the proof that the ACK was accepted.
extension MigrationSteps {
  /// The whole crossing, out and back.
  ///
  /// - Parameter save: the step that saves usage, where it says more than the usual one.
  static func roundTrip(_ subject: MigrationSubject, save: MigrationStep? = nil) -> [MigrationStep]
  {
    (subject.isWirelessController ? [countAccessPoints()] : []) + [
      save ?? saveUsage(subject), pack(subject), portal(subject), importAck(subject),
      verify(subject),
    ]
  }

  static func saveUsage(
    _ subject: MigrationSubject, id: String = "save-usage", takesHand: Bool = true
  ) -> MigrationStep {
    let name = subject.usageFile
    return MigrationStep(
      id, "Save the usage",
      why: "the file carries every report that the device has",
      commands: subject.commands.save(name, counting: false) + [
        show(
          "copy \(name.onFlash) tftp://HOST/\(name.text)", expects: "bytes copied",
          note: "or usbflash0: or scp:, as the site does it; the number of bytes is that of dir")
      ],
      actions: ["record the file itself: it says which device saved it, and when"],
      expected: "nothing is printed; dir shows the file",
      proof: [.usageSaved],
      risk: subject.isWirelessController
        ? "within one hour after a factory reset nothing complete can be saved" : nil,
      wayBack: "save again; nothing is lost", basis: MigrationSource.air, takesHand: takesHand)
  }

  static func pack(_ subject: MigrationSubject, id: String = "pack") -> MigrationStep {
    MigrationStep(
      id, "Pack the file for the way out",
      why:
        "only the bytes that the device signed are taken by the portal; the evidence stays inside",
      actions: [
        "`rumkit pack \(subject.usageFile.text) --output out`",
        "`rumkit trip open TRIP out --carrier NAME`, when it leaves",
      ],
      expected: "the ledger has the file as exported",
      proof: [.usageCarried],
      wayBack: "the media can be thrown away and packed again",
      basis: .inferred(
        "the portal refuses a payload that is not byte for byte the device's"))
  }

  static func portal(_ subject: MigrationSubject, id: String = "portal") -> MigrationStep {
    MigrationStep(
      id, "Upload at the portal and fetch the ACK",
      why: "the portal counts what the file reports and answers with the ACK",
      actions: [
        "software.cisco.com, Smart Software Manager (Cisco License Central): Reports > Usage Data Files "
          + "> Browse > Upload Data",
        "then the column Acknowledgement > Download: \(subject.ackFile.text)",
        "`rumkit ack match \(subject.ackFile.text)`, which takes it into the ledger",
      ],
      expected: "an ACK of this device",
      proof: [.ackHome],
      risk:
        "the virtual account of the upload decides where the usage is counted; dialogues after the "
        + "upload are not confirmed",
      wayBack: "an upload cannot be taken back; a wrong account is corrected at the portal",
      basis: MigrationSource.air)
  }

  static func importAck(_ subject: MigrationSubject, id: String = "import-ack") -> MigrationStep {
    MigrationStep(
      id, "Import the ACK",
      why: "only then does the device know that its reports arrived",
      commands: [clock] + subject.commands.importing(subject.ackFile, from: "tftp://HOST"),
      actions: ["`rumkit import \(subject.ackFile.text)`, which guards and stages it"],
      expected: "Import Data Successful",
      proof: [.imported],
      risk: "on a pair the import is done on the member that is active now",
      wayBack: "import the right ACK; the wrong one acknowledges nothing",
      basis: MigrationSource.air)
  }

  static func verify(_ subject: MigrationSubject, id: String = "verify") -> MigrationStep {
    MigrationStep(
      id, "Prove that the ACK was accepted",
      why: "the success of an import says that the file was read, not what it acknowledged",
      commands: [clock] + subject.commands.proof(),
      actions: ["`rumkit confirm FILE`, which closes the cycle in the ledger"],
      expected: "Last ACK received with a time after the usage was saved",
      proof: [.acknowledged],
      wayBack: "import again; save and upload again when reports stay open",
      basis: MigrationSource.air)
  }

  static func surplus() -> MigrationStep {
    MigrationStep(
      "surplus", "Check at the portal that the surplus is free",
      why: "the portal releases what the reservation blocked and the reports do not use",
      actions: [
        "in the virtual account: licenses in use as the reports say, the rest available again"
      ],
      expected: "the counts in use are those of the reports; the surplus is available",
      proof: [.seenByPerson("the counts in use and available at the portal")],
      wayBack: "nothing is changed here", basis: MigrationSource.offlineReporting)
  }

  static func returnCode(_ subject: MigrationSubject) -> MigrationStep {
    let file = DeviceFileName(nearest: (subject.hostName ?? subject.device.serial) + "-return.txt")
    return MigrationStep(
      "return-code", "Return the reservation code",
      why: "the code is no longer needed; returned, it blocks nothing at the portal"
        + (subject.isWirelessController
          ? ""
          : ". On a voice router (CUBE, SRST) a reservation does not go with the policy: return it at once, "
            + "before or after the upgrade"),
      commands: [
        clock,
        show(
          "license smart authorization return local offline \(file.onFlash)",
          note: "keep the return code that it prints or writes", MigrationSource.returning),
        show("more \(file.onFlash)", .inferred("the return code may be in the file only")),
        show("show license authorization", expects: "Last return code"),
      ],
      actions: [
        "enter the return code at the portal; until then the licenses are not free",
        "on images before 17.3.2 it is license smart reservation return local (wording not confirmed)",
      ],
      expected: "a return code",
      proof: [.returnCodeKept],
      risk:
        "the return fails while an enforced entitlement of the code is in use; the code is taken off "
        + "the device first, so a lost return string strands the licenses",
      wayBack: "none on the device: a new reservation cannot be requested under policy",
      basis: MigrationSource.returning, isOptional: true)
  }

  static func oldInstance(optional: Bool) -> MigrationStep {
    MigrationStep(
      "old-instance", "Remove the old product instance",
      why: "an entry with the old UDI keeps counting",
      actions: [
        "at the portal, in the virtual account: Inventory > Product Instances. Wait until the entry with this "
          + "UDI (PID and serial number) shows, then at the old one Actions > Remove > Remove Product Instance",
        "where it holds a reservation, enter the return code of the device under Remove first",
      ],
      expected: "one entry, with the UDI",
      proof: [.seenByPerson("the entry with the UDI, and that the old one is removed")],
      risk: "removed before the new entry shows, the count is free for anybody",
      wayBack: "the next report of a device brings its entry back (inferred)",
      basis: optional ? MigrationSource.portalRemoval : MigrationSource.replacing,
      isOptional: optional)
  }

  static func compare() -> MigrationStep {
    MigrationStep(
      "compare", "Compare before and after",
      why: "every entitlement that was there must be in use, released or explained",
      commands: [clock, show("show license summary"), show("show license usage")],
      actions: [
        "`--released 'NAME=COUNT'` for what the portal has free again, `--explained 'NAME=REASON'` for "
          + "what has another name or is not needed"
      ],
      expected: "no entitlement is left over",
      proof: [.entitlementsCovered],
      wayBack: "nothing is changed", basis: MigrationSource.before, takesHand: false)
  }
}
