public import LicenseFiles

extension FindingDescriptor {
  /// Findings of the register of devices.
  public static let register: [FindingDescriptor] = [
    registerUnreadable, registerColumnUnknown, registerRowBad, registerDeviceRepeated,
    registerOtherSite, registerOutOfService, registerDeviceUnknown, registerHostDiffers,
    reportsWaitOnMedia, nothingNew, outOfService,
  ]

  /// Used where files go out.
  public static let reportsWaitOnMedia = FindingDescriptor(
    "media/reports-wait-elsewhere", .warning, "the reports are on media that did not leave",
    looksAt: "the reports of a file against those of media that were packed and are on no trip",
    why: "where both media are uploaded, the portal refuses the second file as a duplicate",
    remedy: "take one of the media along, and discard the other one",
    basis: .documented(title: "rumkit-pack(1)", section: "DESCRIPTION"),
    trigger: "the same file packed twice, before a trip",
    nearMiss: "the same file packed again after the first media left on a trip")

  /// Used where files go out.
  public static let nothingNew = FindingDescriptor(
    "media/nothing-new", .warning, "no report of the file is new",
    looksAt: "the reports of a usage file against those that went out before",
    why: "the portal refuses the file as a duplicate, and the trip brings nothing back",
    remedy: "save usage again on the device and pack that file; where the earlier file was lost or "
      + "refused, carry this one",
    basis: .documented(title: "rumkit-pack(1)", section: "DESCRIPTION"),
    trigger: "last month's file, packed again",
    nearMiss: "a file with one report more than last month's")

  /// Used where files go out.
  public static let outOfService = FindingDescriptor(
    "media/device-out-of-service", .error, "the file has usage from after its device was taken out",
    looksAt:
      "the end of the last measurement of a file, against the time at which its device was replaced or "
      + "retired by the ledger; a file that ends before goes out",
    why:
      "the old device still runs, or another one has its UDI: its usage is counted beside the new one's",
    remedy:
      "where the device is in service again: rumkit site devices return; to let this file go out: "
      + "--allow media/device-out-of-service@PID:SERIAL=REASON; --skip-bad packs the other files",
    basis: .documented(title: "rumkit-pack(1)", section: "DESCRIPTION"),
    trigger: "usage saved a week after site devices replace",
    nearMiss: "the last usage of the old device, saved before it was replaced")

  /// Used where files go out, and where output is read.
  static let registerHostDiffers = FindingDescriptor(
    "register/host-differs", .warning, "the device has another host name than the site knows",
    looksAt:
      "the host name in a usage file or in output, against the one of the register or of earlier "
      + "output",
    why:
      "two machines with one UDI are one device for the portal, and an ACK of one is imported on "
      + "the other; or the device was renamed",
    remedy: "find out whether two machines run with this UDI (show license udi on both); where the "
      + "device was renamed, import its new name with rumkit site devices import",
    basis: .inferred("a UDI is given to one machine"),
    trigger: "usage of edge-2 with the UDI that the register calls edge-1",
    nearMiss: "usage of EDGE-1, or without a host name")

  static let registerUnreadable = FindingDescriptor(
    "register/unreadable", .error, "the table is not a register of devices",
    looksAt: "the names of the columns, each at most once, and the quotation marks",
    why: "a row could be read as something that it is not",
    remedy: "name the columns udi_pid and udi_serial_number, or udi; see rumkit-site-devices(1)",
    basis: .documented(title: "rumkit-site-devices(1)", section: "THE TABLE"),
    trigger: "a table with the columns device and owner",
    nearMiss: "the columns SN and PID, in any order")

  static let registerColumnUnknown = FindingDescriptor(
    "register/column-unknown", .note, "a column of the register is not known",
    looksAt: "the names of the columns",
    why: "a misspelled column would be left out without notice",
    remedy: "correct its name if it is misspelled; otherwise leave it",
    basis: .documented(title: "rumkit-site-devices(1)", section: "THE TABLE"),
    trigger: "a column named vritual_account",
    nearMiss: "a column named Virtual Account")

  static let registerRowBad = FindingDescriptor(
    "register/row-bad", .error, "a row of the register cannot be used",
    looksAt: "the PID and serial number of each row, and the characters of its cells",
    why: "for a device that is not in the register, nobody notices a missing file",
    remedy: "correct the row; nothing is recorded until all rows are good or with --skip-bad",
    basis: .documented(title: "rumkit-site-devices(1)", section: "THE TABLE"),
    trigger: "a row without a serial number",
    nearMiss: "a row without a host name")

  static let registerDeviceRepeated = FindingDescriptor(
    "register/device-repeated", .error, "a device is in the register twice",
    looksAt: "the PID and serial number of each row against those before it",
    why: "it is not known which of the rows is right",
    remedy: "remove one of the rows",
    basis: .documented(title: "rumkit-site-devices(1)", section: "THE TABLE"),
    trigger: "two rows with the same PID and serial number",
    nearMiss: "two rows with the same host name")

  /// Also used where the register is read.
  static let registerOtherSite = FindingDescriptor(
    "register/other-site", .warning, "a device of the register belongs to another site",
    looksAt: "the site of each row against the name of the site in use",
    why: "pack refuses its files here",
    remedy: "if the device is yours, correct the site; otherwise its own site has to carry it",
    basis: .documented(title: "rumkit-site-devices(1)", section: "ANOTHER SITE"),
    trigger: "a row with the site EAST in the register of the site WEST",
    nearMiss: "a row without a site")

  /// Also used where the register is read.
  static let registerOutOfService = FindingDescriptor(
    "register/out-of-service", .warning, "a row names a device that is out of service",
    looksAt: "devices that were replaced or retired",
    why: "an old copy of the table brings back what is gone",
    remedy: "remove the row",
    basis: .documented(title: "rumkit-site-devices(1)", section: "DESCRIPTION"),
    trigger: "a row for a device that was retired",
    nearMiss: "a row for the device that took its place")

  /// Also used by `pack`.
  public static let registerDeviceUnknown = FindingDescriptor(
    "register/device-unknown", .warning, "a file is from a device that is not in the register",
    looksAt: "the devices of the files that go out, where the site has a register",
    why: "nobody owns the device, or the register is old and misses other devices too",
    remedy: "add it with rumkit site devices import, or find out whose it is",
    basis: .documented(title: "rumkit-site-devices(1)", section: "DESCRIPTION"),
    trigger: "a usage file of a device that no row names",
    nearMiss: "the same file in a site without a register")

  /// A device that calls itself otherwise than the site knows it; nil when one of the names is known, or
  /// none is. The members of a stack or pair stand in one file.
  public static func otherHost(
    of record: DeviceRecord?, _ names: Set<String>, at place: SourceLocation
  ) -> Finding? {
    guard let record, let known = record.hostName, !names.isEmpty,
      !names.contains(where: { $0.lowercased() == known.lowercased() })
    else { return nil }
    return registerHostDiffers.finding(
      at: place, productInstance: record.udi,
      "\(record.udi) is \(names.sorted().joined(separator: ", ")) here, and this site knows it as "
        + known)
  }
}
