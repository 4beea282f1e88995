import Assessment
import DeviceOutput

/// What became of a message, in words.
enum HistoryWording {
  static func id(_ outcome: HistoryOutcome) -> String {
    switch outcome {
    case .noAnswer: "no-answer"
    case .failed: "failed"
    case .accepted: "accepted"
    case .answered: "answered"
    case .unreadable: "unreadable"
    case .notPrinted: "not-printed"
    }
  }

  static func sentence(_ exchange: HistoryExchange) -> String {
    switch exchange.outcome {
    case .noAnswer:
      return "no answer was received (the device prints the empty response a second later)"
    case .notPrinted: return "the output ends before the response"
    case .unreadable:
      return "an answer came, but what it says could not be read: lines of it may be missing"
    case .accepted: return "the server accepted the request; its result has to be fetched later"
    case .answered(let status): return "the server answered \(status)"
    case .failed(let message): return failure(message)
    }
  }

  private static func failure(_ message: String?) -> String {
    guard let message else { return "the server answered that the request failed" }
    let start = "the server answered that the request failed: \(PrintedSecrets.shown(message))"
    guard isUnknownInstance(message) else { return start }
    return start + ". " + unknownInstance
  }

  static func isUnknownInstance(_ message: String) -> Bool {
    let lower = message.lowercased()
    return lower.contains("invalid productinstanceidentifier")
      || lower.contains("the identity for the instance")
  }

  /// Inferred from the words of the message: Cisco document 217348 prints it in its example of success.
  static let unknownInstance =
    "The server does not know the product instance by this identifier (inferred): it was removed there, "
    + "or the device was reset or trust was established again since. Establish trust again with a new token "
    + "(license smart trust idtoken TOKEN all force); in an air gap switch the transport off and report by "
    + "file, which needs no trust"
}
