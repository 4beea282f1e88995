/// Decides whether two pieces, between which a log message was printed, are one line.
///
/// Joining what is not one line would change a value unnoticed, so only pieces that make sense
/// together and not apart are joined. All others stay two lines, and are counted if they are not
/// understood.
enum CutLine {
  /// A longer line is not joined: no known one is, and joins must not pile up.
  private static let longest = 500

  static func joined(_ first: String, _ second: String) -> String? {
    guard first.utf8.count <= longest, second.utf8.count <= longest else { return nil }
    let whole = first + second
    let isOne =
      whole.trimmingBlanks == "Import Data Successful" || isRow(first, whole)
      || isTime(first, whole) || isKey(first, second)
    return isOne ? whole : nil
  }

  /// `10000000` and `01  ACK  N  air-dna-advantage`.
  private static func isRow(_ first: String, _ whole: String) -> Bool {
    guard let byte = first.utf8.first, (0x30...0x39).contains(byte) else { return false }
    return ShowLicenseRUMIDAll.row(first) == nil && ShowLicenseRUMIDAll.row(whole) != nil
  }

  /// `  Last ACK received: Oct 14` and ` 12:10:32 2021 UTC`.
  private static func isTime(_ first: String, _ whole: String) -> Bool {
    guard let start = first.keyAndValue?.value, !start.isEmpty,
      let value = whole.keyAndValue?.value
    else { return false }
    return DeviceTime(start).reading == nil && DeviceTime(value).reading != nil
  }

  /// `  Last ACK rec` and `eived: Oct 14 12:10:32 2021 UTC`.
  private static func isKey(_ first: String, _ second: String) -> Bool {
    guard first.indentation > 0, first.keyAndValue == nil, second.indentation == 0,
      first.trimmingBlanks.unicodeScalars.first?.properties.isUppercase == true,
      let letter = second.unicodeScalars.first, letter.properties.isLowercase,
      let value = second.keyAndValue?.value
    else { return false }
    return !value.isEmpty
  }
}
