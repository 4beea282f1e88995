import Testing

@testable import AirGap
@testable import Assessment

/// The folder in which an output is built must be the one that it stands in, whatever its name.
@Suite struct OutputPartialsTests {
  @Test(arguments: [
    ("o", "."), ("out", "."), ("out/", "."), ("./o", "."), ("a/b", "a"), ("a/b//", "a"),
    ("/o", "/"), ("/", "/"), ("/media/stick/out.zip", "/media/stick"), ("", "."),
  ])
  func folderOfAPath(_ path: String, _ folder: String) {
    #expect(PathText.folder(of: path) == folder)
  }
}
