public import LicenseFiles

/// The names by which people know the entitlements that a report names only by tag.
///
/// The portal's full list is not public, so a tag that is missing here is unknown to the tool, not
/// wrong. Tags are product identifiers, the same on every device.
public enum EntitlementNames {
  /// One row of the table.
  public struct Row: Sendable, Hashable {
    /// `entitlement_tag`, whole.
    public let tag: String
    /// The feature name that a device shows (`Feature Name`), for example `air-network-advantage`.
    public let name: String
    /// The longer text that a device shows (`Feature Description`).
    public let description: String
    /// Where tag and name were seen together.
    public let basis: Basis
  }

  /// The row of a tag; nil when the tag is not in the table.
  static func row(for tag: String) -> Row? { byTag[tag] }

  /// The feature name of a tag; nil when the tag is not in the table.
  public static func name(of tag: String) -> String? { byTag[tag]?.name }

  private static let byTag = Dictionary(
    rows.map { ($0.tag, $0) }, uniquingKeysWith: { first, _ in first })

  private static func techSupport(_ device: String) -> Basis {
    .observed(sample: "genieparser, show license tech support of a \(device)")
  }

  private static let controller = Basis.observed(
    sample: "cisco-smart-licensing-using-policy (xaviervalette), RUM files of a C9800-CL 17.9")
  private static let subscription = Basis.observed(
    sample: "show license usage of a controller with Smart Agent 6.3.10")
  private static let c9300 = techSupport("Catalyst 9300")
  private static let c9350 = techSupport("Catalyst 9350")
  private static let c9400 = techSupport("Catalyst 9400")
  private static let c9500 = techSupport("Catalyst 9500X")
  private static let c9600 = techSupport("Catalyst 9600")

  /// Every known tag.
  package static let rows: [Row] = [
    Row(
      tag: "regid.2018-06.com.cisco.DNA_NWStack,1.0_e7244e71-3ad5-4608-8bf0-d12f67c80896",
      name: "air-network-advantage", description: "Wireless Network Advantage, per access point",
      basis: controller),
    Row(
      tag: "regid.2017-08.com.cisco.AIR-DNA-A,1.0_b6308627-3ab0-4a11-a3d9-586911a0d790",
      name: "air-dna-advantage", description: "Wireless DNA Advantage, per access point",
      basis: controller),
    Row(
      tag: "regid.2024-08.com.cisco.CNS_CW_A,1.0_5c973b43-3728-4489-9c45-42197a411835",
      name: "cisco-wireless-advantage",
      description: "Cisco Networking Subscription, wireless, advantage",
      basis: subscription),
    Row(
      tag: "regid.2017-03.com.cisco.advantagek9,1.0_bd1da96e-ec1d-412b-a50e-53846b347d53",
      name: "network-advantage", description: "C9300-24 Network Advantage",
      basis: c9300),
    Row(
      tag: "regid.2017-03.com.cisco.essentialsk9,1.0_90406ae8-385e-43aa-ac98-91da0ea270e2",
      name: "network-essentials", description: "C9300-24 Network Essentials",
      basis: c9300),
    Row(
      tag: "regid.2017-05.com.cisco.c9300_dna_advantage,1.0_411773c3-2116-4c10-94a4-5d357fe6ff18",
      name: "dna-advantage", description: "C9300-24 DNA Advantage",
      basis: c9300),
    Row(
      tag:
        "regid.2017-05.com.cisco.C9300_48P_NW_Advantagek9,1.0_6a224fe3-c92e-4440-a9c1-5d0e53a54015",
      name: "network-advantage", description: "C9300-48 Network Advantage",
      basis: c9300),
    Row(
      tag:
        "regid.2017-05.com.cisco.C9300_48P_Dna_Advantage,1.0_60783b06-53ee-484c-b21e-615d3cf6837a",
      name: "dna-advantage", description: "C9300-48 DNA Advantage",
      basis: c9300),
    Row(
      tag:
        "regid.2018-06.com.cisco.C9300L_48P_NW_Advantage,1.0_6422d51b-5580-4c05-9269-e4f4c23728b9",
      name: "network-advantage", description: "C9300L 48P Network Advantage",
      basis: c9300),
    Row(
      tag:
        "regid.2018-06.com.cisco.C9300L_48P_DNA_Advantage,1.0_ecb0e901-a493-434c-b502-5b96f690eab3",
      name: "dna-advantage", description: "C9300L 48P DNA Advantage",
      basis: c9300),
    Row(
      tag: "regid.2023-08.com.cisco.C9350_24P_NW_A,1.0_bf84bdef-3f01-416a-a619-4d98efbbede1",
      name: "network-advantage", description: "C9350-24 Catalyst Network Advantage",
      basis: c9350),
    Row(
      tag: "regid.2023-08.com.cisco.C9350_24P_DNX_A,1.0_e0fef355-0393-4db8-ae2e-2013b1ff759c",
      name: "dna-advantage", description: "C9350-24 Catalyst Software Subscription Advantage",
      basis: c9350),
    Row(
      tag: "regid.2017-05.com.cisco.advantagek9-C9400,1.0_61a546cd-1037-47cb-bbe6-7cad3217a7b3",
      name: "network-advantage", description: "C9400 Network Advantage",
      basis: c9400),
    Row(
      tag: "regid.2017-05.com.cisco.dna_advantage-C9400,1.0_6e77dbc1-0da3-466c-8414-97c8ee4d48ce",
      name: "dna-advantage", description: "C9400 DNA Advantage",
      basis: c9400),
    Row(
      tag: "regid.2021-03.com.cisco.C9500X_NW_A,1.0_9cff48db-3555-4bf0-ae49-edfbb0a8327d",
      name: "network-advantage",
      description: "Network Advantage License for Catalyst 9500X Switches",
      basis: c9500),
    Row(
      tag: "regid.2021-03.com.cisco.C9500X_DNA_A,1.0_ed879e7f-f17e-4a9e-a7c1-aee91e5d6ec3",
      name: "dna-advantage", description: "DNA Advantage License for Catalyst 9500X Switches",
      basis: c9500),
    Row(
      tag: "regid.2018-11.com.cisco.C9600-NW-E,1.0_5dd8378e-df2c-493a-9c7e-4966cbe34aa3",
      name: "network-essentials", description: "C9600 Network Essentials",
      basis: c9600),
    Row(
      tag: "regid.2021-05.com.cisco.C9K_HSEC,1.0_90fdf411-3823-45bd-bd8c-5a5d0e0e1ea2",
      name: "hseck9", description: "U.S. export restriction compliance for Catalyst 9000",
      basis: c9500),
    Row(
      tag: "regid.2019-03.com.cisco.DNA_HSEC,1.0_509c41ab-05a8-431f-95fe-ec28086e8844",
      name: "hseck9", description: "Router US Export Lic. for DNA",
      basis: .inferred(
        "a router's show license summary pairs hseck9 with DNA_HSEC, and SLAC answers carry this tag"
      )),
  ]
}
