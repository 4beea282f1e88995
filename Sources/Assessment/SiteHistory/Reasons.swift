extension StringProtocol {
  /// True when it says something: a reason of spaces, invisible characters or punctuation is none.
  package var holdsWord: Bool {
    unicodeScalars.contains { scalar in
      // Fillers are letters that nobody sees.
      !scalar.properties.isDefaultIgnorableCodePoint
        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    }
  }
}
