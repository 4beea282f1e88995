public import LicenseFiles

// What matching finds. The rules that need no other file are in Rules/.

extension FindingDescriptor {
  /// Every finding of matching ACKs with what is known of a site.
  public static let ackMatching: [FindingDescriptor] = [
    ackForeignDevice, ackUnmatched, ackNameContradictsContent, ackUnknownReport,
    ackReportNotAcknowledged, ackDuplicate, ackOlderThanImported, ackPredatesReset,
    ackPolicyChanges, ackAccountDiffers,
  ]

  private static let usage = ExampleReport.document(.standard)
  private static let twoReports = ExampleReport.document(
    .standard,
    .standard.with {
      $0.id = "1700000002"
      $0.measurements[0].start = 1_700_046_000
      $0.measurements[0].end = 1_700_082_000
    })
  private static let ack = ExampleAck.standard.document

  private static func ack(_ serial: String = "9ZZEXAMPLE1", _ ids: String) -> String {
    ExampleAck.document {
      $0.data = #"[{"sudi":\#(ExampleAck.device(serial)),"report_ids":[\#(ids)]}]"#
    }
  }

  static let ackForeignDevice = FindingDescriptor(
    "ack/foreign-device", .error, "the ACK is for another device",
    looksAt: "the devices that an ACK names, against those whose usage is known and their groups",
    why: "report ids are unique to a device; another one cannot use this ACK",
    remedy: "find the site that this device belongs to; do not import the file here",
    basis: .documented(title: "YANG module cisco-smart-license", section: "report-id"),
    trigger: .documents([usage, ack("9ZZEXAMPLE9", "1700000001")]),
    nearMiss: .documents([usage, ack]))

  static let ackUnmatched = FindingDescriptor(
    id: "ack/unmatched", title: "it is not known which device the ACK belongs to",
    severity: .warning,
    looksAt: "devices and report ids in the content, and the name that pack gave to the upload",
    why: "an ACK on the wrong device acknowledges nothing, and the right one goes on waiting",
    remedy:
      "name the device with --device or --device-map, or let names decide with --accept-names",
    basis: .inferred("the shape of an ACK's data is not public, so it may show no device"),
    trigger: .documents([usage, ExampleAck.document { $0.data = #"[{"text":"EXAMPLE"}]"# }]),
    nearMiss: .documents([usage, ack]))

  package static let ackNameContradictsContent = FindingDescriptor(
    "ack/name-contradicts-content", .warning, "the name of the ACK points to another device",
    looksAt:
      "the device of the upload by the ACK's name, or by hand, against the one in the content",
    why: "files were renamed or mixed up on the way; the content decides",
    remedy: "look at the other ACKs of the same trip; import each where its content says",
    basis: .doc221758("Acknowledgement"),
    trigger: .described("ACK_b.txt names the device whose usage went out as a.txt"),
    nearMiss: .documents([usage, ack]))

  static let ackUnknownReport = FindingDescriptor(
    id: "ack/unknown-report", title: "the ACK lists a report that was not exported",
    severity: .warning,
    looksAt: "numbers in the places where known report ids of the same device are",
    why: "usage went out that is not known here, or the number is not a report id",
    remedy: "give every usage file of the trip with --usage; compare with show license rum id all",
    basis: .inferred("the shape of an ACK's data is not public"),
    trigger: .documents([usage, ack("9ZZEXAMPLE1", "1700000001,1700000009")]),
    nearMiss: .documents([
      usage,
      ExampleAck.document {
        $0.data =
          #"[{"sudi":\#(ExampleAck.device("9ZZEXAMPLE1")),"report_ids":[1700000001],"#
          + #""timestamp":1700000009}]"#
      },
    ]))

  static let ackReportNotAcknowledged = FindingDescriptor(
    "ack/report-not-acknowledged", .warning, "an exported report is not in the ACK",
    looksAt: "the reports of a device against the ids in its ACK, where ids can be read",
    why: "the device goes on waiting for the acknowledgement of these reports",
    remedy: "look up the upload at the portal; export again with the next trip",
    basis: .inferred("the shape of an ACK's data is not public"),
    trigger: .documents([twoReports, ack]), nearMiss: .documents([usage, ack]))

  static let ackDuplicate = FindingDescriptor(
    "ack/duplicate", .note, "the same ACK was given twice",
    looksAt: "the SHA-256 of each ACK of the run, and of those that were seen before",
    why: "one of them is a copy and adds nothing new",
    remedy: "no action needed",
    basis: .documented(title: "rumkit-ack(1)", section: "DESCRIPTION"),
    trigger: .documents([usage, ack, ack]), nearMiss: .documents([usage, ack]))

  static let ackOlderThanImported = FindingDescriptor(
    "ack/older-than-imported", .warning, "the ACK is older than the one that was imported last",
    looksAt:
      "the portal's time in the account block, against that of the last import; of an ACK that acknowledges "
      + "nothing new",
    why: "an old ACK may bring back an old policy and acknowledges nothing new",
    remedy: "look for the newer ACK at the portal; import this one only with a reason",
    basis: .inferred("the account block carries the time at which the portal wrote the file"),
    trigger: .described("an ACK written on Monday, after the import of one written on Tuesday"),
    nearMiss: .documents([usage, ack]))

  static let ackPredatesReset = FindingDescriptor(
    "ack/predates-reset", .warning, "the ACK is from before a factory reset",
    looksAt: "the portal's time and the time of the exports, against resets of the device's group",
    why:
      "a reset erases trust and reports, so the device has nothing that this ACK could acknowledge",
    remedy:
      "save usage on the device again, carry it out, and import the ACK of that upload; importing this "
      + "one as well does no harm and acknowledges nothing",
    basis: .inferred("Cisco doc 217348 says that a reset erases licensing and trust"),
    trigger: .described("an ACK written on Monday for a device that was reset on Tuesday"),
    nearMiss: .documents([usage, ack]))

  static let ackPolicyChanges = FindingDescriptor(
    "ack/policy-changes", .warning, "the ACK changes the policy",
    looksAt: "each value of the policy in the file, against the policy in force",
    why: "the device takes the new reporting times with the import, and its deadlines move",
    remedy: "show the change to whoever owns the account before the import",
    basis: .observed(sample: "the known ACK carries a policy"),
    trigger: .described("a policy with 30 days where the one in force has 90"),
    nearMiss: .documents([usage, ack]))

  static let ackAccountDiffers = FindingDescriptor(
    "ack/account-differs", .warning, "the ACK is from another account",
    looksAt: "Smart Account and Virtual Account in the file, against those of the register",
    why: "usage in the wrong account is licensed there, and only Cisco can move it",
    remedy: "look at the register and at the account that was chosen for the upload",
    basis: .observed(sample: "the known ACK names both accounts"),
    trigger: .described("virtual account B where the register has A"),
    nearMiss: .documents([usage, ack]))
}
