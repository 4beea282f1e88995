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
    id: "access-points/limit-exceeded",
    title: "there are more access points or measurements than are kept", severity: .error,
    looksAt: "access points, entries of their lists, measurements, and the length of their texts",
    why: "reports were left out, so lists, sums and comparisons are incomplete",
    remedy: "name the files of fewer controllers at a time",
    basis: .documented(title: "rumkit-aps(1)", section: "LIMITS"),
    trigger: .described("more access points than the limit"),
    nearMiss: .described("as many access points as the limit"))

  static let accessPointListContradicts = FindingDescriptor(
    id: "access-points/list-contradicts",
    title: "a list names an access point that it cannot name", severity: .warning,
    looksAt: "added_sudi_list and removed_sudi_list against the access points counted until then",
    why: "an access point that joins twice or leaves without having joined puts the sum in doubt",
    remedy: "compare with show ap summary; fetch the file again",
    basis: .inferred("a list of changes names what was not counted before, or what was"),
    trigger: .described("an access point that is removed and was never added"),
    nearMiss: .described("an access point that is removed and added again"))

  static let accessPointListsContinue = FindingDescriptor(
    id: "access-points/lists-continue",
    title: "lists give the count only as changes to the report before", severity: .note,
    looksAt: "whether the first measurement of a report lists every access point",
    why: "in known data it does; read as changes, the lists are only as good as the report before",
    remedy: "nothing; keep the files of the reports before it with this one",
    basis: .inferred(
      "a published report lists all in its first measurement; no second one of its tag is public"),
    trigger: .described("a report that adds one access point and counts three, after one of two"),
    nearMiss: .described("a report that lists all three"))

  static let accessPointsUnlisted = FindingDescriptor(
    id: "access-points/not-listed",
    title: "a controller counts access points and no report lists them", severity: .note,
    looksAt: "entitlements of controllers whose reports have no list at all",
    why: "which access points make up the count cannot be told from the files",
    remedy: "compare the count with show ap summary",
    basis: .observed(sample: "a published report of a C9800-CL on 17.9.2 has the lists"),
    trigger: .described("a C9800-CL that counts two and has no lists"),
    nearMiss: .described("a C9800-CL that counts none and has no lists"))

  static let accessPointNotInInventory = FindingDescriptor(
    id: "access-points/not-in-inventory",
    title: "an access point is licensed and not in the inventory", severity: .warning,
    looksAt: "the access points counted at the end, by serial number, against --inventory",
    why: "a license is used by something that nobody keeps a record of",
    remedy: "find it with show ap config general; add it to the inventory, or take it off the air",
    basis: .documented(title: "rumkit-aps(1)", section: "THE INVENTORY"),
    trigger: .described("a counted serial number that no row has"),
    nearMiss: .described("the same serial number with another spelling of the model"))

  static let accessPointNotLicensed = FindingDescriptor(
    id: "access-points/not-licensed",
    title: "an access point is in the inventory and not licensed", severity: .warning,
    looksAt: "the rows of --inventory, by serial number, against the access points counted",
    why: "it is off, joined elsewhere or later than these files, or its use is not reported",
    remedy: "look for it with show ap summary on each controller; save newer usage",
    basis: .documented(title: "rumkit-aps(1)", section: "THE INVENTORY"),
    trigger: .described("a row whose serial number is not counted"),
    nearMiss: .described("a row whose serial number is counted by another controller"))

  static let accessPointModelCountDiffers = FindingDescriptor(
    id: "access-points/model-count-differs",
    title: "as many access points of a model are not in the inventory as are licensed",
    severity: .warning,
    looksAt: "the number of each model, where no row of --inventory has a serial number",
    why: "some access point is licensed and not in the inventory, or the other way around",
    remedy: "compare with serial numbers: show ap config general prints them",
    basis: .inferred("the regulatory domain in a model name does not make another model"),
    trigger: .described("three 2802I in show ap summary and two AIR-AP2802I-E-K9 counted"),
    nearMiss: .described("two of each"))

  static let accessPointModelDiffers = FindingDescriptor(
    id: "access-points/model-differs",
    title: "an access point has another model in the inventory", severity: .note,
    looksAt: "the model of the same serial number in the usage and in --inventory",
    why: "one of the two is wrong about the device, or means another one",
    remedy: "correct the inventory after a look at the device",
    basis: .inferred("the regulatory domain in a model name does not make another model"),
    trigger: .described("C9130AXI-E in the inventory for AIR-AP2802I-E-K9"),
    nearMiss: .described("AIR-AP2802I in the inventory for AIR-AP2802I-E-K9"))

  /// Also used where a table is read.
  static let inventoryRowBad = FindingDescriptor(
    id: "access-points/inventory-row-bad", title: "a row of the inventory cannot be used",
    severity: .warning,
    looksAt: "serial number and model of each row, and the characters of its cells",
    why: "its access point is not compared",
    remedy: "correct the row",
    basis: .documented(title: "rumkit-aps(1)", section: "THE INVENTORY"),
    trigger: .described("a row with neither serial number nor model"),
    nearMiss: .described("a row without a name"))

  static let inventoryRepeated = FindingDescriptor(
    id: "access-points/inventory-repeated",
    title: "a serial number stands several times in the inventory", severity: .note,
    looksAt: "the serial numbers of the rows of --inventory",
    why: "it counts once; the other row may mean another access point",
    remedy: "correct one of the rows",
    basis: .documented(title: "rumkit-aps(1)", section: "THE INVENTORY"),
    trigger: .described("two rows of one file with the same serial number"),
    nearMiss: .described("the same access point in two files"))

  static let inventoryWithoutSerial = FindingDescriptor(
    id: "access-points/inventory-without-serial",
    title: "rows of the inventory have no serial number, and others have", severity: .note,
    looksAt: "rows that neither their MAC address nor their name ties to one with a serial number",
    why: "they are not compared, so what is reported as missing may be there",
    remedy: "complete the serial numbers: show ap config general prints them",
    basis: .documented(title: "rumkit-aps(1)", section: "THE INVENTORY"),
    trigger: .described("a table of two rows, one without a serial number"),
    nearMiss: .described("show ap summary beside a table that has the same MAC address"))

  /// Also used where a transcript is read.
  static let inventoryIncomplete = FindingDescriptor(
    id: "access-points/inventory-incomplete",
    title: "a controller has more access points than the transcript shows", severity: .warning,
    looksAt: "the line Number of APs of show ap summary against the rows that were read",
    why: "what is missing in the transcript is reported as missing in the inventory",
    remedy: "capture the output again, with terminal length 0",
    basis: .observed(sample: "show ap summary in the comments of Cisco's genieparser"),
    trigger: .described("Number of APs: 3 above two rows"),
    nearMiss: .described("Number of APs: 2 above two rows"))
}
