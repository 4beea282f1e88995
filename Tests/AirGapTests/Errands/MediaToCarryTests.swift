import Assessment
import Foundation
import Testing

@testable import AirGap

/// Where the media are that were packed and did not leave.
@Suite struct MediaToCarryTests {
  @Test func theyAreFoundFromAnyFolder() async throws {
    let home = try await ErrandSite([])
    let outcome = try await home.pack([ErrandSite.usage])
    let media = try #require(outcome.result?.media.first?.path)
    let (files, places, _, _) = try home.session().mediaToCarry()
    #expect(files.map(\.media) == [media.split(separator: "/").last.map(String.init)])
    #expect(places == [media])
    #expect(media.hasPrefix("/"))
  }

  /// The stick is not at hand: its evidence stands for it.
  @Test func mediaThatAreNotHereAreNotOffered() async throws {
    let home = try await ErrandSite([])
    let outcome = try await home.pack([ErrandSite.usage])
    let result = try #require(outcome.result)
    let media = try #require(result.media.first?.path)
    try FileManager.default.moveItem(atPath: media, toPath: media + "-gone")
    let (files, places, bags, _) = try home.session().mediaToCarry()
    #expect(files.count == 1 && places.isEmpty)
    #expect(bags == [result.evidence])
  }
}
