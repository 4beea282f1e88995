/// Whose evidence a file lies in.
public enum BagSite {
  /// How far up a bag is looked for: `bag/data/upload/<account>/<file>`.
  private static let levels = 5

  /// The identifier of the site whose evidence bag a file lies in; nil when it lies in none, or the bag
  /// was made without a site.
  public static func id(around path: String) -> String? {
    var folder = PathText.folder(of: PathText.absolute(path))
    for _ in 0..<levels {
      let place = folder + "/bag-info.txt"
      if let source = try? FileSource(place), let bytes = try? source.allBytes(limit: 4 << 20) {
        return BagInfo.read(bytes)?.texts("Site-Id").first
      }
      guard folder != "/" else { return nil }
      folder = PathText.folder(of: folder)
    }
    return nil
  }
}
