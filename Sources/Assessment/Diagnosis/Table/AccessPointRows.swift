import DeviceOutput
import LicenseFiles

// What users of access points notice.

extension DiagnosisRow {
  static let accessPoints: [DiagnosisRow] = [worldWide, nonCompliant, joinRefused, cycle]

  private static let compliance = TopologyAdvice(
    airGap: DiagnosisAdvice(
      "report usage and import the ACK; if it stays, check that enough licenses were bought and "
        + "that they were deposited in the right smart account and virtual account",
      [
        "show license status", "license smart save usage all file bootflash:rum.txt",
        "license smart import bootflash:<ACK-from-the-portal>",
      ]),
    connected: DiagnosisAdvice(
      "make sure that usage is reported; if it stays, check that enough licenses were bought and that "
        + "they were deposited in the right smart account and virtual account",
      ["show license status", "license smart sync all"]))

  private static let worldWide = DiagnosisRow(
    "ap-world-wide-mode", .error, .consequence,
    .line(LineSign(AccessPointCompliance.worldWide.words.map { [$0] })),
    meaning: "an access point is in world-wide mode, because its license is not compliant",
    cause:
      "models of 17.18.1 and later know this consequence; which releases enforce it is unverified",
    advice: compliance,
    basis: .documented(
      title: "Cisco-IOS-XE-wireless-access-point-oper.yang (17.18.1)", section: "ap-misconfig"),
    trigger: .document("WLC-1#show something of access points\nAP-1  misconfigured: lic-no-comp\n"),
    nearMiss: .document("WLC-1#show something of access points\nAP-1  misconfigured: none\n"))

  private static let nonCompliant = DiagnosisRow(
    "ap-non-compliant", .warning, .consequence,
    .line(LineSign(AccessPointCompliance.nonCompliant.words.map { [$0] })),
    meaning: "an access point is shown as not compliant",
    cause:
      "the portal has never seen its license. It is shown in the Meraki dashboard, in "
      + "Catalyst Center 2.3.7.9, in the controller's web interface and on its command line; which "
      + "command prints it is not known (unverified)",
    advice: compliance,
    basis: .doc217348("AP compliance"),
    trigger: .document(
      "WLC-1#show something of access points\nAP-1  Non-Compliant  Never Licensed\n"),
    nearMiss: .document("WLC-1#show something of access points\nAP-1  Compliant\n"))

  private static let joinRefused = DiagnosisRow(
    "ap-join-refused", .warning, .consequence,
    .line(
      LineSign([
        ["Controller not registered with license manager"], ["disc-fail-req-un-reg-license-mgr"],
      ])),
    meaning: "the controller refuses to discover access points, because it has no ACK",
    cause:
      "the code is about discovery: it does not affect access points that have joined. Models "
      + "of 17.10.1 and later know it",
    advice: compliance,
    basis: .observed(
      sample: "Cisco-IOS-XE-wireless-ap-global-oper.yang, ap-discovery-failure-reason"),
    trigger: .document(
      "WLC-1#show wireless stats\nController not registered with license manager : 4\n"),
    nearMiss: .document("WLC-1#show wireless stats\nController registered : 4\n"))

  private static let cycle = DiagnosisRow(
    "eight-hour-cycle", .note, .information,
    .line(LineSign([["Upcoming license report time"]])),
    meaning: "access points are counted every 8 hours",
    cause:
      "one that joined since the last report time is in no report before the upcoming one. This "
      + "holds for connected sites too, where it may be missing at the portal for 8 hours",
    advice: TopologyAdvice.everywhere(
      "when new access points matter, wait for the upcoming time before saving usage",
      ["show license air entities summary"]),
    basis: .doc217348("Reporting interval"),
    trigger: .document(
      "WLC-1#show license air entities summary\n"
        + "Upcoming license report time....................: 15:38:15.972 UTC Fri Aug 27 2021\n"),
    nearMiss: .document(
      "WLC-1#show license air entities summary\n"
        + "Last license report time........................: 07:38:15.237 UTC Fri Aug 27 2021\n"))
}
