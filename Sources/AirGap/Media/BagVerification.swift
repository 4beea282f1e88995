import Assessment
import LicenseFiles

/// What an evidence bag says, for the comparison with media.
struct BagFacts {
  var path: String
  /// The hash of each file to upload, by its path on the media.
  var uploads: [String: String]
  /// The hashes and names of the media that were sealed.
  var media: [(sha256: String, name: String)]
  /// The site whose ledger it is anchored in.
  var siteID: String?
  /// How many events that ledger had when the run began.
  var ledgerEvents: Int64?
}

/// Checks every promise of an evidence bag.
func checkBag(
  _ bag: OpenedMedia, _ signers: SignerPolicy, _ verification: inout MediaVerification
) async throws(ReadingError) -> BagFacts {
  let manifestName = "manifest-sha256.txt"
  let tagManifestName = "tagmanifest-sha256.txt"
  try checkDeclaration(bag, &verification)

  let manifest = checkList(bag, manifestName, try bag.bytes(manifestName), &verification)
  let tagBytes = try bag.bytes(tagManifestName)
  let tags = checkList(bag, tagManifestName, tagBytes, &verification)
  let present = Set(bag.folder.files.keys)
  let payload = present.filter { $0.hasPrefix(PackPlanner.bagFolder) }
  let actual = try checkHashes(bag, manifest, present, &verification)
  _ = try checkHashes(bag, tags, present, &verification)
  let loose: Set<String> = [tagManifestName, tagManifestName + MediaSignature.ending]
  checkPresence(
    bag, missing: Set(manifest.hashes.keys).union(tags.hashes.keys).subtracting(present),
    extra: present.subtracting(manifest.hashes.keys).subtracting(tags.hashes.keys)
      .subtracting(loose).subtracting(["fetch.txt"]),
    always: EvidenceBag.tagNames + [tagManifestName], mayHoldDebris: bag.archive == nil,
    payload: PackPlanner.bagFolder, &verification)
  checkTags(bag, manifest, tags, &verification)

  let candidates = payload.sorted().map { checkUpload(bag, $0, &verification) }
  let media = try checkInfo(bag, payload, candidates, &verification)
  try checkCustody(bag, media, &verification)
  try checkFindings(bag, &verification)
  try checkOutboundLists(bag, manifest, &verification)
  try await checkSignature(bag, tagManifestName, tagBytes, signers, &verification)

  var uploads: [String: String] = [:]
  for (path, hash) in actual where path.hasPrefix(PackPlanner.bagFolder) {
    uploads[String(path.dropFirst(PackPlanner.bagFolder.count))] = hash
  }
  let info = try bag.bytes("bag-info.txt", limit: 4 << 20).flatMap { BagInfo.read($0) }
  return BagFacts(
    path: bag.path, uploads: uploads, media: media, siteID: info?.texts("Site-Id").first,
    ledgerEvents: info?.texts(LedgerAnchor.eventsLabel).first.flatMap { Int64($0) })
}

private func checkDeclaration(
  _ bag: OpenedMedia, _ verification: inout MediaVerification
) throws(ReadingError) {
  let place = bag.place("bagit.txt")
  let bytes = try bag.bytes("bagit.txt", limit: 1 << 16)
  verification.check(
    "declaration", place.file,
    bytes == EvidenceBag.declaration
      ? []
      : [MediaFindings.bagInvalid.finding(at: place, "it does not declare BagIt 1.0 in UTF-8")],
    passed: "BagIt 1.0, UTF-8")
  verification.check(
    "no fetch", bag.path,
    bag.folder.files["fetch.txt"] == nil
      ? []
      : [MediaFindings.fetchRefused.finding(at: bag.place("fetch.txt"), "the bag has a fetch.txt")],
    passed: "no file has to be fetched")
}

/// The tag manifest covers what must not be changed, and the manifest lists payload alone.
private func checkTags(
  _ bag: OpenedMedia, _ manifest: ChecksumList, _ tags: ChecksumList,
  _ verification: inout MediaVerification
) {
  var faults = EvidenceBag.tagNames.filter { tags.hashes[$0] == nil }.map {
    MediaFindings.bagInvalid.finding(
      at: bag.place("tagmanifest-sha256.txt"), "\($0) is not listed, so its bytes cannot be checked"
    )
  }
  faults += manifest.hashes.keys.filter { !$0.hasPrefix(PackPlanner.bagFolder) }.sorted().map {
    MediaFindings.bagInvalid.finding(
      at: bag.place("manifest-sha256.txt"), "\($0) is not a payload: it is not under data/")
  }
  verification.check("manifests", bag.path, faults, passed: "payload and tag files are listed")
}

