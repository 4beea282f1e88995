import LicenseFiles

// Certificates on both sides.

extension DiagnosisRow {
  static let certificates: [DiagnosisRow] = [
    crlFetch, expired, created, manufacturer,
  ]

  static let revocationRisk =
    "the device then accepts a certificate even after it was revoked, so do it only for a server of "
    + "your own with a self-signed certificate"

  private static let crlFetch = DiagnosisRow(
    "crl-not-fetched", .error, airGap: .warning, .certificate,
    .log(LogSign("PKI", ["CRL_FETCH_FAIL"], holds: ["SLA-TrustPoint"])),
    meaning: "the device cannot ask whether the license server's certificate was revoked",
    cause:
      "an On-Prem server mostly has a self-signed certificate, for which no revocation list can "
      + "be fetched",
    advice: TopologyAdvice(
      airGap: DiagnosisAdvice(
        "without a license server inside the gap there is nothing to check: switch the transport off",
        DiagnosisAdvice.transportOff.commands),
      connected: DiagnosisAdvice(
        "let the device reach the revocation list; do not switch the check off for a server in the "
          + "internet",
        ["show crypto pki trustpoints"]),
      onPrem: DiagnosisAdvice(
        "switch the check off for the trustpoint of licensing. Risk: " + revocationRisk,
        [
          "configure terminal", "crypto pki trustpoint SLA-TrustPoint", "revocation-check none",
          "end", "write memory",
        ])),
    basis: .doc217348("Connection with On-Prem, note"),
    endedBy: ["communication-restored", "trust-installed"],
    trigger: logLines("%PKI-3-CRL_FETCH_FAIL: CRL fetch for trustpoint SLA-TrustPoint failed"),
    nearMiss: logLines("%PKI-3-CRL_FETCH_FAIL: CRL fetch for trustpoint OTHER failed"))

  private static let expired = DiagnosisRow(
    "certificate-expired", .warning, .certificate,
    .log(LogSign("PKI", ["CERTIFICATE_INVALID_EXPIRED"])),
    meaning: "a certificate has expired, or the device's clock is wrong",
    cause: "the license server refuses a client whose certificate has expired with the TLS alert "
      + "unknown CA; a self-signed certificate is good enough, an expired one is not",
    advice: TopologyAdvice(
      airGap: DiagnosisAdvice(
        "check the clock; without a connection the certificate does no harm to licensing",
        ["show clock", "show crypto pki trustpoints"]),
      connected: DiagnosisAdvice(
        "check the clock, then name a trustpoint whose certificate is valid",
        [
          "show clock", "show crypto pki trustpoints", "configure terminal",
          "ip http client secure-trustpoint <trustpoint>", "end",
        ])),
    basis: .unverified("name of the message: confirm on a device; consequence: Cisco doc 217348"),
    trigger: logLines(
      "%PKI-3-CERTIFICATE_INVALID_EXPIRED: Certificate chain validation has failed."),
    nearMiss: logLines("%PKI-6-TRUSTPOINT_CREATE: Trustpoint: SLA-TrustPoint created succesfully"))

  private static let created = DiagnosisRow(
    "trustpoint-created", .note, .information, .log(LogSign("PKI", ["TRUSTPOINT_CREATE"])),
    meaning: "a trustpoint was created",
    cause: "SLA-TrustPoint is created at the start of licensing; it holds no key of yours",
    advice: .nothing, basis: .observed(sample: "public device logs (IOS XE 17.6)"),
    trigger: logLines("%PKI-6-TRUSTPOINT_CREATE: Trustpoint: SLA-TrustPoint created succesfully"),
    nearMiss: logLines(configurationSaved))

  private static let manufacturer = DiagnosisRow(
    "no-manufacturer-certificate", .error, airGap: .note, .certificate,
    .state(.manufacturerCertificateAbsent),
    meaning:
      "the client's trustpoint is the manufacturer's certificate, which this model does not have",
    cause: "CISCO_IDEVID_SUDI exists on 9800-80, 9800-40 and 9800-L only",
    advice: TopologyAdvice(
      airGap: DiagnosisAdvice(
        "no action needed: without a connection no client certificate is used"),
      connected: DiagnosisAdvice(
        "name the self-signed certificate that the device shows",
        [
          "show crypto pki trustpoints", "configure terminal",
          "ip http client secure-trustpoint TP-self-signed-<number>", "end",
          "write memory",
        ])),
    basis: .doc217348("Troubleshooting: certificates"),
    trigger: .document(
      "WLC-1#show license udi\nUDI: PID:C9800-CL-K9,SN:9EXAMPLE001\n"
        + "WLC-1#show running-config\nip http client secure-trustpoint CISCO_IDEVID_SUDI\n"),
    nearMiss: .document(
      "WLC-1#show license udi\nUDI: PID:C9800-40-K9,SN:9EXAMPLE001\n"
        + "WLC-1#show running-config\nip http client secure-trustpoint CISCO_IDEVID_SUDI\n"))
}
