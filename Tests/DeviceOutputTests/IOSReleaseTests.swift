import DeviceOutput
import Testing

@Suite("Releases")
struct IOSReleaseTests {
  @Test("spellings of one release are equal")
  func equal() throws {
    #expect(IOSRelease("17.07.01") == IOSRelease("17.7.1"))
    #expect(IOSRelease("17.03.02a") == IOSRelease("17.3.2a"))
    #expect(IOSRelease("17.07.01prd16") == IOSRelease("17.7.1prd16"))
    #expect(IOSRelease("17.7.1")?.hashValue == IOSRelease("17.07.01")?.hashValue)
    #expect(IOSRelease("17.07.01prd16")?.normalized == "17.7.1prd16")
    #expect(IOSRelease("10.3(2)")?.normalized == "10.3(2)")
    #expect(IOSRelease("15.2(7)E4")?.normalized == "15.2(7)E4")
    #expect(IOSRelease("17.7.1") != IOSRelease("17.7.11"))
    #expect(IOSRelease("17.7.1") != IOSRelease("17.7.1prd16"))
  }

  @Test("they are ordered by number, rebuild and build")
  func ordered() {
    let texts = [
      "15.2(7)E4", "16.12.5", "17.3.2", "17.3.2a", "17.3.3", "17.07.01prd16", "17.7.1", "17.10.1",
    ]
    let releases = texts.compactMap { IOSRelease($0) }
    #expect(releases.count == texts.count)
    #expect(releases.shuffled().sorted().map(\.raw) == texts)
  }

  @Test("a release is at least another by its numbers alone")
  func atLeast() {
    #expect(IOSRelease("17.07.01prd16")?.isAtLeast(17, 7, 1) == true)
    #expect(IOSRelease("17.6.4")?.isAtLeast(17, 7, 1) == false)
    #expect(IOSRelease("26.1.1")?.isAtLeast(17, 7, 1) == true)
  }

  @Test("what is not a release is none", arguments: ["", "17", "a.b", "Amsterdam", ".1.2"])
  func none(_ text: String) {
    #expect(IOSRelease(text) == nil)
  }
}
