import Foundation
import Testing

/// Every field of a peer's reading of a recorded output must stand in the JSON of `inspect` too, with
/// the same value. What a table below does not place is missing.
@Suite(.enabled(if: PeerSamples.exist, "../shared/samples is not here: skipped"))
struct PeerFieldsTests {
  @Test("no field of the peer's reading is missing", arguments: PeerSamples.names)
  func fields(_ name: String) throws {
    let run = try RumkitRun(["inspect", "--format", "json", PeerSamples.path(name + ".txt")])
    #expect(run.status == 0, "\(run.stderr)")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.stdout.utf8)) as? [String: Any])
    let file = try #require((json["files"] as? [[String: Any]])?.first)
    #expect(file["kind"] as? String == "device-output")
    let reading = try #require(file["device_output"] as? [String: Any])
    let devices = try #require(reading["devices"] as? [[String: Any]])
    let observation = try #require((devices.first?["observations"] as? [[String: Any]])?.first)
    let data = try Data(contentsOf: URL(filePath: PeerSamples.path(name + ".genie.json")))
    let leaves = PeerLeaf.all(try JSONSerialization.jsonObject(with: data))
    #expect(!leaves.isEmpty)
    var missing: [String] = []
    for leaf in leaves {
      let found = PeerPlaces(observation).values(for: leaf)
      if !found.contains(where: { PeerPlaces.agree($0, leaf) }) {
        missing.append("\(leaf.path.joined(separator: "/")) = \(leaf.value); here \(found)")
      }
    }
    print(
      "\(name): \(leaves.count - missing.count) of \(leaves.count) fields of the peer's reading")
    #expect(missing.isEmpty, "\(missing.joined(separator: "\n"))")
  }
}

enum PeerSamples {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/samples/show")

  static let exist = FileManager.default.fileExists(atPath: folder.path)

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  static var names: [String] {
    let found = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (found ?? []).filter { $0.hasSuffix(".genie.json") }
      .map { String($0.dropLast(".genie.json".count)) }.sorted()
  }
}

/// One value of the peer's reading, with the keys that lead to it.
struct PeerLeaf {
  let path: [String]
  let value: String

  var last: String { path.last ?? "" }

  static func all(_ value: Any, _ path: [String] = []) -> [PeerLeaf] {
    switch value {
    case let members as [String: Any]:
      return members.sorted { $0.key < $1.key }.flatMap { all($0.value, path + [$0.key]) }
    case let elements as [Any]:
      return elements.enumerated().flatMap { all($0.element, path + ["\($0.offset)"]) }
    default: return [PeerLeaf(path: path, value: "\(value)")]
    }
  }
}
