public import LicenseFiles

extension FindingDescriptor {
  /// Findings of the proof that an ACK was accepted.
  public static let confirmation: [FindingDescriptor] = [
    importFailed, importUnknown, importNotSeen, lastAckNotShown, lastAckMissing, lastAckOlder,
    reportNotAcknowledged, reportsNotShown, nothingPending,
  ]

  static let importFailed = FindingDescriptor(
    "confirm/import-failed", .error, "the device did not accept the import",
    looksAt: "the device's answer to license smart import",
    why: "nothing is acknowledged until the device says so",
    remedy: "keep the output; check that the file has as many bytes as on this host and that it is "
      + "this device's ACK; then import again",
    basis: .doc221758("Import"),
    trigger: "WLC#license smart import bootflash:ACK_rum.txt, answered by any other line",
    nearMiss: "the same command answered by Import Data Successful")

  static let importUnknown = FindingDescriptor(
    "confirm/import-unknown", .warning,
    "the device imported a file that this site does not wait for",
    looksAt: "the file name of license smart import against the names that were staged",
    why: "the answer cannot be matched to an ACK of the ledger",
    remedy: "give the ACK to rumkit ack match, then confirm again",
    basis: .inferred("a device names the file and not its contents"),
    trigger: "an import of bootflash:other.txt", nearMiss: "an import under the staged name")

  static let importNotSeen = FindingDescriptor(
    "confirm/import-not-seen", .note, "the answer to the import is not in the output",
    looksAt: "Import Data Successful in the output",
    why: "for the ledger only the device's own words prove an import",
    remedy: "add the lines of license smart import to the output",
    basis: .doc221758("Import"),
    trigger: "show license status alone", nearMiss: "the same with the import before it")

  static let lastAckNotShown = FindingDescriptor(
    "confirm/last-ack-not-shown", .note, "the output does not show Last ACK received",
    looksAt: "Last ACK received of show license status or all",
    why: "it is the clearest proof that an ACK was accepted",
    remedy: "add show license status to the output",
    basis: .doc221758("Import"),
    trigger: "show license rum id all alone", nearMiss: "show license status")

  static let lastAckMissing = FindingDescriptor(
    "confirm/last-ack-missing", .warning, "the device has received no ACK",
    looksAt: "Last ACK received: <none>", why: "the import failed, or is not done yet",
    remedy:
      "import the ACK, on a pair or stack on the member that is active now, then show license "
      + "status again",
    basis: .doc221758("Import"),
    trigger: "Last ACK received: <none>", nearMiss: "Last ACK received with a time")

  static let lastAckOlder = FindingDescriptor(
    "confirm/last-ack-older", .warning, "Last ACK received has not changed",
    looksAt: "Last ACK received against the one before, or against the export",
    why: "the device shows the previous ACK, so this one was not accepted",
    remedy: "make sure that the output is from after the import, then import again",
    basis: .observed(sample: "license-status-01"),
    trigger: "the same time as before the import", nearMiss: "a later time")

  static let reportNotAcknowledged = FindingDescriptor(
    "confirm/report-not-acknowledged", .warning, "a report of the ACK is not in state ACK",
    looksAt: "the states of show license rum id all",
    why: "the device waits for the acknowledgement of this report",
    remedy:
      "show license rum id all again in a few minutes, because the device may still be working on "
      + "the ACK; if the report does not change, save usage again and take it on the next trip",
    basis: .observed(sample: "rum-id-all-c9800"),
    trigger: "a report of the ACK in state CLOSED", nearMiss: "all of them in state ACK")

  static let reportsNotShown = FindingDescriptor(
    "confirm/reports-not-shown", .warning, "the list of reports is incomplete",
    looksAt: "the reports of the ACK in show license rum id all, up to the prompt after it",
    why: "output that was cut off or filtered proves only what it shows",
    remedy: "show license rum id all to its end, or show license status, and confirm again",
    basis: .observed(sample: "rum-id-all-c9800"),
    trigger: "a list that ends after one of eight reports", nearMiss: "all eight in state ACK")

  static let nothingPending = FindingDescriptor(
    "confirm/nothing-pending", .note, "no import is pending",
    looksAt: "the ACKs of the device in the ledger", why: "there is no cycle to close",
    remedy: "give the ACK to rumkit ack match first, with the site in use",
    basis: .documented(title: "rumkit-ledger(5)", section: "STATES"),
    trigger: "output of a device whose cycle is closed", nearMiss: "output after an import")
}
