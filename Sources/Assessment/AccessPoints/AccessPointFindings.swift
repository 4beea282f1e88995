public import LicenseFiles

extension FindingDescriptor {
  /// Findings of the access points after a count. Where the lists do not give it, the finding is
  /// `usage/ap-count-mismatch`, a rule.
  public static let accessPoints: [FindingDescriptor] = [
    accessPointLimit, accessPointListContradicts, accessPointListsContinue, accessPointsUnlisted,
    accessPointNotInInventory, accessPointNotLicensed, accessPointModelCountDiffers,
    accessPointModelDiffers, inventoryRowBad, inventoryRepeated, inventoryWithoutSerial,
    inventoryIncomplete,
  ]

  static let accessPointLimit = FindingDescriptor(
    "access-points/limit-exceeded", .error,
    "there are more access points or measurements than the limit",
    looksAt: "access points, entries of their lists, measurements, and the length of their texts",
    why: "reports were left out, so lists, sums and comparisons are incomplete",
    remedy: "name the files of fewer controllers at a time",
    basis: .documented(title: "rumkit-aps(1)", section: "LIMITS"),
    trigger: "more access points than the limit",
    nearMiss: "as many access points as the limit")

  static let accessPointListContradicts = FindingDescriptor(
    "access-points/list-contradicts", .warning,
    "a list adds an access point twice, or removes one that is not counted",
    looksAt: "added_sudi_list and removed_sudi_list against the access points counted until then",
    why: "an access point that joins twice or leaves without having joined puts the sum in doubt",
    remedy: "compare with show ap summary; fetch the file again",
    basis: .inferred("a list of changes names what was not counted before, or what was"),
    trigger: "an access point that is removed and was never added",
    nearMiss: "an access point that is removed and added again")

  static let accessPointListsContinue = FindingDescriptor(
    "access-points/lists-continue", .note,
    "lists give the count only as changes to the report before",
    looksAt: "whether the first measurement of a report lists every access point",
    why:
      "a list that does not name every access point is read as changes to the report before, and is only as good as that one",
    remedy: "no action needed; keep the files of the previous reports with this one",
    basis: .inferred(
      "a published report lists all in its first measurement; no second one of its tag is public"),
    trigger: "a report that adds one access point and counts three, after one of two",
    nearMiss: "a report that lists all three")

  static let accessPointsUnlisted = FindingDescriptor(
    "access-points/not-listed", .note,
    "a controller counts access points, but no report lists them",
    looksAt: "entitlements of controllers whose reports have no list at all",
    why: "the files do not show which access points make up the count",
    remedy: "compare the count with show ap summary",
    basis: .observed(sample: "a published report of a C9800-CL on 17.9.2 has the lists"),
    trigger: "a C9800-CL that counts two and has no lists",
    nearMiss: "a C9800-CL that counts none and has no lists")

  static let accessPointNotInInventory = FindingDescriptor(
    "access-points/not-in-inventory", .warning,
    "an access point is licensed and not in the inventory",
    looksAt: "the access points counted at the end, by serial number, against --inventory",
    why: "a license is used by an access point that is not on record",
    remedy:
      "find it with show ap config general; add it to the inventory, or remove it from the network",
    basis: .documented(title: "rumkit-aps(1)", section: "THE INVENTORY"),
    trigger: "a counted serial number that no row has",
    nearMiss: "the same serial number with another spelling of the model")

  static let accessPointNotLicensed = FindingDescriptor(
    "access-points/not-licensed", .warning, "an access point is in the inventory and not licensed",
    looksAt: "the rows of --inventory, by serial number, against the access points counted",
    why: "it is off, joined elsewhere or later than these files, or its use is not reported",
    remedy: "look for it with show ap summary on each controller; save newer usage",
    basis: .documented(title: "rumkit-aps(1)", section: "THE INVENTORY"),
    trigger: "a row whose serial number is not counted",
    nearMiss: "a row whose serial number is counted by another controller")

  static let accessPointModelCountDiffers = FindingDescriptor(
    "access-points/model-count-differs", .warning,
    "the number of access points of a model differs between the inventory and the licenses",
    looksAt: "the number of each model, where no row of --inventory has a serial number",
    why: "some access point is licensed and not in the inventory, or the other way around",
    remedy: "compare with serial numbers: show ap config general prints them",
    basis: .inferred("models that differ only in the regulatory domain count as one"),
    trigger: "three 2802I in show ap summary and two AIR-AP2802I-E-K9 counted",
    nearMiss: "two of each")

  static let accessPointModelDiffers = FindingDescriptor(
    "access-points/model-differs", .note, "an access point has another model in the inventory",
    looksAt: "the model of the same serial number in the usage and in --inventory",
    why: "one of the two is wrong about the device, or means another one",
    remedy: "look at the device, then correct the inventory",
    basis: .inferred("models that differ only in the regulatory domain count as one"),
    trigger: "C9130AXI-E in the inventory for AIR-AP2802I-E-K9",
    nearMiss: "AIR-AP2802I in the inventory for AIR-AP2802I-E-K9")

  /// Also used where a table is read.
  static let inventoryRowBad = FindingDescriptor(
    "access-points/inventory-row-bad", .warning, "a row of the inventory cannot be used",
    looksAt: "serial number and model of each row, and the characters of its cells",
    why: "its access point is not compared",
    remedy: "correct the row",
    basis: .documented(title: "rumkit-aps(1)", section: "THE INVENTORY"),
    trigger: "a row with neither serial number nor model",
    nearMiss: "a row without a name")

  static let inventoryRepeated = FindingDescriptor(
    "access-points/inventory-repeated", .note,
    "a serial number is in the inventory several times",
    looksAt: "the serial numbers of the rows of --inventory",
    why: "it counts once; the other row may mean another access point",
    remedy: "correct one of the rows",
    basis: .documented(title: "rumkit-aps(1)", section: "THE INVENTORY"),
    trigger: "two rows of one file with the same serial number",
    nearMiss: "the same access point in two files")

  static let inventoryWithoutSerial = FindingDescriptor(
    "access-points/inventory-without-serial", .note,
    "some rows of the inventory have no serial number",
    looksAt: "rows whose MAC address and name match no row with a serial number",
    why: "they are not compared, so what is reported as missing may be there",
    remedy: "add the missing serial numbers: show ap config general prints them",
    basis: .documented(title: "rumkit-aps(1)", section: "THE INVENTORY"),
    trigger: "a table of two rows, one without a serial number",
    nearMiss: "show ap summary beside a table that has the same MAC address")

  /// Also used where a transcript is read.
  static let inventoryIncomplete = FindingDescriptor(
    "access-points/inventory-incomplete", .warning,
    "a controller has more access points than the transcript shows",
    looksAt: "the line Number of APs of show ap summary against the rows that were read",
    why: "what is missing in the transcript is reported as missing in the inventory",
    remedy: "capture the output again, with terminal length 0",
    basis: .observed(sample: "show ap summary in the comments of Cisco's genieparser"),
    trigger: "Number of APs: 3 above two rows",
    nearMiss: "Number of APs: 2 above two rows")
}
