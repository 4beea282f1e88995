import DeviceOutput

/// The command that a line answers: the same words mean another thing after another command.
enum AnsweredCommand: Sendable, Hashable {
  /// `license smart import`.
  case importing
  /// `license smart save usage all`, `unreported` or `days`.
  case savingUsage
  /// `license smart save usage rum-id`.
  case savingReport
  /// `show license rum id N detail`.
  case showingReport
  /// `license smart authorization request`, and `reservation request`.
  case requesting
  /// `license smart authorization return`, and `reservation return`.
  case returning
  /// Another command of licensing, a failure reason, or a text without a command.
  case other

  /// Nil for output that is not an answer.
  init?(_ typed: TypedCommand?) {
    func begins(_ word: String) -> Bool {
      guard let first = typed?.arguments.first?.lowercased(), !first.isEmpty else { return false }
      return word.hasPrefix(first)
    }
    switch typed?.command {
    case .licenseImport: self = .importing
    case .licenseSaveUsage: self = begins("rum-id") ? .savingReport : .savingUsage
    case .licenseReservation, .licenseAuthorization:
      // Three letters tell one from the other.
      self = begins("return") ? .returning : begins("request") ? .requesting : .other
    case .showLicenseEventLog: self = .other
    case .showLicenseRUMIDDetail: self = .showingReport
    case nil:
      guard typed?.text.map({ $0.hasPrefix("license smart") || $0.isEmpty }) ?? true else {
        return nil
      }
      self = .other
    case .showVersion, .showInventory, .showClock, .showLicenseAll, .showLicenseStatus,
      .showLicenseSummary, .showLicenseUsage, .showLicenseUDI, .showLicenseTechSupport,
      .showLicenseRUMIDAll, .showLicenseHistoryMessage,
      .showLicenseAuthorization, .showLicenseReservation, .showLicenseAirEntities, .showLicense,
      .showLicenseRightToUse,
      .showLogging, .showRunningConfig, .showNTPStatus, .showPKITrustpoints, .showCallHomeProfile,
      .licenseFactoryReset, .reload, .showAPSummary, .showAPInventory, .showAPConfigGeneral,
      .showAPName:
      return nil
    }
  }

  /// In words, for the catalogue.
  var words: String {
    switch self {
    case .importing: "the answer to an import"
    case .savingUsage: "the answer to license smart save usage all, unreported or days"
    case .savingReport: "the answer to license smart save usage rum-id"
    case .showingReport: "the answer to show license rum id N detail"
    case .requesting: "the answer to a request for an authorization"
    case .returning: "the answer to the return of a code"
    case .other: "the answer to another command of licensing, or a failure reason,"
    }
  }
}
