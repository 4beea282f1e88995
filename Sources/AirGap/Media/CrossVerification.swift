import Assessment
import LicenseFiles

/// Compares media and bags of one command line with each other.
///
/// 1. Media belongs to the bag that has its hash on record; where there is only one bag, to that one.
/// 2. Every file to upload is in the bag, with the same hash.
/// 3. When all media of a bag were given, every file of the bag is on one of them.
func checkAgainstEachOther(
  _ outbound: [OutboundFacts], _ bags: [BagFacts], _ verification: inout MediaVerification
) {
  guard !outbound.isEmpty, !bags.isEmpty else {
    if let media = outbound.first {
      verification.cannot("evidence", media.path, "give the evidence bag too, to compare them")
    }
    if let bag = bags.first {
      verification.cannot("media", bag.path, "give the outbound media too, to compare them")
    }
    return
  }
  var carried: [Int: [OutboundFacts]] = [:]
  for media in outbound {
    let match = bags.firstIndex { bag in bag.media.contains { $0.sha256 == media.sha256 } }
    guard let index = match ?? (bags.count == 1 ? 0 : nil) else {
      verification.check(
        "evidence", media.path, [differs(media.path, "no bag has this media on record")], passed: ""
      )
      continue
    }
    carried[index, default: []].append(media)
    verification.check(
      "sealed hash", media.path,
      match != nil
        ? []
        : [differs(media.path, "its hash \(media.sha256 ?? "") is not the one that was sealed")],
      passed: "\(bags[index].path) has its hash on record")
    let faults = media.uploads.keys.sorted().filter { media.uploads[$0] != bags[index].uploads[$0] }
      .map { path in
        differs(
          media.path + "/" + path,
          bags[index].uploads[path] == nil
            ? "the file is not in the bag" : "the file in the bag is another")
      }
    verification.check(
      "same files", media.path, faults,
      passed: "\(media.uploads.count) files are the same in \(bags[index].path)")
  }
  for (index, bag) in bags.enumerated() {
    let given = carried[index] ?? []
    guard given.count >= bag.media.count, !given.isEmpty else {
      verification.cannot(
        "whole", bag.path, "\(given.count) of its \(bag.media.count) media were given")
      continue
    }
    let there = Set(given.flatMap(\.uploads.keys))
    verification.check(
      "whole", bag.path,
      Set(bag.uploads.keys).subtracting(there).sorted().map {
        differs(bag.path + "/data/" + $0, "the file is on none of the media")
      }, passed: "every file of the bag is on the media")
  }
}

private func differs(_ file: String, _ message: String) -> Finding {
  MediaFindings.mediaDiffersFromBag.finding(at: SourceLocation(file: file), message)
}
