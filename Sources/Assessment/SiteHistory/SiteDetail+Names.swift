extension SiteDetail {
  /// A name as it stands in a list of names, where a blank parts two of them.
  public static func spelled(_ name: String) -> String { name.replacing(" ", with: "%20") }

  /// Several names as one detail.
  public static func list(_ names: some Sequence<String>) -> String {
    names.map(spelled).joined(separator: " ")
  }
}
