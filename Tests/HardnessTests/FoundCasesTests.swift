import Foundation
import Testing

/// What the fuzzer found is read again, without the fuzzer.
@Suite("Found cases")
struct FoundCasesTests {
  @Test("every case that was found is read without a fault", arguments: FoundCase.all)
  func replayed(_ found: FoundCase) throws {
    let target = try #require(FuzzTarget.named(found.target), "no target \(found.target)")
    try target.check(found.bytes())
  }

  @Test("the list of scripts/fuzz has every target once")
  func listed() throws {
    let list = try String(contentsOfFile: Checkout.path("Fuzz/targets"), encoding: .utf8)
    let names = list.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
    #expect(names == FuzzTarget.all.map(\.name))
  }
}

/// One file under Fuzz/Found/TARGET.
struct FoundCase: Sendable, CustomTestStringConvertible {
  let target: String
  let name: String

  var testDescription: String { target + "/" + name }

  func bytes() throws -> [UInt8] { try Checkout.bytes("Fuzz/Found/\(target)/\(name)") }

  static let all: [FoundCase] = Checkout.files("Fuzz/Found").compactMap { path in
    let parts = path.split(separator: "/")
    return parts.count == 2 ? FoundCase(target: String(parts[0]), name: String(parts[1])) : nil
  }
}

/// The files of this checkout.
enum Checkout {
  static func path(_ name: String) -> String {
    var parts = #filePath.split(separator: "/").dropLast(3)
    parts.append(Substring(name))
    return "/" + parts.joined(separator: "/")
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path(name))))
  }

  /// The plain files in a folder and in the folders in it, by their paths from there.
  static func files(_ folder: String) -> [String] {
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: path(folder))) ?? []
    return all.sorted().filter {
      var isFolder: ObjCBool = false
      let place = path(folder + "/" + $0)
      return FileManager.default.fileExists(atPath: place, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
  }
}
