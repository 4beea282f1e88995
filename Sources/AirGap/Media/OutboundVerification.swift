import Assessment
import LicenseFiles

/// What outbound media turned out to hold, for the comparison with evidence.
struct OutboundFacts {
  var path: String
  /// The hash by which the media is known; nil when its list is gone.
  var sha256: String?
  /// The hash of each file to upload, as it is now.
  var uploads: [String: String]
}

/// Checks every promise of outbound media.
///
/// - Parameter hasLeft: tells of media with this hash whether they left the site before.
func checkOutbound(
  _ media: OpenedMedia, _ signers: SignerPolicy, hasLeft: (String) -> Bool,
  _ verification: inout MediaVerification
) async throws(ReadingError) -> OutboundFacts {
  let sumsName = "SHA256SUMS"
  let sums = try media.bytes(sumsName)
  let list = checkList(media, sumsName, sums, &verification)
  var present = Set(media.folder.files.keys)
  present.subtract([sumsName, sumsName + MediaSignature.ending, "portal.csv"])

  let listHash = sums.map { SHA256Digest(hashing: $0).description }
  let actual = try checkHashes(media, list, present, &verification)
  let isBack = try isFilledIn(media) || (listHash.map(hasLeft) ?? false)
  checkPresence(
    media, missing: Set(list.hashes.keys).subtracting(present),
    extra: present.subtracting(list.hashes.keys), always: ["UPLOAD.txt", "portal.csv"],
    mayHoldDebris: media.archive == nil && isBack, &verification)
  checkNames(media, &verification)
  try checkForm(media, list, &verification)
  let uploads = actual.filter { $0.key.hasPrefix(PackPlanner.folder + "/") }
  for name in uploads.keys.sorted() { _ = checkUpload(media, name, &verification) }
  for name in actual.keys.sorted() where name.hasPrefix(CSLUBundle.folder + "/") {
    try checkBundle(media, name, uploads, &verification)
  }
  try await checkSignature(media, sumsName, sums, signers, &verification)
  return OutboundFacts(
    path: media.path, sha256: media.archive?.description ?? listHash, uploads: uploads)
}

/// Reads a list of checksums and says what is wrong with it.
func checkList(
  _ media: OpenedMedia, _ name: String, _ bytes: [UInt8]?, _ verification: inout MediaVerification
) -> ChecksumList {
  guard let bytes else {
    verification.check(
      "list", media.place(name).file,
      [MediaFindings.fileMissing.finding(at: media.place(name), "\(name) is not there")], passed: ""
    )
    return ChecksumList()
  }
  let (list, faults) = ChecksumList.read(bytes)
  verification.check(
    "list", media.place(name).file,
    faults.map {
      MediaFindings.sumsInvalid.finding(at: media.place(name, line: $0.line), $0.reason)
    }, passed: "\(list.hashes.count) files listed")
  return list
}

/// Hashes every file of the list that is there. Returns the hashes as they are.
func checkHashes(
  _ media: OpenedMedia, _ list: ChecksumList, _ present: Set<String>,
  _ verification: inout MediaVerification
) throws(ReadingError) -> [String: String] {
  var actual: [String: String] = [:]
  for name in list.hashes.keys.sorted() where present.contains(name) {
    let hash = try media.digest(name)
    actual[name] = hash
    let faults =
      hash == list.hashes[name]
      ? []
      : [
        MediaFindings.hashMismatch.finding(
          at: media.place(name),
          "its SHA-256 is \(hash), and \(list.hashes[name] ?? "") was packed"
            + (media.differsInLineEnds(name, from: list.hashes[name] ?? "")
              ? ": only its line ends differ, an editor or a copy tool has changed them" : ""))
      ]
    verification.check("hash", media.place(name).file, faults, passed: "SHA-256 \(hash)")
  }
  return actual
}

