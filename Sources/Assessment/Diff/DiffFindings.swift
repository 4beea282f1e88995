public import LicenseFiles

// What only a comparison can find.

extension FindingDescriptor {
  /// Every finding of comparing two sets of files.
  public static let diff: [FindingDescriptor] = [
    diffClosedReportChanged, diffOpenReportContradicts, diffOlderState, diffExportAltered,
  ]

  private static func document(_ changes: (inout ExampleReport) -> Void...) -> String {
    var report = ExampleReport.standard
    for change in changes { change(&report) }
    return ExampleReport.document(report)
  }

  private static let closed = document()
  private static let open = document { $0.measurements[0].meta = "" }
  private static let grown = document {
    $0.measurements[0].meta = ""
    $0.measurements[0].end += 900
  }
  private static let startsElsewhere = document {
    $0.measurements[0].meta = ""
    $0.measurements[0].start += 600
    $0.measurements[0].end += 900
  }

  static let diffClosedReportChanged = FindingDescriptor(
    "diff/closed-report-changed", .error, "a closed report has changed",
    looksAt: "the payload of each report that is closed in OLD and in NEW",
    why: "a closed report never changes, so one of the two is not what the device wrote",
    remedy: "fetch the file again from the device and find out where the other one came from",
    basis: .documented(
      title: "Cisco DevNet, IOS XE Smart Licensing",
      section: "RUM reports, once closed, are immutable"),
    trigger: .documents([closed, document { $0.measurements[0].count = "\"3\"" }]),
    nearMiss: .documents([open, document { $0.measurements[0].end += 900 }]))

  static let diffOpenReportContradicts = FindingDescriptor(
    "diff/open-report-contradicts", .warning, "an open report changed in more than its growth",
    looksAt:
      "reports of which OLD or NEW has an open state: the measurements that had ended, their "
      + "number, and the start of the one that goes on",
    why: "a device only adds to an open report, so usage was lost or changed between the two files",
    remedy: "save the usage again on the device and compare both files with the new one",
    basis: .inferred(
      "a report is a sequence of measurements, and one that has ended does not continue"),
    trigger: .documents([open, startsElsewhere]), nearMiss: .documents([open, grown]))

  static let diffOlderState = FindingDescriptor(
    "diff/older-state", .warning, "NEW has an earlier state of a report than OLD",
    looksAt: "reports of which NEW has an open state that comes before the state in OLD",
    why: "the two files may be in the wrong order, and then added and removed are reversed",
    remedy: "give the older file first; otherwise look for a newer export of the device",
    basis: .inferred("an open report only grows until it is closed"),
    trigger: .documents([grown, open]), nearMiss: .documents([open, grown]))

  /// The evidence of the last export is not what the ledger has on record.
  public static let diffExportAltered = FindingDescriptor(
    "diff/export-altered", .error, "the evidence of the last export was altered",
    looksAt: "the SHA-256 of each file of the last export, against that in the ledger",
    why: "a comparison with other bytes than those that went out proves nothing",
    remedy: "check the bag with rumkit verify, and look for the file on the media that went out",
    basis: .documented(title: "rumkit-diff(1)", section: "THE LAST EXPORT"),
    trigger: .described("a byte of a file in the evidence of the site that was changed"),
    nearMiss: .documents([open, grown]))
}
