import Assessment
import LicenseFiles

/// The contents of an evidence bag: a BagIt 1.0 bag with the files that went out, and everything
/// that explains them. It stays inside.
///
/// Source: RFC 8493 for `bagit.txt`, `bag-info.txt`, the manifest and the tag manifest.
struct EvidenceBag {
  /// The payload and the tag files that the manifests list, without the tag manifest and its
  /// signature.
  private(set) var files: [MediaFile]
  /// `tagmanifest-sha256.txt`.
  let tagManifest: MediaFile

  /// The declaration, byte for byte.
  static let declaration = Array("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".utf8)
  /// Tag files that every bag of this tool has.
  static let tagNames = [
    "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "findings.json", "custody.jsonl",
    "names.csv",
  ]
  /// The folder with a copy of each outbound list of checksums.
  static let outboundFolder = "outbound"

  /// A media as it was sealed.
  struct SealedVolume {
    var volume: OutboundVolume
    var layout: MediaLayout
    /// The list of checksums that lies on it.
    var sums: MediaFile
    /// The hash of an archive; nil for a folder, whose hash is that of its list.
    var archive: SHA256Digest?

    /// The hash by which the media is known.
    var sha256: SHA256Digest { archive ?? sums.sha256 }
  }

  init(
    _ plan: PackPlan, _ sealed: [SealedVolume], _ settings: PackSettings,
    _ documents: PackDocuments
  ) {
    let payload = plan.files.map { MediaFile($0, under: PackPlanner.bagFolder) }
    let manifest = MediaFile("manifest-sha256.txt", MediaFile.checksums(payload).bytes)
    var tags = [
      MediaFile("bagit.txt", Self.declaration), manifest,
      MediaFile("bag-info.txt", Self.info(plan, sealed, settings, payload).bytes),
      MediaFile("findings.json", documents.findings),
      MediaFile("names.csv", documents.names),
      MediaFile("custody.jsonl", Self.custody(plan, sealed, settings).bytes),
    ]
    if let disclosure = documents.disclosure {
      tags.append(MediaFile("disclosure.txt", disclosure))
    }
    for one in sealed {
      let number = one.volume.count > 1 ? "-\(one.volume.number)" : ""
      var copy = one.sums
      copy.path = "\(Self.outboundFolder)/SHA256SUMS\(number)"
      tags.append(copy)
    }
    tagManifest = MediaFile("tagmanifest-sha256.txt", MediaFile.checksums(tags).bytes)
    files = (payload + tags).sorted { $0.path < $1.path }
  }

  private static func info(
    _ plan: PackPlan, _ sealed: [SealedVolume], _ settings: PackSettings, _ payload: [MediaFile]
  ) -> BagInfo {
    let counts = BagCounts(plan.files.map(\.candidate))
    var info = BagInfo()
    info.add("Bag-Software-Agent", "rumkit \(settings.toolVersion)")
    info.add("Bagging-Date", MediaTime(settings.now).date)
    info.add("Packed-At", MediaTime(settings.now).iso8601)
    if let site = settings.site { info.add("Site", site) }
    if settings.isRehearsal { info.add("Site-Mode", SiteIdentity.Mode.rehearsal.rawValue) }
    if let ledger = settings.ledger {
      info.add("Site-Id", ledger.siteID)
      info.add(LedgerAnchor.eventsLabel, "\(ledger.head.count)")
      info.add(LedgerAnchor.headLabel, ledger.head.hash)
    }
    info.add("Operator", settings.operatorName)
    info.add("Host-Name", settings.hostName)
    if let reason = settings.reason { info.add("Reason", reason) }
    info.add("Payload-Oxum", "\(payload.reduce(0) { $0 + $1.byteCount }).\(payload.count)")
    info.add("Usage-Files", "\(counts.usageFiles)")
    info.add("Request-Files", "\(plan.files.count - counts.usageFiles)")
    info.add("Reports", "\(counts.reports)")
    info.add("Product-Instances", "\(counts.devices.count)")
    info.add("Left-Out", "\(plan.leftOut.count)")
    info.add("Waived", "\(plan.waived.count)")
    info.add("Reset-Guard", "\(settings.resetGuard.answer), \(settings.resetGuard.why)")
    for one in sealed {
      info.add("Outbound-Media", "\(one.sha256)  \(one.volume.name)")
      info.add("Outbound-Layout", one.layout.rawValue)
    }
    return info
  }

  private static func custody(
    _ plan: PackPlan, _ sealed: [SealedVolume], _ settings: PackSettings
  ) -> CustodyLog {
    var log = CustodyLog(
      operatorName: settings.operatorName, host: settings.hostName, time: settings.now)
    log.add("reset-guard", ["answer": settings.resetGuard.answer, "why": settings.resetGuard.why])
    for file in plan.files {
      log.add(
        "packed",
        [
          "file": file.path, "sha256": file.sha256.description,
          "source": file.candidate.input.name,
          "source_sha256": file.candidate.sha256.description,
          "purpose": file.candidate.purpose.rawValue,
          "devices": file.candidate.devices.map(\.description).joined(separator: " "),
          "wrapped": file.wrapped == nil ? "no" : "yes, experimental",
        ])
    }
    for file in plan.leftOut {
      log.add(
        "left-out",
        [
          "source": file.evidenceName, "reason": file.reason.word,
          "detail": file.reason.text, "sha256": file.candidate.sha256.description,
        ])
    }
    for one in plan.waived {
      log.add(
        "waived",
        [
          "id": one.finding.id, "device": one.waiver.device.description,
          "source": one.finding.location.file, "reason": one.waiver.reason,
        ])
    }
    for one in sealed {
      log.add(
        "sealed",
        [
          "media": one.volume.name, "layout": one.layout.rawValue,
          "sha256": one.sha256.description,
          "sha256_of": one.archive == nil ? "SHA256SUMS" : "the archive",
        ])
    }
    return log
  }
}

/// The counts that a bag promises and that anybody can take again from its payload.
struct BagCounts {
  var usageFiles = 0
  var reports = 0
  var devices: Set<UDI> = []

  init(_ candidates: [PackCandidate]) {
    for candidate in candidates where candidate.purpose == .usage {
      usageFiles += 1
      reports += candidate.reports.count
      for report in candidate.reports {
        if let device = report.device, candidate.devices.indices.contains(device) {
          devices.insert(candidate.devices[device])
        }
      }
    }
  }
}