/// What should be there is there, and nothing else.
///
/// - Parameters:
///   - mayHoldDebris: it was elsewhere, where an operating system may have left something.
///   - payload: the folder of a bag in which no file may be that its manifest does not list.
func checkPresence(
  _ media: OpenedMedia, missing: Set<String>, extra: Set<String>, always: [String],
  mayHoldDebris: Bool, payload: String? = nil, _ verification: inout MediaVerification
) {
  let gone = missing.union(always.filter { media.folder.files[$0] == nil })
  verification.check(
    "nothing missing", media.path,
    gone.sorted().map {
      MediaFindings.fileMissing.finding(at: media.place($0), "\($0) is not there")
    }, passed: "every file of the lists is there")
  let unfit = media.folder.unfit.map {
    MediaFindings.fileExtra.finding(at: media.place($0.path), $0.reason)
  }
  // An operating system leaves its debris on a stick that was elsewhere. What leaves holds what was packed.
  let inPayload = media.folder.debris.filter { path in payload.map(path.hasPrefix) ?? false }
  let debris = media.folder.debris.filter { !inPayload.contains($0) }
  let left = mayHoldDebris ? debris : []
  verification.check(
    "nothing extra", media.path,
    extra.sorted().map {
      MediaFindings.fileExtra.finding(at: media.place($0), "it is on no list")
    }
      + (mayHoldDebris ? [] : debris).map {
        MediaFindings.fileExtra.finding(
          at: media.place($0),
          "an operating system left it; media that leave may hold only what was packed")
      }
      + inPayload.map {
        MediaFindings.fileExtra.finding(
          at: media.place($0),
          "an operating system left it among the payload, and no manifest lists it: such a bag is invalid"
        )
      } + unfit
      + left.map {
        let finding = MediaFindings.debris.finding(
          at: media.place($0),
          "an operating system left it \(payload == nil ? "on the media" : "beside the payload")")
        return payload == nil ? finding : finding.graded(.note)
      }, passed: "no other file is there")
}

/// Every name fits on a FAT32 stick and a CD.
private func checkNames(_ media: OpenedMedia, _ verification: inout MediaVerification) {
  var faults: [Finding] = []
  var folded: Set<String> = []
  for path in media.folder.files.keys.sorted() {
    if !path.split(separator: "/").allSatisfy({ MediaNames.isLegal(String($0)) }) {
      faults.append(
        MediaFindings.nameIllegal.finding(
          at: media.place(path), "the name does not fit on FAT32 or a CD"))
    } else if !folded.insert(path.lowercased()).inserted {
      faults.append(
        MediaFindings.nameIllegal.finding(
          at: media.place(path), "another name differs only by case"))
    }
  }
  verification.check(
    "names", media.path, faults, passed: "every name fits on FAT32 and a CD")
}

/// True when somebody wrote into the form, which is done at the portal.
private func isFilledIn(_ media: OpenedMedia) throws(ReadingError) -> Bool {
  guard let bytes = try media.bytes("portal.csv") else { return false }
  let rows = CSVRows(fromSpreadsheet: bytes).rows
  let header = rows.first?.cells.map { $0.lowercased() } ?? []
  let free = header.indices.filter {
    ["uploaded_at", "status", "portal_words", "ack_file"].contains(header[$0])
  }
  return PortalForm.entries(of: rows).contains { row in
    free.contains { row.cells.indices.contains($0) && !row.cells[$0].isEmpty }
  }
}

/// The form speaks of exactly the files to upload; what was filled in is free.
private func checkForm(
  _ media: OpenedMedia, _ list: ChecksumList, _ verification: inout MediaVerification
) throws(ReadingError) {
  guard let bytes = try media.bytes("portal.csv") else { return }
  let place = media.place("portal.csv")
  let table = CSVRows(fromSpreadsheet: bytes)
  let rows = table.rows
  var faults = [table.fault].compactMap(\.self).map {
    MediaFindings.formDiffers.finding(at: media.place("portal.csv", line: $0.line), $0.reason)
  }
  let header = rows.first?.cells.map { $0.lowercased() } ?? []
  if PortalForm.isWhole(header), let file = header.firstIndex(of: "file"),
    let hash = header.firstIndex(of: "sha256"),
    let account = header.firstIndex(of: "virtual_account")
  {
    var expected = list.hashes.filter { $0.key.hasPrefix(PackPlanner.folder + "/") }
    var accounts: [String: String] = [:]
    if let twice = header.first(where: { name in header.count { $0 == name } > 1 }) {
      faults.append(
        MediaFindings.formDiffers.finding(at: place, "two columns have the name \(twice)"))
    }
    // Whoever fills it in at the portal may add columns; before it left, nobody had a reason to.
    let isBack = try isFilledIn(media)
    faults += header.filter { !$0.isEmpty && !PortalForm.isColumn($0) }.map {
      MediaFindings.formDiffers.finding(at: place, "pack wrote no column \($0)")
        .graded(isBack ? .warning : .error)
    }
    for row in PortalForm.entries(of: rows) {
      if row.cells.dropFirst(header.count).contains(where: { !$0.isEmpty }) {
        faults.append(
          MediaFindings.formDiffers.finding(
            at: media.place("portal.csv", line: row.line), "the row has more cells than columns"))
      }
      let cells = row.cells + Array(repeating: "", count: header.count)
      let path = cells[file]
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      let known = accounts.updateValue(cells[account], forKey: folder) ?? cells[account]
      if !VirtualAccounts.folder(folder, isOf: cells[account]) {
        faults.append(
          MediaFindings.formDiffers.finding(
            at: media.place("portal.csv", line: row.line),
            "the virtual account \(cells[account]) is not that of the folder \(folder)"))
      }
      if expected.removeValue(forKey: path) != cells[hash] || known != cells[account] {
        faults.append(
          MediaFindings.formDiffers.finding(
            at: media.place("portal.csv", line: row.line),
            "the row does not name a file that was packed: \(path)"))
      }
    }
    faults += expected.keys.sorted().map {
      MediaFindings.formDiffers.finding(at: place, "there is no row for \($0)")
    }
  } else {
    faults.append(
      MediaFindings.formDiffers.finding(
        at: place, "a column of the form is not there, or has another name"))
  }
  verification.check("form", place.file, faults, passed: "one row for each file to upload")
}

