extension StringProtocol {
  /// True when it says something: a reason of spaces, invisible characters or punctuation is none.
  package var holdsWord: Bool { contains { $0.isLetter || $0.isNumber } }
}
