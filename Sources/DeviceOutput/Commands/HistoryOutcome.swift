/// What became of a request. That an answer came proves no success: its status does.
public enum HistoryOutcome: Sendable, Hashable {
  /// The response is empty. The device prints such a one a second after a request that nobody
  /// answered. Source: Cisco document 217348.
  case noAnswer
  /// The answer says `FAILED`.
  case failed(message: String?)
  /// The answer says `OK_POLL`: the result is to be fetched later.
  case accepted
  /// The answer says something else, such as `OK`.
  case answered(status: String)
  /// An answer came, and what it says could not be read, or it holds no status.
  case unreadable
  /// The output ends before the response.
  case notPrinted
}

extension HistoryExchange {
  /// What became of the request.
  public var outcome: HistoryOutcome {
    guard let response else { return .notPrinted }
    if response.body.isEmpty { return .noAnswer }
    guard let content = response.content, let status = content.statusCode else {
      return .unreadable
    }
    switch status {
    case "FAILED": return .failed(message: content.statusMessage)
    case "OK_POLL": return .accepted
    default: return .answered(status: status)
    }
  }
}

extension HistorySection {
  /// Puts responses to their requests: by nonce where both have one, else to the request before,
  /// unless the response is older than it.
  mutating func pair() {
    var paired: [HistoryExchange] = []
    /// The requests that wait, by their place in `paired`.
    var waiting: [Int] = []
    for exchange in exchanges {
      if let request = exchange.request {
        waiting.append(paired.count)
        paired.append(HistoryExchange(request: request))
      }
      guard let response = exchange.response else { continue }
      if let place = Self.place(of: response, in: paired, waiting) {
        paired[waiting[place]].response = response
        waiting.remove(at: place)
      } else {
        paired.append(HistoryExchange(response: response))
      }
    }
    exchanges = paired
  }

  private static func place(
    of response: HistoryMessage, in paired: [HistoryExchange], _ waiting: [Int]
  ) -> Int? {
    // A history holds few messages; a search further back than this would cost time and find none.
    let near = waiting.indices.suffix(64)
    if let nonce = response.content?.nonce,
      let found = near.last(where: { paired[waiting[$0]].request?.content?.nonce == nonce })
    {
      return found
    }
    return near.last { place in
      guard let request = paired[waiting[place]].request else { return false }
      if let own = request.content?.nonce, let other = response.content?.nonce, own != other {
        return false
      }
      guard let asked = request.time.value.latest, let answered = response.time.value.latest
      else { return true }
      return answered >= asked
    }
  }
}
