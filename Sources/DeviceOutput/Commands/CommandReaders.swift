extension CommandReader {
  /// One for each command.
  static let all: [CommandReader] = [
    ShowVersion.reader,
    ShowInventory.reader,
    ShowClock.reader,
    LicenseBlocks.reader(
      .showLicenseAll,
      signs: [
        .opening(exactly: "Smart Licensing Status"), .lone("Smart Licensing is ENABLED"),
        .lone("Usage Report Summary:"),
      ]),
    LicenseBlocks.reader(
      .showLicenseStatus,
      signs: [
        .lone("Last ACK received: "), .lone("Next ACK deadline: "), .lone("Registration Expires: "),
        .lone("Trust Code Installed:"),
      ]),
    LicenseBlocks.reader(.showLicenseSummary, signs: [.lone { LicenseUse.isTableHead($0) }]),
    LicenseBlocks.reader(.showLicenseUsage, takesMore: true),
    ShowLicenseUDITable.reader,
    LicenseBlocks.reader(
      .showLicenseTechSupport,
      signs: [.opening("Smart Licensing Tech Support info"), .lone("Communication Statistics:")]),
    ShowLicenseRUMIDAll.reader,
    ShowLicenseRUMIDDetail.reader,
    ShowLicenseHistoryMessage.reader,
    ShowLicenseEventLog.reader,
    LicenseBlocks.reader(.showLicenseAuthorization, signs: [.typical("Overall status:")]),
    LicenseBlocks.reader(.showLicenseReservation, signs: [.lone("License reservation: ")]),
    ShowLicenseAirEntities.reader,
    ShowLicenseFeatures.reader,
    ShowLicenseFeatures.rightToUse,
    ShowLogging.reader,
    ShowRunningConfig.reader,
    ShowNTPStatus.reader,
    ShowPKITrustpoints.reader,
    ShowCallHomeProfile.reader,
    LicenseSmartReservation.reader(
      .licenseReservation,
      signs: [
        .typical(LicenseSmartReservation.requestHeading),
        .typical(LicenseSmartReservation.returnHeading), .typical("Reservation install file "),
      ]),
    LicenseSmartReservation.reader(.licenseAuthorization),
    LicenseSmartImport.reader,
    LicenseSmartSaveUsage.reader,
    LicenseSmartFactoryReset.reader,
    Reload.reader,
    ShowAPSummary.reader,
    ShowAPInventory.reader,
    ShowAPConfigGeneral.reader,
    ShowAPName.reader,
  ]
}

extension Observation {
  /// What an output says. It lies beside the observation: a prompt with nothing after it is small.
  public indirect enum Content: Sendable, Hashable {
    /// `show version`.
    case version(VersionFacts)
    /// `show inventory`.
    case inventory([Observed<InventoryPart>])
    /// `show clock`.
    case clock(ClockFacts)
    /// `show license all`, `status`, `summary`, `usage`, `udi`, `tech support`.
    case license(LicenseFacts)
    /// `show license rum id all`.
    case reportStates([Observed<ReportState>])
    /// `show license rum id N detail`.
    case reportDetails([ReportDetail])
    /// `show license history message`.
    case history(MessageHistory)
    /// `show license eventlog`.
    case eventLog([Observed<EventLogEntry>])
    /// `show license air entities summary`.
    case airEntities(AirEntities)
    /// The `show license` from before Smart Licensing.
    case features([FeatureLicense])
    /// `show logging`.
    case logging(LoggingFacts)
    /// `show ntp status`.
    case ntp(NTPFacts)
    /// `show crypto pki trustpoints`.
    case trustpoints([Trustpoint])
    /// `show call-home profile`.
    case callHomeProfiles([CallHomeProfile])
    /// `license smart reservation …` and `license smart authorization return …`.
    case reservationAnswer(ReservationAnswer)
    /// `license smart import`.
    case importAnswer(ImportAnswer)
    /// `license smart save usage`.
    case saveAnswer(SaveUsageAnswer)
    /// `license smart factory reset`.
    case factoryReset(FactoryReset)
    /// `reload`.
    case reload(ReloadTrace)
    /// `show running-config`.
    case runningConfiguration(RunningConfiguration)
    /// `show ap summary`, `show ap inventory`, `show ap config general` and `show ap name …`.
    case accessPoints(AccessPointListing)
    /// Output of a command that this room does not read, or log lines alone.
    case other
  }
}
