/// A string of JSON.
///
/// - Parameters:
///   - text: what it holds.
///   - shortens: writes line ends and tabs as `\n`, `\r` and `\t`, else as every other escape.
///   - isPlain: true for what stands as it is; all else becomes `\u`.
package func quotedJSON(
  _ text: String, shortens: Bool, isPlain: (Unicode.Scalar) -> Bool
) -> String {
  let isPlainASCII = text.utf8.allSatisfy {
    (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
  }
  if isPlainASCII { return "\"" + text + "\"" }
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n" where shortens: result += "\\n"
    case "\r" where shortens: result += "\\r"
    case "\t" where shortens: result += "\\t"
    case _ where isPlain(scalar): result.unicodeScalars.append(scalar)
    default:
      for unit in String(scalar).utf16 { result += "\\u" + zeroPadded(unit, 4, radix: 16) }
    }
  }
  return result + "\""
}
