import Foundation
import LicenseFiles

/// One entry of a folder. A name is bytes: it is never changed on the way to the file, and one that no text
/// can hold is reported, not skipped.
struct FolderEntry {
  /// The name; where it is not UTF-8, what of it can be shown.
  let name: String
  /// Why the entry cannot be told from others by its name; nil when it can.
  let fault: String?

  /// True for the one spelling that a name has wherever it is written: two names that look the same have two
  /// spellings of one text, and `String` calls them equal.
  var isComposed: Bool { Self.isComposed(name) }

  static func isComposed(_ name: String) -> Bool {
    name.utf8.elementsEqual(name.precomposedStringWithCanonicalMapping.utf8)
  }
}

/// Every entry of a folder, in the order of the bytes of their names.
///
/// - Throws: ``ReadingError`` when the folder cannot be read.
func folderEntries(_ folder: String) throws(ReadingError) -> [FolderEntry] {
  guard let stream = opendir(folder) else {
    throw ReadingError(file: folder, reason: "the folder cannot be read")
  }
  defer { closedir(stream) }
  var names: [[UInt8]] = []
  while true {
    errno = 0
    guard let entry = readdir(stream) else { break }
    let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
    if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
  }
  // The end of the entries and a fault of the disk look the same but for this.
  guard errno == 0 else {
    throw ReadingError(file: folder, reason: "the folder cannot be read to its end")
  }
  names.sort { $0.lexicographicallyPrecedes($1) }
  let texts = names.map { String(validating: $0, as: UTF8.self) }
  var spellings: [String: Int] = [:]
  for case let text? in texts { spellings[text, default: 0] += 1 }
  return zip(names, texts).map { bytes, text in
    guard let text else {
      return FolderEntry(name: NameBytes.escaped(bytes), fault: "its name is not UTF-8; rename it")
    }
    let isTwin = spellings[text, default: 0] > 1 && !FolderEntry.isComposed(text)
    return FolderEntry(
      name: text,
      fault: isTwin ? "its name looks like that of another file beside it; rename it" : nil)
  }
}
