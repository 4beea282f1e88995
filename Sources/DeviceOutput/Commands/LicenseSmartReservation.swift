import LicenseFiles

/// What the device answers to `license smart reservation …` (before IOS XE 17.3.2) and to
/// `license smart authorization return …`.
///
/// The wording is known from the dialogues of older images; it is to be confirmed. Every other line
/// is kept as it is.
public struct ReservationAnswer: Sendable, Hashable {
  /// The words after `license smart reservation` or `license smart authorization`: `request local`,
  /// `install file flash:…`, `return local`; empty when no command was echoed.
  public let action: [String]
  /// The code to be entered in the portal to get a reservation: `CB-Z<PID>:<serial>-…`.
  public internal(set) var requestCode: Observed<String>?
  /// The code to be entered in the portal to free the licenses.
  public internal(set) var returnCode: Observed<String>?
  /// `Last Confirmation code`.
  public internal(set) var confirmationCode: Observed<String>?
  /// `Reservation install file successful`; nil when it was not printed.
  public internal(set) var success: Observed<String>?
  /// Everything else that was printed.
  public internal(set) var otherLines: [Observed<String>] = []

  /// How the answer to a return begins where no code is installed (`installed`, `installation`).
  public static let nothingInstalled = [
    "No reservation authorization code instal", "No authorization code instal",
  ]

  /// True for a return of which the device says that no code is installed.
  public var hasNothingToReturn: Bool {
    action.first == "return" && returnCode == nil
      && otherLines.contains { line in
        Self.nothingInstalled.contains { line.value.hasPrefix($0) }
      }
  }
}

/// Reads the answers about reservations.
enum LicenseSmartReservation {
  static func reader(_ command: DeviceCommand, signs: [LineSign] = []) -> CommandReader {
    CommandReader(command, takesMore: true, signs: signs) {
      (.reservationAnswer(read($0.lines, arguments: $0.arguments, $0.context)), [])
    }
  }

  static let requestHeading = "Enter this request code in"
  static let returnHeading = "Enter this return code in"

  /// The one word after a label, as a device with several members prints it below each UDI.
  private static func labelled(_ label: String, _ text: Substring) -> String? {
    guard let value = text.after(prefix: label)?.trimmingBlanks, value.words.count == 1,
      value.utf8.first != 0x3C
    else { return nil }
    return String(value)
  }

  static func read(
    _ lines: [TranscriptLine], arguments: [String], _ context: OutputContext
  ) -> ReservationAnswer {
    var answer = ReservationAnswer(action: arguments)
    /// The code that the next line holds.
    var awaited: WritableKeyPath<ReservationAnswer, Observed<String>?>?
    for line in lines {
      let text = line.text.trimmingBlanks
      let observed = context.observed(String(text), line.number)
      if let path = awaited {
        awaited = nil
        if text.words.count == 1 {
          answer[keyPath: path] = observed
          continue
        }
      }
      if text.utf8.starts(with: requestHeading.utf8) {
        awaited = \.requestCode
      } else if text.utf8.starts(with: returnHeading.utf8) {
        awaited = \.returnCode
      } else if let code = labelled("Return code:", text), answer.returnCode == nil {
        answer.returnCode = observed.map { _ in code }
      } else if let code = labelled("Request code:", text), answer.requestCode == nil {
        answer.requestCode = observed.map { _ in code }
      } else if let code = text.after(prefix: "Last Confirmation code") {
        let value = code.drop { $0 == ":" }.trimmingBlanks
        if value != "<none>" { answer.confirmationCode = observed.map { _ in String(value) } }
      } else if text == "Reservation install file successful" {
        answer.success = observed
      } else {
        answer.otherLines.append(observed)
      }
    }
    return answer
  }
}
