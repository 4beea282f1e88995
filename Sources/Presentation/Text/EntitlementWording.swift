import Assessment

/// How entitlements are named for people.
enum EntitlementWording {
  /// The name by which people know it; else the part of its tag that means something to them.
  ///
  /// - Parameters:
  ///   - tag: `entitlement_tag`, whole; nil without one.
  ///   - isWhole: shows the whole tag instead.
  static func name(_ tag: String?, isWhole: Bool = false) -> String {
    guard let tag else { return "without a tag" }
    if isWhole { return tag }
    if let name = EntitlementNames.name(of: tag) { return name }
    guard let start = tag.firstRange(of: ".com.cisco.")?.upperBound else { return tag }
    let product = tag[start...].prefix { $0 != "," }
    return product.isEmpty ? tag : String(product)
  }
}
