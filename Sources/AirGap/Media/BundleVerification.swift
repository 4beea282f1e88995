import Assessment
import LicenseFiles

/// A bundle in Cisco's shape holds the usage files of its account once more, byte for byte.
func checkBundle(
  _ media: OpenedMedia, _ name: String, _ uploads: [String: String],
  _ verification: inout MediaVerification
) throws(ReadingError) {
  let place = media.place(name)
  let folders = name.split(separator: "/").dropFirst().dropLast().map(String.init)
  let account = ([PackPlanner.folder] + folders).joined(separator: "/") + "/"
  // Requests lie beside the usage files and are in no bundle.
  let expected = uploads.filter { path, _ in
    path.hasPrefix(account) && !path.dropFirst(account.count).contains("/")
      && media.candidate(path).purpose == .usage
  }
  var faults: [Finding] = []
  func fault(_ message: String) {
    faults.append(MediaFindings.bundleDiffers.finding(at: place, message))
  }
  let budget = ArchiveBudget()
  let outer = try UnpackedArchive(
    media.folder.root + "/" + name, kind: .tarGzip, budget: budget)
  let inner = outer.names.filter { $0 != "manifest.mf" }
  if let damage = outer.fault { fault(damage.message) }
  if inner.count != 1 || inner.count + 1 != outer.names.count {
    fault("it does not hold manifest.mf and one archive")
  }
  if let first = inner.first {
    let members = try UnpackedArchive(
      outer.folder + "/" + first, kind: .tarGzip, budget: budget)
    if let damage = members.fault { fault(damage.message) }
    var hashes: [String] = []
    for member in members.names {
      do throws(ByteSourceError) {
        let source = try FileSource(members.folder + "/" + member)
        hashes.append(try source.digest().sha256.description)
      } catch {
        throw ReadingError(file: place.file, reason: error.reason)
      }
    }
    if hashes.sorted() != expected.values.sorted() {
      fault("its files are not the usage files beside it")
    }
  }
  verification.check(
    "bundle", place.file, faults,
    passed: "the same \(expected.count) usage files once more (experimental, unverified)")
}
