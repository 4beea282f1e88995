import LicenseFiles

// What the judge of configurations finds, as evidence and advice of a diagnosis.

extension DiagnosisAdvice {
  /// What fixes the settings; nil without any.
  init?(_ signs: [ConfigurationSign]) {
    guard let first = signs.first else { return nil }
    let lines = ConfigurationSign.lines(signs).map(\.text)
    self.init(
      first.finding.remedy,
      lines.isEmpty
        ? [] : ["configure terminal"] + lines + ["end", "write memory"])
  }
}

extension ConfigurationSign {
  /// True where the line may hold a secret: the message says what can be said of it.
  var quotesNothing: Bool {
    finding.id == FindingDescriptor.configProxyLogin.id
      || finding.id == FindingDescriptor.configNotUnderstood.id
  }
}
