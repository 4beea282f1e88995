import LicenseFiles

// The blocks of a few lines.

extension LicenseFacts {
  mutating func takeModel(_ setting: BlockSetting, _ context: OutputContext) -> Bool {
    let value = context.observed(setting.value, setting.line.number)
    switch setting.name {
    case "Status": usingPolicy = value
    case "Reporting Mode": reportingMode = value
    default: return false
    }
    return true
  }

  mutating func takeAccount(_ setting: BlockSetting, _ context: OutputContext) -> Bool {
    let line = setting.line.number
    switch setting.name {
    case "Smart Account":
      let parts = setting.value.lastParted(by: " As of ")
      smartAccount = context.text(parts?.before ?? setting.value[...], line)
      smartAccountAsOf = parts.map {
        context.observed(DeviceTime($0.after, offsets: context.offsets), line)
      }
    case "Virtual Account": virtualAccount = context.text(setting.value, line)
    default: return false
    }
    return true
  }

  mutating func takeMember(_ line: TranscriptLine, _ context: OutputContext) -> Bool {
    guard let member = HighAvailabilityMember(printed: line.text) else { return false }
    members.append(context.observed(member, line.number))
    return true
  }

  mutating func takeExport(_ setting: BlockSetting, _ context: OutputContext) -> Bool {
    guard setting.name == "Features Authorized" else { return false }
    if setting.value != "<none>" {
      exportFeatures?.append(context.observed(setting.value, setting.line.number))
    }
    return true
  }

  mutating func takeUtility(_ setting: BlockSetting, _ context: OutputContext) -> Bool {
    guard setting.name == "Status" else { return false }
    utility = context.observed(setting.value, setting.line.number)
    return true
  }

  mutating func takeCustom(_ setting: BlockSetting, _ context: OutputContext) -> Bool {
    guard setting.name == "Custom Id" else { return false }
    customID = context.text(setting.value, setting.line.number)
    return true
  }

  mutating func takeHighAvailability(_ setting: BlockSetting, _ context: OutputContext) -> Bool {
    highAvailability.append(context.setting(setting, in: "HA Info"))
    return true
  }

  mutating func takeCertificate(_ line: TranscriptLine, _ context: OutputContext) -> Bool {
    let text = line.text.trimmingBlanks
    if let (key, value) = text.keyAndValue, key == "Production Cert" {
      isProductionCertificate = context.truth(String(value), line.number)
      return isProductionCertificate != nil
    }
    certificateLines.append(context.observed(String(text), line.number))
    return true
  }
}
