import Testing

@testable import Presentation

@Suite struct EntitlementWordingTests {
  private static let known =
    "regid.2017-08.com.cisco.AIR-DNA-A,1.0_b6308627-3ab0-4a11-a3d9-586911a0d790"
  private static let unknown = "regid.2030-01.com.cisco.DNA_EXAMPLE_A,1.0_00000000-1111"

  @Test(arguments: [
    (known, "air-dna-advantage"), (unknown, "DNA_EXAMPLE_A"), (nil, "without a tag"),
    ("regid.2030-01.com.cisco.,1.0_0", "regid.2030-01.com.cisco.,1.0_0"), ("plain", "plain"),
    ("regid.2030-01.com.example.X,1.0_0", "regid.2030-01.com.example.X,1.0_0"),
  ])
  func itIsTheNameThatPeopleKnow(_ tag: String?, _ name: String) {
    #expect(EntitlementWording.name(tag) == name)
  }

  @Test(arguments: [known, unknown])
  func theWholeTagIsShownToWhoAsks(_ tag: String) {
    #expect(EntitlementWording.name(tag, isWhole: true) == tag)
  }
}
