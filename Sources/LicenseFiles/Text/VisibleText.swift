extension Unicode.Scalar {
  /// False for what a terminal acts on, and for what a person cannot see.
  package var isVisible: Bool {
    // Properties are looked up in tables; most text needs none.
    if isASCII { return (0x20..<0x7F).contains(value) }
    // Fillers and joiners that take no room, whatever their category.
    guard !properties.isDefaultIgnorableCodePoint, self != "\u{2800}" else { return false }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      return false
    default: return true
    }
  }
}

extension StringProtocol {
  /// True when every character of it can be seen, or is a blank.
  package var isVisible: Bool {
    utf8.allSatisfy { (0x20...0x7E).contains($0) } || unicodeScalars.allSatisfy(\.isVisible)
  }
}
