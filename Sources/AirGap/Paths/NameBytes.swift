/// Names of files as bytes, for those that are not UTF-8 text.
public enum NameBytes {
  /// A spelling that every terminal shows: `caf\xE9.txt`.
  public static func escaped(_ bytes: some Sequence<UInt8>) -> String {
    bytes.reduce(into: "") { text, byte in
      if (0x20..<0x7F).contains(byte), byte != UInt8(ascii: "\\") {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += (byte < 16 ? "\\x0" : "\\x") + digits
      }
    }
  }
}
