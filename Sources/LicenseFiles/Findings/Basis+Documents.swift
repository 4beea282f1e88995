/// The published texts that the project leans on most, so that each has one name everywhere.
extension Basis {
  /// A section of "Configure and Troubleshoot Smart Licensing Using Policy on Catalyst 9800".
  public static func doc217348(_ section: String) -> Basis {
    .documented(title: "Cisco doc 217348", section: section)
  }

  /// A section of "Configure Offline (Air-Gapped) Licensing" on Catalyst 9800.
  public static func doc221758(_ section: String) -> Basis {
    .documented(title: "Cisco doc 221758", section: section)
  }

  /// A chapter or page of the Catalyst 9400 guide, 17.4.x.
  public static func catalyst9400(_ section: String) -> Basis {
    .documented(
      title: "Cisco Catalyst 9400 System Management Configuration Guide", section: section)
  }
}