/// The summary of a bag against its content. Returns the media that it names.
private func checkInfo(
  _ bag: OpenedMedia, _ payload: Set<String>, _ candidates: [PackCandidate],
  _ verification: inout MediaVerification
) throws(ReadingError) -> [(sha256: String, name: String)] {
  let place = bag.place("bag-info.txt")
  guard let bytes = try bag.bytes("bag-info.txt", limit: 4 << 20), let info = BagInfo.read(bytes)
  else {
    verification.check(
      "bag-info", place.file,
      [MediaFindings.bagInvalid.finding(at: place, "bag-info.txt is missing or unreadable")],
      passed: "")
    return []
  }
  let size = payload.reduce(0) { $0 + (bag.folder.files[$1] ?? 0) }
  let oxum = "\(size).\(payload.count)"
  let said = info.texts("Payload-Oxum")
  verification.check(
    "Payload-Oxum", place.file,
    said == [oxum]
      ? []
      : [
        MediaFindings.oxumMismatch.finding(
          at: place, "it says \(said.first ?? "nothing"), but the payload is \(oxum)")
      ], passed: oxum)

  let counts = BagCounts(candidates)
  var faults: [Finding] = []
  let promised = [
    ("Usage-Files", counts.usageFiles), ("Request-Files", candidates.count - counts.usageFiles),
    ("Reports", counts.reports), ("Product-Instances", counts.devices.count),
  ]
  for (label, count) in promised where info.texts(label) != ["\(count)"] {
    faults.append(
      MediaFindings.countMismatch.finding(
        at: place,
        "\(label) says \(info.texts(label).first ?? "nothing"), but the files hold \(count)"))
  }
  verification.check(
    "counts", place.file, faults,
    passed: "\(counts.usageFiles) usage files, \(counts.reports) reports, "
      + "\(counts.devices.count) product instances")
  return info.texts("Outbound-Media").map { text in
    (String(text.prefix(64)), String(text.dropFirst(64).drop { $0 == " " }))
  }
}

/// The chain holds, and it seals the media that bag-info.txt names.
private func checkCustody(
  _ bag: OpenedMedia, _ media: [(sha256: String, name: String)],
  _ verification: inout MediaVerification
) throws(ReadingError) {
  guard let bytes = try bag.bytes("custody.jsonl") else { return }
  var faults: [Finding] = []
  if let fault = CustodyLog.fault(in: bytes) {
    faults.append(
      MediaFindings.custodyBroken.finding(
        at: bag.place("custody.jsonl", line: fault.line), fault.reason))
  }
  let sealed = CustodyLog.details("sealed", in: bytes).map { $0["sha256"]?.string ?? "" }
  if sealed != media.map(\.sha256) {
    faults.append(
      MediaFindings.custodyBroken.finding(
        at: bag.place("custody.jsonl"), "it does not seal the media that bag-info.txt names"))
  }
  let events = bytes.count { $0 == 0x0A }
  verification.check(
    "custody", bag.place("custody.jsonl").file, faults, passed: "\(events) events in one chain")
}

private func checkFindings(
  _ bag: OpenedMedia, _ verification: inout MediaVerification
) throws(ReadingError) {
  guard let bytes = try bag.bytes("findings.json") else { return }
  let place = bag.place("findings.json")
  let schema = (try? JSONValue(bytes))?["schema"]?.string
  verification.check(
    "findings", place.file,
    schema == "rumkit.findings/1"
      ? [] : [MediaFindings.bagInvalid.finding(at: place, "it is not rumkit.findings/1")],
    passed: "rumkit.findings/1")
}

/// The copies of the outbound lists speak of the payload.
private func checkOutboundLists(
  _ bag: OpenedMedia, _ manifest: ChecksumList, _ verification: inout MediaVerification
) throws(ReadingError) {
  var faults: [Finding] = []
  var listed: Set<String> = []
  let names = bag.folder.files.keys.filter { $0.hasPrefix(EvidenceBag.outboundFolder + "/") }
  for name in names.sorted() {
    let list = ChecksumList.read(try bag.bytes(name) ?? []).list
    for (path, hash) in list.hashes where path.hasPrefix(PackPlanner.folder + "/") {
      let inside = PackPlanner.bagFolder + path
      listed.insert(inside)
      if manifest.hashes[inside] != hash {
        faults.append(
          MediaFindings.mediaDiffersFromBag.finding(
            at: bag.place(name), "\(path) is not the file that is in the bag"))
      }
    }
  }
  faults += Set(manifest.hashes.keys).subtracting(listed).sorted().map {
    MediaFindings.mediaDiffersFromBag.finding(
      at: bag.place($0), "it is on no list of the outbound media")
  }
  verification.check(
    "outbound lists", bag.path, faults, passed: "what went out is what is in the bag")
}
