public import LicenseFiles

/// Whether a file from the portal may be imported into the device that it is matched to, as far as that
/// shows without the factory-reset guard.
///
/// 0. A redacted copy is not usable, whatever it says.
/// 1. A file that could not be read to its end, or holds nothing from the portal, is not usable.
/// 2. A file that names another device is refused: report ids are unique to a device.
/// 3. A file of which it is not certain whose it is, is refused: a guard that cannot decide refuses.
/// 4. A file that was imported is refused unless a person gives a reason to do it again.
/// 5. So is one of which the devices have proved every report: another copy of the answer.
/// 6. So is one of a device that is out of service: what it acknowledges counts, and no device takes it.
public enum ImportDecision: Sendable, Hashable {
  /// Nothing forbids it.
  case goOn
  /// It must not be imported.
  case refused(Finding)
  /// It is not what an import needs.
  case unusable(Finding)

  /// Decides.
  ///
  /// - Parameters:
  ///   - file: the file with what matching said of it.
  ///   - device: which of the devices that it is matched to.
  ///   - importedAt: when that device took these bytes; nil when it did not.
  ///   - proved: how many reports it acknowledges, where each of them is proved already; 0 else.
  ///   - record: what the site knows of that device, where no member of its group is in service.
  ///   - again: why it is to be done again.
  public init(
    _ file: AckMatchResult.File, for device: UDI? = nil, importedAt: Int64?, proved: Int = 0,
    outOfService record: DeviceRecord? = nil, again: String?
  ) {
    let place = SourceLocation(file: file.content.file)
    if file.content.isRedacted {
      self = .unusable(
        FindingDescriptor.importRedacted.finding(
          at: place, "it carries the mark of a redacted copy"))
      return
    }
    switch file.outcome {
    case .damaged:
      self = .unusable(
        FindingDescriptor.importUnusable.finding(at: place, "it could not be read to its end"))
    case .notAnAck:
      self = .unusable(
        FindingDescriptor.importUnusable.finding(
          at: place, "it holds nothing from the portal",
          remedy: "give the file that the portal returned, usually ACK_ and the uploaded name"))
    case .foreign:
      self = .refused(
        FindingDescriptor.importForeign.finding(
          at: place, "it names a device that this site does not know"))
    case .ambiguous, .unmatched:
      let candidates = file.candidates.map(\.description).joined(separator: " or ")
      self = .refused(
        FindingDescriptor.importUntied.finding(
          at: place,
          candidates.isEmpty
            ? "nothing says which device it belongs to" : "it may belong to \(candidates)"))
    case .matched:
      let subject = device ?? file.devices.first
      if again != nil {
        self = .goOn
      } else if let importedAt {
        self = .refused(
          FindingDescriptor.importedAlready.finding(
            at: place, productInstance: subject,
            "the import of the same file was recorded on \(TimeText.iso8601(importedAt))"))
      } else if proved > 0 {
        self = .refused(
          FindingDescriptor.importNothingNew.finding(
            at: place, productInstance: subject,
            "nothing in it is new: the device has proved "
              + (proved == 1 ? "its report" : "all \(proved) reports of it") + " already"))
      } else if let record {
        let what = record.replacedBy.map { "was replaced by \($0)" } ?? "was retired"
        self = .refused(
          FindingDescriptor.importOutOfService.finding(
            at: place, productInstance: subject, "\(record.udi) \(what)"))
      } else {
        self = .goOn
      }
    }
  }
}

extension FindingDescriptor {
  /// Findings of the import.
  public static let importing: [FindingDescriptor] = [
    importForeign, importUntied, importedAlready, importNothingNew, importOutOfService,
    importUnusable, importRedacted,
  ]

  static let importForeign = FindingDescriptor(
    "import/foreign-device", .error, "the ACK is for a device of another site",
    looksAt: "the devices that the file names, against those of the ledger and their groups",
    why: "a device accepts only its own ACK, and serial numbers of another site do not belong here",
    remedy: "give the file to the site that this device belongs to",
    basis: .documented(title: "YANG module cisco-smart-license", section: "report-id"),
    trigger: "an ACK that names a device the ledger does not know",
    nearMiss: "an ACK that names the standby of a known pair")

  static let importUntied = FindingDescriptor(
    "import/device-not-known", .warning, "it is not known which device the file belongs to",
    looksAt: "devices and report ids in the content, and the name that pack gave to the upload",
    why: "an ACK on the wrong device acknowledges nothing",
    remedy: "name the device with --device or --device-map, or accept names with --accept-names",
    basis: .inferred("the shape of an ACK's data is not public, so it may show no device"),
    trigger: "an ACK that shows neither device nor report, under a name that no upload had",
    nearMiss: "the same under the name of an upload of an open trip")

  static let importedAlready = FindingDescriptor(
    "import/already-imported", .error, "the ACK was imported before",
    looksAt: "the SHA-256 of the file, against what the devices imported",
    why: "a second import can bring an old policy back, and hides which one took effect",
    remedy: "look at rumkit site log; if you must import it again, give --again and the reason",
    basis: .documented(title: "rumkit-import(1)", section: "DESCRIPTION"),
    trigger: "an ACK whose import the device confirmed", nearMiss: "an ACK that was only staged")

  static let importNothingNew = FindingDescriptor(
    "import/nothing-new", .error, "the device has every report of the ACK acknowledged already",
    looksAt: "the reports that the ACK lists, against those of which the device proved the import",
    why: "the import changes nothing, and an old copy can bring an old policy back",
    remedy:
      "no action needed; if you must import it anyway, give --again and the reason",
    basis: .documented(title: "rumkit-import(1)", section: "DESCRIPTION"),
    trigger: "the ACK of last month, fetched from the portal once more",
    nearMiss: "an ACK with one report that is not proved yet")

  static let importOutOfService = FindingDescriptor(
    "import/device-out-of-service", .error, "the ACK is for a device that is out of service",
    looksAt: "the register: devices that were replaced or retired",
    why: "the device that took its place cannot use the ACK of another one",
    remedy: "keep the file as evidence: rumkit ack match has recorded what it acknowledges; if the "
      + "device is still there, return it to service with rumkit site devices return",
    basis: .documented(title: "rumkit-import(1)", section: "DESCRIPTION"),
    trigger: "the ACK of the last usage of a device that was replaced",
    nearMiss: "the ACK of the device that took its place")

  static let importUnusable = FindingDescriptor(
    "import/not-usable", .error, "the file cannot be imported",
    looksAt: "whether the file could be read to its end and comes from the portal",
    why: "a device refuses it, and a cut file may hide which device it was for",
    remedy: "download the ACK again and compare its size",
    basis: .documented(title: "rumkit-import(1)", section: "DESCRIPTION"),
    trigger: "an ACK that was cut on the way", nearMiss: "the whole ACK")

  static let importRedacted = FindingDescriptor(
    "import/redacted", .error, "the ACK is a redacted copy",
    looksAt: "the mark of a redacted copy: an element rumkitRedacted under the root",
    why: "its names and numbers are invented and its signature is gone: no device accepts it",
    remedy: "import the file that the portal returned; this copy is for reading only",
    basis: .documented(title: "rumkit-findings(7)", section: "REDACTION"),
    trigger: "an ACK with the mark", nearMiss: "the ACK that it was made from")
}
