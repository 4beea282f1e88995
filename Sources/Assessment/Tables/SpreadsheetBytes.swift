import LicenseFiles

/// The text of a table in the encodings in which spreadsheets save one.
enum SpreadsheetBytes {
  /// The text as UTF-8. UTF-16 is known by its mark, or by zeros in every second byte; what is neither
  /// that nor UTF-8 is taken as Windows-1252, in which Excel saves CSV in western Europe and America.
  static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    let start = Array(bytes.prefix(200))
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) {
      return TranscriptLines.utf8(bytes)
    }
    let zeros = (0...1).map { odd in
      stride(from: odd, to: start.count, by: 2).count { start[$0] == 0 }
    }
    let half = start.count / 2
    if half > 2, zeros[1] * 2 > half, zeros[0] == 0 {
      return TranscriptLines.utf8([0xFF, 0xFE] + bytes)
    }
    if half > 2, zeros[0] * 2 > half, zeros[1] == 0 {
      return TranscriptLines.utf8([0xFE, 0xFF] + bytes)
    }
    guard String(validating: bytes, as: UTF8.self) == nil else { return bytes }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 { text.append(byte) } else { text += String(scalar(byte)).utf8 }
    }
    return text
  }

  private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(upper[Int(byte) - 0x80]) ?? "\u{FFFD}"
  }

  /// 0x80 to 0x9F of Windows-1252; U+FFFD where it has no character. Source: Unicode's CP1252.TXT.
  private static let upper: [UInt16] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  ]
}