/// Reads an upload file again, as packing did.
func checkUpload(
  _ media: OpenedMedia, _ name: String, _ verification: inout MediaVerification
) -> PackCandidate {
  let candidate = media.candidate(name)
  let place = media.place(name)
  let last = String(name.split(separator: "/").last ?? "")
  if last.hasSuffix("_request.txt") || last.hasPrefix("request-"), candidate.purpose == .unfit {
    verification.cannot("content", place.file, "a request of a shape that the tool does not know")
    return candidate
  }
  var reason: String?
  if let why = candidate.unreadable {
    reason = why
  } else if candidate.outline.form.wrappings.contains(.redacted) {
    reason = "it is redacted"
  } else if !candidate.outline.isComplete {
    reason = "it ends early or is damaged"
  } else if let fault = candidate.findings.first(where: { $0.severity == .error }) {
    reason = "\(fault.id): \(fault.message)"
  } else if candidate.purpose == .unfit {
    reason = "it holds nothing to upload"
  } else if !candidate.outline.form.isDeviceDocument {
    reason = "it is \(candidate.outline.form.words)"
  }
  verification.check(
    "content", place.file,
    reason.map { [MediaFindings.notUsage.finding(at: place, $0)] } ?? [],
    passed: candidate.purpose == .usage
      ? "a whole usage file with \(candidate.reports.amount)" : candidate.purpose.rawValue)
  return candidate
}

/// Compares the signature of a list with the allowed signers.
func checkSignature(
  _ media: OpenedMedia, _ name: String, _ bytes: [UInt8]?, _ signers: SignerPolicy,
  _ verification: inout MediaVerification
) async throws(ReadingError) {
  let signatureName = name + MediaSignature.ending
  let place = media.place(signatureName)
  let signature = try media.bytes(signatureName, limit: 1 << 20)
  guard let allowed = signers.allowedSigners else {
    guard let signature, let bytes else {
      return verification.cannot("signature", place.file, "not signed")
    }
    do throws(SigningError) {
      if case .fails(let why) = try await MediaSignature.check(signature, of: bytes) {
        return verification.check(
          "signature", place.file, [MediaFindings.signatureFailed.finding(at: place, why)],
          passed: "")
      }
    } catch {
      return verification.cannot("signature", place.file, error.description)
    }
    return verification.cannot(
      "signature", place.file, "signed; give --allowed-signers to check by whom")
  }
  guard let signature, let bytes else {
    return verification.check(
      "signature", place.file,
      [MediaFindings.signatureMissing.finding(at: place, "there is no signature to check")],
      passed: "")
  }
  do throws(SigningError) {
    switch try await MediaSignature.verify(
      signature, of: bytes, allowedSigners: allowed, signer: signers.signer)
    {
    case .holds(let signer):
      verification.check("signature", place.file, [], passed: "\(name) was signed by \(signer)")
    case .fails(let why):
      verification.check(
        "signature", place.file, [MediaFindings.signatureFailed.finding(at: place, why)], passed: ""
      )
    }
  } catch {
    throw ReadingError(file: place.file, reason: error.description)
  }
}
