import Foundation
import Testing

/// SECURITY.md names, for each threat, the tests that hold it.
@Suite struct SecurityPageTests {
  private static func tests(_ text: String) -> Set<String> {
    Set(text.matches(of: /`([A-Za-z]+Tests)`/).map { String($0.1) })
  }

  @Test func everyTestThatItNamesIsThere() throws {
    let page = try String(
      contentsOf: RumkitRun.repository.appending(path: "SECURITY.md"), encoding: .utf8)
    let named = Self.tests(page)
    #expect(named.count > 15)
    let folder = RumkitRun.repository.appending(path: "Tests")
    var suites: Set<String> = []
    for case let path as String in try #require(
      FileManager.default.enumerator(atPath: folder.path)) where path.hasSuffix(".swift")
    {
      let source = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      suites.formUnion(source.matches(of: /struct ([A-Za-z]+Tests)/).map { String($0.1) })
    }
    #expect(named.subtracting(suites).sorted() == [])
    #expect(Self.tests("held by `NoSuchTests` and `x`") == ["NoSuchTests"])
  }
}
