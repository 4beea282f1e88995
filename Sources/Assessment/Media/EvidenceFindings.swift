package import LicenseFiles

extension MediaFindings {
  package static let bagInvalid = FindingDescriptor(
    "media/bag-invalid", .error, "this is not a sound bag",
    looksAt: "bagit.txt, the manifests and the tag files, as RFC 8493 asks for them",
    why: "evidence that is not complete proves nothing",
    remedy: "take the bag from a backup; if there is none, pack again",
    basis: .documented(title: "RFC 8493", section: "2 and 3"),
    trigger: "findings.json taken out of tagmanifest-sha256.txt",
    nearMiss: "a tag file added and listed")

  package static let fetchRefused = FindingDescriptor(
    "media/fetch-refused", .error, "a bag asks for files from elsewhere",
    looksAt: "fetch.txt", why: "nothing is fetched across an air gap",
    remedy: "find out who added it; take the bag from a backup",
    basis: .documented(title: "RFC 8493", section: "2.2.3"),
    trigger: "a bag with fetch.txt",
    nearMiss: "a bag with data/fetch.txt, which is a payload")

  package static let oxumMismatch = FindingDescriptor(
    "media/oxum-mismatch", .error, "Payload-Oxum does not match the payload",
    looksAt: "the bytes and files under data/ against Payload-Oxum of bag-info.txt",
    why: "a file was added or removed after the bag was made",
    remedy: "take the bag from a backup",
    basis: .documented(title: "RFC 8493", section: "2.2.2"),
    trigger: "Payload-Oxum one byte off", nearMiss: "Payload-Oxum as packed")

  package static let countMismatch = FindingDescriptor(
    "media/count-mismatch", .error, "the counts of a bag do not match its content",
    looksAt: "files, reports and devices in bag-info.txt against the usage files, read again",
    why: "a summary that contradicts its content cannot be signed for",
    remedy: "take the bag from a backup, or pack again",
    basis: .documented(title: "rumkit-media(5)", section: "bag-info.txt"),
    trigger: "bag-info.txt says 3 reports, the files hold 2, and every hash matches",
    nearMiss: "both say 2")

  package static let custodyBroken = FindingDescriptor(
    "media/custody-broken", .error, "the chain of custody is broken",
    looksAt: "custody.jsonl: each line carries the hash of the line before it",
    why: "an event was changed, removed or inserted",
    remedy: "take the bag from a backup; ask whoever had it",
    basis: .documented(title: "rumkit-media(5)", section: "custody.jsonl"),
    trigger: "the operator of the first event changed",
    nearMiss: "another event added at the end, chained and listed")

  package static let signatureMissing = FindingDescriptor(
    "media/signature-missing", .error, "there is no signature",
    looksAt: "the detached signature, when --allowed-signers asks for one",
    why: "checksums alone do not stop somebody who packs again",
    remedy: "ask the packer to sign with --sign",
    basis: .documented(title: "rumkit-media(5)", section: "SIGNATURES"),
    trigger: "SHA256SUMS without SHA256SUMS.sig", nearMiss: "the same without --allowed-signers")

  package static let signatureFailed = FindingDescriptor(
    "media/signature-failed", .error, "a signature is not valid",
    looksAt: "what ssh-keygen says of the signature and the list of allowed signers",
    why: "the list of checksums was changed, or the signer is not on your list",
    remedy: "check the list of allowed signers; if it is right, do not trust the media",
    basis: .documented(title: "ssh-keygen(1)", section: "-Y verify"),
    trigger: "SHA256SUMS changed after signing", nearMiss: "SHA256SUMS as signed")

  package static let mediaDiffersFromBag = FindingDescriptor(
    "media/media-differs-from-bag", .error, "outbound media and evidence disagree",
    looksAt: "each upload file on both sides, and the hash of the media in the bag",
    why: "what was carried out is not what the evidence says",
    remedy: "find out which one was changed; verify each by itself",
    basis: .documented(title: "rumkit-media(5)", section: "EVIDENCE BAG"),
    trigger: "the bag of another run", nearMiss: "media and bag of one run")
}
