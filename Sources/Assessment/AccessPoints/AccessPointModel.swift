/// Model names of access points, as usage files, controllers and inventories spell them.
public enum AccessPointModel {
  /// The part of a model name that every spelling has: `2802I` of `AIR-AP2802I-E-K9`, `AP2802I` and
  /// `2802I`, `9130AXI` of `C9130AXI-E`.
  ///
  /// The regulatory domain and the mark of cryptography say where an access point may be sold, not what
  /// it is; older releases print neither (`show ap summary`). A name of another kind stays as it is,
  /// in upper case. The rule is inferred from the spellings that were seen.
  static func key(of name: String) -> String {
    var text = Substring(name.uppercased().filter { !$0.isWhitespace })
    if text.hasPrefix("CISCO"), text.count > 5 { text = text.dropFirst(5) }
    if text.hasPrefix("AIR-") { text = text.dropFirst(4) }
    for front in ["CAP", "LAP", "AP", "CW", "C"] where text.hasPrefix(front) {
      let rest = text.dropFirst(front.count)
      if rest.first?.isNumber == true { text = rest }
      break
    }
    if text.hasSuffix("-K9") { text = text.dropLast(3) }
    if let dash = text.lastIndex(of: "-") {
      let domain = text[text.index(after: dash)...]
      if domain == "ROW" || (domain.count == 1 && domain.first?.isLetter == true) {
        text = text[..<dash]
      }
    }
    return String(text)
  }
}
