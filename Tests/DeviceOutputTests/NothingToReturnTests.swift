import LicenseFiles
import Testing

@testable import DeviceOutput

/// What a device says to a return where no code is installed.
@Suite struct NothingToReturnTests {
  private func answer(_ command: String, _ text: String) -> ReservationAnswer? {
    let output = "SW-1#license smart \(command)\n\(text)\nSW-1#\n"
    return DeviceOutputReader.read(name: "a", bytes: Array(output.utf8)).devices.first?
      .reservationAnswers.first
  }

  @Test(arguments: [
    "No reservation authorization code installed in device",
    "No authorization code installed",
  ])
  func aDeviceWithoutACodeHasNothingToReturn(text: String) throws {
    let said = try #require(
      answer("authorization return all offline bootflash:return.txt", text))
    #expect(said.hasNothingToReturn)
  }

  /// The near misses: a code, another answer, another command.
  @Test(arguments: [
    ("authorization return all offline bootflash:return.txt", "The requested item was not found"),
    (
      "reservation return local",
      "Enter this return code in Cisco Smart Software Manager portal:\nABC-DEF"
    ),
  ])
  func otherAnswersSayNothingOfIt(command: String, text: String) throws {
    #expect(answer(command, text)?.hasNothingToReturn != true)
  }
}
