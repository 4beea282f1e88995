import DeviceOutput
import Foundation
import LicenseFiles
import Testing

@testable import Assessment

/// Many devices of one host name.
@Suite struct SharedHostNameTests {
  private func judged(_ count: Int) -> [DeviceRequirements] {
    let text = (0..<count).map {
      "W#show license udi\nUDI: PID:C9800-CL-K9,SN:9ZZEX\($0)\n"
        + "W#show license status\nUsage Reporting:\n  Last ACK received: <none>\n"
    }.joined()
    let reading = DeviceOutputReader.read(name: "x.txt", bytes: Array(text.utf8))
    return RequirementsJudge.judge(
      reading.devices, .init(now: RequirementOutput.now, topology: .airGap))
  }

  /// The processor time of this thread alone, so that other tests do not count.
  private func cost(_ body: () -> Void) -> Double {
    func seconds() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = seconds()
    body()
    return seconds() - start
  }

  /// Eight times as many: eight times the work in a line, sixty-four times in a square.
  @Test func theWorkGrowsWithTheirNumber() {
    _ = judged(10)
    let few = (0..<3).map { _ in cost { _ = judged(250) } }.min() ?? 0
    let many = cost { #expect(judged(2000).count == 2000) }
    #expect(many < few * 24, "\(few) \(many)")
  }

  @Test(arguments: [(1, nil), (2, 1), (9, 8), (12, 8)] as [(Int, Int?)])
  func theOthersAreNamed(_ count: Int, _ named: Int?) throws {
    for device in judged(count) {
      let text = device.results.map(\.conclusion).joined(separator: "\n")
      guard let named else {
        #expect(!text.contains("the same host name"))
        continue
      }
      let list = try #require(text.firstMatch(of: /same host name is in the output of (.*)/)).1
      let udis = list.replacing(#/ and \d+ more/#, with: "").split(separator: ", ")
      #expect(udis.count == named, "\(list)")
      #expect(list.contains(" and \(count - 1 - named) more") == (count - 1 > named), "\(list)")
      let own = try #require(device.snapshot.udi.latest?.value.description)
      #expect(!udis.contains { $0 == own })
    }
  }
}
